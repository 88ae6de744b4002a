import { describe, expect, it } from 'vitest';
import { exportDefinition } from '../../infra/export_machine.ts';
import { functions } from '../../infra/functions.ts';
import { definition, machineFunctions } from '../../infra/machine.ts';

// biome-ignore lint/suspicious/noExplicitAny: Amazon States Language, read by this test alone
type State = Record<string, any>;

const calls = { call: 'arn:invoke', arnOf: (name: string) => `arn:${name}` };
const machine = definition(calls) as State;
const states: Readonly<Record<string, State>> = machine.States;
const tasks = Object.entries(states).filter(([, { Type }]) => Type === 'Task');
const functionOf = (state: string) => (state === 'LandRest' ? 'land' : state.toLowerCase());

/** States in the order in which a run goes through them when every step answers that it is done. */
function happyPath(): string[] {
  const path: string[] = [];
  const after = (state: State | undefined) => state?.Choices?.[0]?.Next ?? state?.Next;
  for (let at = 'Land'; at !== undefined; at = after(states[at])) path.push(at);
  return path;
}

describe('the state machine', () => {
  it('goes from the export to receipts', () => {
    expect(happyPath().filter((name) => !name.endsWith('?'))).toEqual([
      ...['Land', 'Stage', 'Measure', 'Compose', 'Render', 'Deliver', 'Succeeded'],
    ]);
    expect(states[machine.StartAt]?.Default).toBe('Land');
  });

  it('gives every step the order and its execution', () => {
    for (const [name, { Parameters }] of tasks) {
      expect(Parameters.FunctionName).toBe(`arn:${functionOf(name)}`);
      expect(Parameters.Payload).toMatchObject({
        'order.$': '$.order',
        'execution.$': '$.execution',
      });
    }
  });

  it('calls steps again that say they are not done', () => {
    for (const name of ['Render', 'Deliver']) {
      expect(states[name]?.ResultSelector).toEqual({ 'done.$': '$.Payload.done' });
      const choice = states[states[name]?.Next];
      expect(choice?.Choices[0]).toMatchObject({ Variable: '$.answer.done', BooleanEquals: true });
      expect(choice?.Default).toBe(name);
    }
  });

  it('lands a large export in shares, side by side, and then what they have left', () => {
    const { Land, LandShares, LandRest } = states;
    expect(Land?.ResultSelector).toEqual({
      ...{ 'done.$': '$.Payload.done', 'shares.$': '$.Payload.shares' },
    });
    expect(states[Land?.Next]?.Default).toBe('LandShares');
    expect(LandShares).toMatchObject({
      ...{ Type: 'Map', ItemsPath: '$.answer.shares', ResultPath: null, Next: 'LandRest' },
      // A share that fails is landed with the rest, where what is wrong is told.
      Catch: [{ ErrorEquals: ['States.ALL'], ResultPath: null, Next: 'LandRest' }],
    });
    const { LandShare } = LandShares?.ItemProcessor.States ?? {};
    expect(LandShare.Parameters).toEqual({
      FunctionName: 'arn:land',
      Payload: { 'order.$': '$.order', 'execution.$': '$.execution', 'share.$': '$.share' },
    });
    expect(LandShare.Retry).toEqual(Land?.Retry);
    expect(LandRest?.Parameters.Payload.share).toBe('rest');
    expect(LandRest?.Next).toBe('Stage');
  });

  it('leaves the input of later steps as it was', () => {
    const results = tasks.map(([, { ResultPath }]) => ResultPath);
    expect(new Set(results)).toEqual(new Set([null, '$.answer']));
  });

  it('tries again what is nobody’s fault, four times and never at the same moment', () => {
    for (const [, { Retry }] of tasks) {
      expect(Retry).toHaveLength(1);
      expect(Retry[0]).toMatchObject({
        ...{ IntervalSeconds: 5, BackoffRate: 2, MaxAttempts: 4, JitterStrategy: 'FULL' },
        ErrorEquals: expect.arrayContaining(['VendorDown', 'Sandbox.Timedout', 'States.Timeout']),
      });
      for (const ours of ['BadExport', 'BadSettings', 'GateShut', 'OurBug', 'States.ALL'])
        expect(Retry[0].ErrorEquals).not.toContain(ours);
    }
  });

  it('waits a little longer than a function may take', () => {
    for (const [name, { TimeoutSeconds }] of tasks) {
      const key = machineFunctions.find((one) => one === functionOf(name));
      expect(TimeoutSeconds).toBe((key ? functions[key].seconds : 0) + 30);
    }
  });

  it('tells the owner of every failure and then fails by the first error', () => {
    for (const [name, { Catch }] of tasks.filter(([name]) => name !== 'Failed'))
      expect([name, Catch]).toEqual([
        name,
        [{ ErrorEquals: ['States.ALL'], ResultPath: '$.error', Next: 'Failed' }],
      ]);
    expect(states.Failed?.Parameters.Payload['error.$']).toBe('$.error');
    expect(states.Failed?.Next).toBe('Stop');
    expect(states.Failed?.Catch[0].Next).toBe('Stop');
    expect(states.Stop).toEqual({
      ...{ Type: 'Fail', ErrorPath: '$.error.Error', CausePath: '$.error.Cause' },
    });
  });

  it('tells the owner of a run that could not begin, without a step', () => {
    expect(states[machine.StartAt]?.Choices).toEqual([
      { Variable: '$.error', IsPresent: true, Next: 'Failed' },
    ]);
  });
});

describe('the machine of exports', () => {
  const exports = exportDefinition(calls) as State;
  const { Export, Rest, Failed, Stop } = exports.States;

  it('calls the export of one source, with what was asked for and no more', () => {
    expect(exports.StartAt).toBe('Export');
    expect(Export.Parameters).toEqual({
      FunctionName: 'arn:export',
      Payload: {
        ...{ 'execution.$': '$.execution', 'source.$': '$.source' },
        ...{ 'since.$': '$.since', 'accept_deletes.$': '$.accept_deletes' },
      },
    });
    expect(Export.Retry).toEqual(states.Land?.Retry);
  });

  it('calls it again until it is done, with a rest in between', () => {
    const choice = exports.States[Export.Next];
    expect(choice.Choices).toEqual([
      { Variable: '$.answer.done', BooleanEquals: true, Next: 'Succeeded' },
    ]);
    expect(exports.States[choice.Default]).toEqual(Rest);
    expect(Rest).toEqual({ Type: 'Wait', Seconds: 60, Next: 'Export' });
  });

  it('has a history that holds every call that it has time for', () => {
    const eventsOfCall = 9;
    expect((exports.TimeoutSeconds / Rest.Seconds) * eventsOfCall).toBeLessThan(25_000);
  });

  it('keeps of an answer whether it is done, and tells the owner of a failure before it fails by it', () => {
    expect(Export.ResultSelector).toEqual({ 'done.$': '$.Payload.done' });
    expect(Export.Catch).toEqual([
      { ErrorEquals: ['States.ALL'], ResultPath: '$.error', Next: 'Failed' },
    ]);
    expect(Failed.Parameters.FunctionName).toBe('arn:failed');
    expect(Object.keys(Failed.Parameters.Payload)).toEqual(['order.$', 'execution.$', 'error.$']);
    expect([Failed.Next, Failed.Catch[0].Next]).toEqual(['Stop', 'Stop']);
    expect(Stop.Type).toBe('Fail');
  });
});
