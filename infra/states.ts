import { type FunctionName, functions } from './functions.ts';

/** Above a function's own time, so that it is the function that says what took so long. */
const grace = 30;

/** Nobody's fault and over in a minute. `VendorDown` is a service that did not answer, AWS's or a vendor's. */
const passing = [
  'Lambda.ServiceException',
  'Lambda.AWSLambdaException',
  'Lambda.SdkClientException',
  'Lambda.TooManyRequestsException',
  'Lambda.Unknown',
  'Sandbox.Timedout',
  'Runtime.ExitError',
  'States.Timeout',
  'VendorDown',
];

export const retry = [
  {
    ErrorEquals: passing,
    IntervalSeconds: 5,
    BackoffRate: 2,
    MaxAttempts: 4,
    // Two runs that fail together must not come back together.
    JitterStrategy: 'FULL',
  },
];

/** What the states of a machine are made of; `call` is the ARN of the integration `lambda:invoke`. */
export interface Calls<Name extends FunctionName> {
  readonly call: string;
  readonly arnOf: (name: Name) => string;
}

/** Calls a function with a payload, and again where what failed may pass. */
export function task<Name extends FunctionName>(
  { call, arnOf }: Calls<Name>,
  name: Name,
  payload: object,
  more: object,
) {
  return {
    Type: 'Task',
    Resource: call,
    TimeoutSeconds: functions[name].seconds + grace,
    Retry: retry,
    ...more,
    Parameters: { FunctionName: arnOf(name), Payload: payload },
  };
}

/** Every error. */
export const always = { ErrorEquals: ['States.ALL'] };

/** An error that lasts is told to the owner. */
export const toFailed = { Catch: [{ ...always, ResultPath: '$.error', Next: 'Failed' }] };

/** A new account has ten places for functions in all. */
const mostAtOnce = 5;

/** Does for each of the items at a path, which it gets as `share` beside the input, what a state of one name does. */
export function sideBySide(
  items: string,
  input: Readonly<Record<string, string>>,
  states: Readonly<Record<string, object>>,
  more: object,
) {
  return {
    Type: 'Map',
    ItemsPath: items,
    ItemSelector: { ...input, 'share.$': '$$.Map.Item.Value' },
    MaxConcurrency: mostAtOnce,
    ItemProcessor: {
      ProcessorConfig: { Mode: 'INLINE' },
      StartAt: Object.keys(states)[0],
      States: states,
    },
    ResultPath: null,
    ...more,
  };
}

/** The owner is told, and the execution fails by its first error. */
export function failing(calls: Calls<'failed'>, payload: object) {
  return {
    Failed: task(calls, 'failed', payload, {
      ResultPath: null,
      Next: 'Stop',
      // Whoever is told or not, it has failed by its first error.
      Catch: [{ ...always, ResultPath: '$.notice', Next: 'Stop' }],
    }),
    Stop: { Type: 'Fail', ErrorPath: '$.error.Error', CausePath: '$.error.Cause' },
  };
}

/** What a function answers that can be called again: `{"done": false}` when it must be. */
export const answered = {
  ResultSelector: { 'done.$': '$.Payload.done' },
  ResultPath: '$.answer',
};

/** What a function answers whose work may be shared out: what of it is to be done side by side. */
export const shared = {
  ResultSelector: { 'done.$': '$.Payload.done', 'shares.$': '$.Payload.shares' },
  ResultPath: '$.answer',
};

export const whenDone = (next: string, otherwise: string) => ({
  Type: 'Choice',
  Choices: [{ Variable: '$.answer.done', BooleanEquals: true, Next: next }],
  Default: otherwise,
});
