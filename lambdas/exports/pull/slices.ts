import type { Slice, Source, SourceObject } from '../source.ts';
import type { SourceState } from './state.ts';

const day = 86_400_000;
/** Vendors forget changes after a month: then only a full read knows them all. */
const changesAreKept = 30 * day;

const earlier = (instant: string, milliseconds: number) =>
  new Date(Date.parse(instant) - milliseconds).toISOString();

/** Cut-off of a read that begins now: records need their time to appear. */
export const cutOff = (now: string, { lag }: Source) => earlier(now, lag);

/**
 * What to read of an object: all of it on the first read, every few days, and where the last read is too
 * long ago for its changes to be known; else what changed, a little before the last cut-off too.
 */
export function sliceOf(
  source: Source,
  object: SourceObject<unknown>,
  { state, to, since, fullReadDays }: SliceRules,
): Slice {
  const known = state.objects[object.name];
  const age = (instant: string) => Date.parse(to) - Date.parse(instant);
  const isWhole =
    known === undefined ||
    object.reads === 'all' ||
    age(known.full_read_at) >= fullReadDays * day ||
    age(known.read_until) >= changesAreKept;
  if (isWhole) return { mode: 'all', from: since, to };
  return { mode: 'changes', from: earlier(known.read_until, source.overlap), to };
}

export interface SliceRules {
  readonly state: SourceState;
  readonly to: string;
  readonly since: string | null;
  readonly fullReadDays: number;
}
