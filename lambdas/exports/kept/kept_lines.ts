import { z } from 'zod';

/** A record as it is kept, on a line: data is what the object's schema gave. */
const keptLine = z.strictObject({
  id: z.string(),
  group: z.string(),
  changed: z.string().nullable(),
  deleted: z.boolean(),
  /** Cut-off of the export that saw it last. */
  seen: z.string(),
  data: z.unknown(),
  /** Earlier states that differ, oldest first, with the cut-off of the export that first saw each. */
  states: z.array(z.strictObject({ seen: z.string(), data: z.unknown() })).optional(),
});
export type KeptLine = z.infer<typeof keptLine>;

export const parseKept = (line: string): KeptLine => keptLine.parse(JSON.parse(line));

/** How a run that saw a record anew changes what was kept. */
export interface Seen {
  readonly run: readonly KeptLine[];
  readonly before: KeptLine | undefined;
  /** Everything was read: what the run saw stands, whatever was known. */
  readonly isWhole: boolean;
  readonly keepsStates: boolean;
}

/** What is kept of a record from now on; pure. The newest change stands, of equal ones the last seen. */
export function merged({ run, before, isWhole, keepsStates }: Seen): KeptLine | undefined {
  const newest = run.reduce<KeptLine | undefined>(
    (best, one) => (best === undefined || !isOlder(one, best) ? one : best),
    undefined,
  );
  if (newest === undefined) return before;
  if (before === undefined) return keepsStates ? withStates(newest, []) : newest;
  const stands = !isWhole && isOlder(newest, before) ? { ...before, seen: newest.seen } : newest;
  return keepsStates ? withStates(stands, before.states ?? []) : stands;
}

/** Undated records are as new as the run that saw them. */
const isOlder = (one: KeptLine, other: KeptLine) =>
  one.changed !== null && other.changed !== null && one.changed < other.changed;

function withStates(line: KeptLine, states: NonNullable<KeptLine['states']>): KeptLine {
  const last = states.at(-1);
  const isSame = last !== undefined && JSON.stringify(last.data) === JSON.stringify(line.data);
  return { ...line, states: isSame ? states : [...states, { seen: line.seen, data: line.data }] };
}

/** A record that a full read did not see. */
export function vanished(before: KeptLine, until: string): KeptLine {
  return before.deleted ? before : { ...before, deleted: true, changed: until };
}
