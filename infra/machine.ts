import { functions } from './functions.ts';

/** The functions of the state machine, in the order in which a run goes through them. */
const steps = ['land', 'stage', 'measure', 'compose', 'render', 'deliver'] as const;
export const machineFunctions = [...steps, 'failed'] as const;
export type MachineFunction = (typeof machineFunctions)[number];

/** Above a function's own time, so that it is the function that says what took so long. */
const grace = 30;

/** Deliveries that wait for SES's rate go on for hours; what is not done by then needs a person. */
const machineSeconds = 12 * 60 * 60;

/** Nobody's fault and over in a minute. `VendorDown` is ours: S3, Athena or SES did not answer. */
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

const retry = [
  {
    ErrorEquals: passing,
    IntervalSeconds: 5,
    BackoffRate: 2,
    MaxAttempts: 4,
    // Two runs that fail together must not come back together.
    JitterStrategy: 'FULL',
  },
];

/**
 * The state machine in Amazon States Language. Input: `{"order": "<key in the archive>", "execution":
 * "<its name>"}`, which every step gets; what a step answers is kept in the execution's history alone. With `error` beside
 * them (`{"Error", "Cause"}`) nothing is run and the owner is told.
 * @param call ARN of the integration `lambda:invoke`.
 */
export function definition(call: string, arns: Readonly<Record<MachineFunction, string>>): object {
  const task = (name: MachineFunction, more: object) => ({
    Type: 'Task',
    Resource: call,
    TimeoutSeconds: functions[name].seconds + grace,
    Retry: retry,
    ...more,
    Parameters: { FunctionName: arns[name], Payload: payload(name) },
  });
  const step = (name: MachineFunction, more: object) =>
    task(name, {
      ...more,
      Catch: [{ ErrorEquals: ['States.ALL'], ResultPath: '$.error', Next: 'Failed' }],
    });
  const once = (name: MachineFunction, next: string) =>
    step(name, { ResultPath: null, Next: next });
  return {
    Comment: 'One run of one edition: from the export that was dropped to a receipt per reader.',
    StartAt: 'Refused?',
    TimeoutSeconds: machineSeconds,
    States: {
      // A schedule whose run could not even begin, e.g. for its settings: the owner is told all the same.
      'Refused?': {
        Type: 'Choice',
        Choices: [{ Variable: '$.error', IsPresent: true, Next: 'Failed' }],
        Default: 'Land',
      },
      Land: once('land', 'Stage'),
      Stage: once('stage', 'Measure'),
      Measure: once('measure', 'Compose'),
      Compose: once('compose', 'Render'),
      ...repeated('Render', (more) => step('render', more), 'Deliver'),
      ...repeated('Deliver', (more) => step('deliver', more), 'Succeeded'),
      Succeeded: { Type: 'Succeed' },
      Failed: task('failed', {
        ResultPath: null,
        Next: 'Stop',
        // Whoever is told or not, the run has failed by its first error.
        Catch: [{ ErrorEquals: ['States.ALL'], ResultPath: '$.notice', Next: 'Stop' }],
      }),
      Stop: { Type: 'Fail', ErrorPath: '$.error.Error', CausePath: '$.error.Cause' },
    },
  };
}

function payload(name: MachineFunction) {
  const input = { 'order.$': '$.order', 'execution.$': '$.execution' };
  return name === 'failed' ? { ...input, 'error.$': '$.error' } : input;
}

/** A step that stops before its time runs out and answers `{"done": false}` is called again. */
function repeated(name: string, step: (more: object) => object, next: string) {
  const done = `${name}ed?`;
  return {
    [name]: step({
      ResultSelector: { 'done.$': '$.Payload.done' },
      ResultPath: '$.answer',
      Next: done,
    }),
    [done]: {
      Type: 'Choice',
      Choices: [{ Variable: '$.answer.done', BooleanEquals: true, Next: next }],
      Default: name,
    },
  };
}
