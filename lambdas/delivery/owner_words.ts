import { type Commands, rerunCommand, settleCommand, statusCommand } from './commands.ts';
import { inWords, type Summary } from './summary.ts';

/** A plain mail: paragraphs, and lines to copy. */
export interface Words {
  readonly subject: string;
  readonly blocks: readonly Block[];
}

export type Block = { readonly says: string } | { readonly copy: string };

export interface Failure {
  readonly edition: string;
  /** Absent: it ended before it knew. */
  readonly period?: string | undefined;
  /** Step of the state machine, e.g. `Stage`. */
  readonly step: string;
  /** Class of the error, e.g. `GateShut`, and what it says. */
  readonly error: { readonly name: string; readonly message: string };
  /** What readers got so far; null where it ended before. */
  readonly readers: Summary | null;
  /** Where the logs are, e.g. an address of the console. */
  readonly logs: string;
  /** Name of the function that takes requests. */
  readonly start: string;
}

/** Who must act on an error of each class. */
const whoActs: Readonly<Record<string, string>> = {
  BadExport: 'The export is wrong: whoever makes it must act. Then run it again.',
  BadSettings: 'The settings are wrong: mend them in the settings bucket. Then run it again.',
  GateShut:
    'The data is not fit to be reported. Mend it or the gate in the settings; then run again.',
  VendorDown: 'A service did not answer, though it was asked several times. Run it again later.',
  OurBug: 'This is a fault of CS Pulse itself: report it with the lines of the log.',
};

/** What the owner is told of a run that failed. */
export function failureWords(failure: Failure): Words {
  const { edition, period, step, error, readers, logs } = failure;
  const which =
    period === undefined ? `The ${edition} report` : `The ${edition} report for ${period}`;
  return {
    subject: `CS Pulse: ${which.replace('The', 'the')} failed at ${step} (${error.name})`,
    blocks: [
      { says: `${which} failed at the step ${step}.` },
      { says: `${error.name}: ${error.message}` },
      { says: whoActs[error.name] ?? 'This was not foreseen: see the log. It may pass by itself.' },
      { says: readers === null ? 'Readers got nothing.' : `${inWords(readers)}.` },
      ...nextSteps(failure, `after ${error.name} at ${step}`, readers),
      { says: `Logs: ${logs}` },
    ],
  };
}

export interface Missed {
  readonly edition: string;
  readonly period: string;
  /** Instant at which it was due. */
  readonly dueAt: string;
  /** IANA time zone in which the owner reads it. */
  readonly timeZone: string;
  /** What is there instead, e.g. `No run of it was started.` */
  readonly found: string;
  readonly readers: Summary | null;
  readonly logs: string;
  readonly start: string;
}

/** What the owner is told of a report that was due and did not come. */
export function missedWords(missed: Missed): Words {
  const { edition, period, found, readers, logs, timeZone } = missed;
  const due = new Date(missed.dueAt);
  const local = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat('en-GB', { timeZone, ...options }).format(due);
  const day = local({ weekday: 'long' });
  const date = local({ day: 'numeric', month: 'long', year: 'numeric' });
  const time = local({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  return {
    subject: `CS Pulse: ${day}'s ${edition} report did not come`,
    blocks: [
      {
        says: `${day}'s ${edition} report did not come: ${period} was due on ${date} at ${time} (${timeZone}).`,
      },
      { says: found },
      ...(readers === null ? [] : [{ says: `${inWords(readers)}.` }]),
      ...nextSteps(missed, 'it was due and did not come', readers),
      { says: `Logs: ${logs}` },
    ],
  };
}

export interface Shortfall {
  readonly edition: string;
  readonly period: string;
  readonly readers: Summary;
  /** Nothing more could be sent that day. */
  readonly quotaUsedUp: boolean;
  readonly logs: string;
  readonly start: string;
}

/** What the owner is told of a run that ended well, though not every reader has the report. */
export function shortfallWords(shortfall: Shortfall): Words {
  const { edition, period, readers, quotaUsedUp, logs } = shortfall;
  return {
    subject: `CS Pulse: not every reader has the ${edition} report for ${period}`,
    blocks: [
      { says: `${inWords(readers)}.` },
      ...(quotaUsedUp
        ? [{ says: 'SES takes no more messages today: send the rest tomorrow, or ask for more.' }]
        : []),
      ...notSent(readers),
      ...nextSteps(shortfall, 'the rest of the readers', readers),
      { says: `Logs: ${logs}` },
    ],
  };
}

function notSent({ lines }: Summary): readonly Block[] {
  const list = lines
    .filter(({ delivery, status }) => delivery === 'first' && status !== 'sent')
    .map(({ reader, status, reason }) => `${reader}: ${status}${reason ? ` (${reason})` : ''}`);
  return list.length === 0 ? [] : [{ says: list.join('\n') }];
}

function nextSteps(commands: Commands, why: string, readers: Summary | null): readonly Block[] {
  const doubts = readers?.lines.filter(({ status }) => status === 'unknown') ?? [];
  return [
    { says: 'To run it again, for those who have none yet:' },
    { copy: rerunCommand(commands, why) },
    ...(commands.period === undefined
      ? []
      : [{ says: 'To see how it stands:' }, { copy: statusCommand(commands) }]),
    ...doubts.flatMap((line) => [
      {
        says: `${line.reader} may have it or not, and gets no second one by itself. Ask, then say "sent" or "not_sent":`,
      },
      { copy: settleCommand(commands, line) },
    ]),
  ];
}
