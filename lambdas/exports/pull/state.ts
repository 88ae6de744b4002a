import { z } from 'zod';
import { VendorDown } from '../../errors.ts';
import type { Records } from '../../ports.ts';
import { stateKey } from '../places.ts';

const part = z.strictObject({ key: z.string(), sha256: z.string(), pages: z.int() });
export type Part = z.infer<typeof part>;

const slice = z.strictObject({
  mode: z.enum(['all', 'changes']),
  from: z.string().nullable(),
  to: z.string(),
});

/** What was read of one object so far. */
const progress = z.strictObject({
  slice,
  status: z.enum(['reading', 'read', 'not_permitted']),
  /** Stream and cursor to go on from. */
  stream: z.int(),
  cursor: z.string().nullable(),
  /** Of the stream that is being read. */
  pages: z.int(),
  records: z.int(),
  /** Over all streams. */
  read: z.int(),
  parts: z.array(part),
});
export type ObjectProgress = z.infer<typeof progress>;

const pending = z.strictObject({
  run: z.string(),
  /** Counts the calls that worked on it: each writes into a folder of its own. */
  attempt: z.int(),
  to: z.string(),
  since: z.string().nullable(),
  objects: z.record(z.string(), progress),
});
export type Pending = z.infer<typeof pending>;

const state = z.strictObject({
  source: z.string(),
  /** A pull that has begun and is not published. */
  pending: pending.nullable(),
  /** The last pull that was published, and the last one that is part of the kept records. */
  pulled: z.string().nullable(),
  kept: z.string().nullable(),
  /** The last one whose tables were written. */
  mapped: z.string().nullable(),
  /** Start of history, where not all of it was asked for. */
  since: z.string().nullable(),
  objects: z.record(
    z.string(),
    z.strictObject({ read_until: z.string(), full_read_at: z.string() }),
  ),
});
export type SourceState = z.infer<typeof state>;

/** State as it was read; `version` is null where there is none yet. */
export interface HeldState {
  readonly state: SourceState;
  readonly version: string | null;
}

export async function readState(records: Records, source: string): Promise<HeldState> {
  const found = await records.read(stateKey(source));
  if (found) return { state: state.parse(JSON.parse(found.body)), version: found.version };
  const none = { pending: null, pulled: null, kept: null, mapped: null };
  return { state: { source, ...none, since: null, objects: {} }, version: null };
}

/** Writes the next state in place of the one that was read. Throws VendorDown where another process did. */
export async function writeState(
  records: Records,
  held: HeldState,
  next: SourceState,
): Promise<HeldState> {
  const key = stateKey(next.source);
  const body = `${JSON.stringify(next, null, 2)}\n`;
  const isWritten =
    held.version === null
      ? await records.create(key, body)
      : await records.replace(key, body, held.version);
  const written = isWritten ? await records.read(key) : null;
  if (written?.body === body) return { state: next, version: written.version };
  throw new VendorDown(
    `Another process exports ${next.source} at this moment (${key} has changed). This one stops; nothing is lost. Look again when the other has ended.`,
  );
}
