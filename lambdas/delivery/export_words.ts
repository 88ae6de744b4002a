import { exportCommands } from './commands.ts';
import type { Block, Words } from './owner_words.ts';

export interface ExportFailure {
  readonly source: string;
  /** Class of the error, e.g. `VendorDown`, and what it says. */
  readonly error: { readonly name: string; readonly message: string };
  /** Instant up to which reports have data of the source; null: they have none. */
  readonly lastUntil: string | null;
  /** Where the logs are, e.g. an address of the console. */
  readonly logs: string;
  /** Name of the function that takes requests. */
  readonly start: string;
}

/** Who must act on an error of each class. */
const whoActs: Readonly<Record<string, (source: string) => string>> = {
  BadExport: (source) =>
    `What ${source} answered is not fit to be used. Whoever looks after ${source} must see what changed there.`,
  BadSettings: (source) =>
    `Whoever runs CS Pulse must act: mend the secret of ${source}, what its token may do, or settings.json. Then export again.`,
  VendorDown: (source) =>
    `${source} did not answer, or would not yet, though it was asked several times. What was read is kept: the next export goes on from there by itself, or export again later.`,
  OurBug: () => 'This is a fault of CS Pulse itself: report it with the lines of the log.',
};

/** What the owner is told of a source that could not be exported. */
export function exportFailureWords(failure: ExportFailure): Words {
  const { source, error, lastUntil, logs } = failure;
  const acts = whoActs[error.name]?.(source);
  return {
    subject: `CS Pulse: ${source} was not exported (${error.name})`,
    blocks: [
      { says: `The export of ${source} failed. Other sources are exported as ever.` },
      { says: `${error.name}: ${error.message}` },
      { says: acts ?? 'This was not foreseen: see the log. It may pass by itself.' },
      { says: inUse(source, lastUntil) },
      ...nextSteps(failure),
      { says: `Logs: ${logs}` },
    ],
  };
}

function inUse(source: string, until: string | null): string {
  return until === null
    ? `${source} was never exported: reports have nothing of it.`
    : `Reports go on with what was exported of ${source} before: everything until ${minute(until)}.`;
}

const minute = (instant: string) => `${instant.slice(0, 10)} ${instant.slice(11, 16)} UTC`;

function nextSteps({ source, error, start }: ExportFailure): readonly Block[] {
  const commands = exportCommands(start);
  // The message is the same one that the command line shows, which has an option for it.
  const mayBeDeleted = error.message.includes('accept-deletes');
  return [
    { says: 'To export it again:' },
    { copy: commands.again(source, `after ${error.name}`) },
    ...(mayBeDeleted
      ? [
          {
            says: `If they were deleted at ${source}, and only then, in place of --accept-deletes:`,
          },
          { copy: commands.acceptingDeletes(source) },
        ]
      : []),
    { says: 'To see how the exports stand:' },
    { copy: commands.status },
  ];
}
