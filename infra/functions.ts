export interface Given {
  readonly memory: number;
  readonly seconds: number;
  readonly harm: string;
  /** Of the disk of a call; absent: the 512 that cost nothing. */
  readonly scratchMegabytes?: number;
}

/**
 * What every function is given, and who is hurt when it fails: the second is its description, so that
 * whoever looks at a red function in the console knows what to do first.
 */
export const functions = {
  start: {
    memory: 512,
    seconds: 60,
    harm: 'Names and starts a run. When it fails no report is begun: readers wait, and the watchdog tells the owner. Invoke it again with the same request; it joins a run that is under way.',
  },
  land: {
    // A whole processor comes with 1,769 MB: it parses, and has no use for a second one.
    memory: 1792,
    seconds: 900,
    harm: 'Reads the export. When it fails readers get no report of this period, and the owner is told which file is wrong. Whoever made the export must act.',
  },
  stage: {
    memory: 1024,
    seconds: 900,
    harm: 'Makes tables of landed rows. When it fails readers get no report of this period; a shut gate says which check did not hold.',
  },
  measure: {
    memory: 3008,
    seconds: 900,
    harm: 'Measures every KPI. When it fails readers get no report of this period; no number of it was shown to anybody.',
  },
  compose: {
    memory: 2048,
    seconds: 900,
    harm: 'Decides what the report says. When it fails readers get no report of this period; the KPI values are in the archive.',
  },
  render: {
    memory: 2048,
    seconds: 900,
    harm: 'Writes the documents of every reader. When it fails nobody gets a report of this period; the report itself is in the archive.',
  },
  deliver: {
    memory: 512,
    seconds: 900,
    harm: 'Sends each reader their report, once. When it fails some have it and some do not: ask start for the status before anything is sent again.',
  },
  export: {
    memory: 1024,
    seconds: 900,
    // Records that do not fit into memory lie there while they are laid over those of before.
    scratchMegabytes: 10_240,
    harm: 'Reads what a vendor has. When it fails reports are made of what was exported before, and the owner is told of which day that is. It goes on where it stopped when it is started again.',
  },
  failed: {
    memory: 512,
    seconds: 60,
    harm: 'Tells the owner what failed. When it fails too, readers miss a report and only the alarm says so.',
  },
  watchdog: {
    memory: 256,
    seconds: 60,
    harm: 'Notices a report that did not start in time. When it fails a missing report is noticed by its readers first.',
  },
  feedback: {
    memory: 256,
    seconds: 30,
    harm: 'Remembers bounces and complaints. When it fails we write again to people who did not want it, and SES may stop us from sending.',
  },
  unsubscribe: {
    memory: 256,
    seconds: 10,
    harm: 'Takes readers off the list. When it fails people who asked for no more mail get more, which the law and their mail provider mind.',
  },
  sign_in: {
    memory: 256,
    seconds: 15,
    harm: 'Lets readers into the archive. When it fails nobody new can sign in; who has signed in reads on for up to eight hours.',
  },
} as const satisfies Readonly<Record<string, Given>>;

export type FunctionName = keyof typeof functions;
export const functionNames: readonly FunctionName[] = [
  'start',
  'land',
  'stage',
  'measure',
  'compose',
  'render',
  'deliver',
  'export',
  'failed',
  'watchdog',
  'feedback',
  'unsubscribe',
  'sign_in',
];
