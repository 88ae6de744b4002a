import { answered, type Calls, failing, task, toFailed, whenDone } from './states.ts';

export const exportFunctions = ['export', 'failed'] as const;
export type ExportFunction = (typeof exportFunctions)[number];

/** A first export may take hours; one that does not end within a day goes on with that of the next day. */
const machineSeconds = 20 * 60 * 60;

/**
 * Between two calls. A vendor may say that it answers in an hour, and is not to be asked every second
 * until then; and an execution has a history of 25,000 events, of which a call and its rest take nine.
 */
const restSeconds = 60;

/**
 * The export of one source in Amazon States Language. Each has an execution of its own: one that fails, or
 * takes all night, keeps no other from ending. Input: `{"order", "execution", "source", "since",
 * "accept_deletes"}`.
 */
export function exportDefinition(calls: Calls<ExportFunction>): object {
  const asked = {
    ...{ 'execution.$': '$.execution', 'source.$': '$.source' },
    ...{ 'since.$': '$.since', 'accept_deletes.$': '$.accept_deletes' },
  };
  const told = { 'order.$': '$.order', 'execution.$': '$.execution', 'error.$': '$.error' };
  return {
    Comment: 'One export of one source: from the vendor to the drop that reports are made of.',
    StartAt: 'Export',
    TimeoutSeconds: machineSeconds,
    States: {
      Export: task(calls, 'export', asked, { ...answered, ...toFailed, Next: 'Exported?' }),
      'Exported?': whenDone('Succeeded', 'Rest'),
      Rest: { Type: 'Wait', Seconds: restSeconds, Next: 'Export' },
      Succeeded: { Type: 'Succeed' },
      ...failing(calls, told),
    },
  };
}
