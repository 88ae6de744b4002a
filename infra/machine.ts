import {
  always,
  answered,
  type Calls,
  failing,
  shared,
  sideBySide,
  task,
  toFailed,
  whenDone,
} from './states.ts';

/** The functions of the state machine, in the order in which a run goes through them. */
const steps = ['land', 'stage', 'measure', 'compose', 'render', 'deliver'] as const;
export const machineFunctions = [...steps, 'failed'] as const;
export type MachineFunction = (typeof machineFunctions)[number];

/** Deliveries that wait for SES's rate go on for hours; what is not done by then needs a person. */
export const machineSeconds = 12 * 60 * 60;

/**
 * The state machine in Amazon States Language. Input: `{"order": "<key in the archive>", "execution":
 * "<its name>"}`, which every step gets; what a step answers is kept in the execution's history alone. With `error` beside
 * them (`{"Error", "Cause"}`) nothing is run and the owner is told.
 */
export function definition(calls: Calls<MachineFunction>): object {
  const input = { 'order.$': '$.order', 'execution.$': '$.execution' };
  const step = (name: MachineFunction, more: object, own: object = {}) =>
    task(calls, name, { ...input, ...own }, { ...more, ...toFailed });
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
      Land: step('land', { ...shared, Next: 'Landed?' }),
      'Landed?': whenDone('Stage', 'LandShares'),
      LandShares: sideBySide(
        '$.answer.shares',
        input,
        { LandShare: task(calls, 'land', { ...input, 'share.$': '$.share' }, { End: true }) },
        // Whatever became of a share: what it has left is landed, or is told to be wrong.
        { Catch: [{ ...always, ResultPath: null, Next: 'LandRest' }], Next: 'LandRest' },
      ),
      LandRest: step('land', { ResultPath: null, Next: 'Stage' }, { share: 'rest' }),
      Stage: once('stage', 'Measure'),
      Measure: once('measure', 'Compose'),
      Compose: once('compose', 'Render'),
      Render: step('render', { ...answered, Next: 'Rendered?' }),
      'Rendered?': whenDone('Deliver', 'Render'),
      Deliver: step('deliver', { ...answered, Next: 'Delivered?' }),
      'Delivered?': whenDone('Succeeded', 'Deliver'),
      Succeeded: { Type: 'Succeed' },
      ...failing(calls, { ...input, 'error.$': '$.error' }),
    },
  };
}
