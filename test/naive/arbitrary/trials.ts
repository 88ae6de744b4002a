import fc from 'fast-check';
import type { NaiveOptions } from '../options.ts';
import type { Row } from '../world.ts';
import { instantText, later, maybe, seldom, someDelay, someInstant } from './moments.ts';

export function someTrial(period: NaiveOptions) {
  return fc.record({
    isSelfServe: fc.constantFrom(true, true, false, null),
    startedAt: someInstant(period),
    endedAfter: maybe(someDelay),
    // instead of the delay, to meet the borders of the period
    endedAt: seldom(someInstant(period)),
    convertedAfter: maybe(someDelay, 1),
  });
}

export type TrialDraft = ReturnType<typeof someTrial> extends fc.Arbitrary<infer D> ? D : never;

/** When a trial ends, if that is known. */
export function trialEnd({ startedAt, endedAfter, endedAt }: TrialDraft): number | null {
  if (endedAt !== null && endedAt >= startedAt) return endedAt;
  return endedAfter === null ? null : startedAt + endedAfter;
}

export function trialRows(account: string, drafts: readonly TrialDraft[]): readonly Row[] {
  return drafts.map((draft, n) => ({
    trial_id: `${account}-trial-${n}`,
    account_id: account,
    is_self_serve: draft.isSelfServe,
    started_at: instantText(draft.startedAt),
    ended_at: later(trialEnd(draft), 0),
    converted_at: later(draft.startedAt, draft.convertedAfter),
  }));
}
