import fc from 'fast-check';
import type { NaiveOptions } from '../options.ts';
import { dateIn, dayNumber } from '../time.ts';
import { type Row, text } from '../world.ts';
import { dateText } from './moments.ts';

/**
 * The only subscription of an account, which changes once: falls 90 days before a day of the period and ends
 * so many days later, or rises so many days after the account's activation.
 */
export function someStory(period: NaiveOptions) {
  return fc.record({
    kind: fc.constantFrom('fall', 'rise'),
    day: fc.integer({ min: dayNumber(period.start) - 1, max: dayNumber(period.end) }),
    fallsFor: fc.constantFrom(1, 89, 90, 91),
    risesAfter: fc.constantFrom(0, 0, 89, 90, 91),
    endReason: fc.constantFrom('cancelled', 'payment_failed', null),
    currency: fc.constant(period.reportingCurrency),
  });
}

export type StoryDraft = ReturnType<typeof someStory> extends fc.Arbitrary<infer D> ? D : never;

/** Calendar day, as a number, of the first activation among the milestones; null without one. */
export function activatedOn(milestones: readonly Row[], timeZone: string): number | null {
  const times = milestones
    .filter((row) => row.milestone_id === 'activated' && text(row, 'completed_at') !== null)
    .map((row) => Date.parse(text(row, 'completed_at') ?? ''));
  return times.length === 0 ? null : dayNumber(dateIn(Math.min(...times), timeZone));
}

export function storyRows(
  account: string,
  { kind, day, fallsFor, risesAfter, endReason, currency }: StoryDraft,
  activation: number | null,
): readonly Row[] {
  const isFall = kind === 'fall';
  const changes = isFall ? day - 90 : (activation ?? day) + risesAfter;
  const ends = isFall ? changes + fallsFor : null;
  const item = {
    subscription_item_id: `${account}-story`,
    subscription_id: `${account}-story`,
    account_id: account,
    product: 'pulse',
    currency,
    status: 'active',
  };
  return [
    {
      ...item,
      mrr_minor: '10000.000000',
      starts_on: dateText(changes - 200),
      ends_on: dateText(changes),
      end_reason: 'changed',
    },
    {
      ...item,
      mrr_minor: isFall ? '6000.000000' : '15000.000000',
      starts_on: dateText(changes),
      ends_on: ends === null ? null : dateText(ends),
      end_reason: ends === null ? null : endReason,
    },
  ];
}
