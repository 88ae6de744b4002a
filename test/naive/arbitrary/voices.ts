import fc from 'fast-check';
import type { NaiveOptions } from '../options.ts';
import { dayNumber } from '../time.ts';
import type { Row } from '../world.ts';
import {
  dateText,
  instantText,
  maybe,
  ownOrLater,
  someDay,
  someDelay,
  someInstant,
} from './moments.ts';

export function someMention(period: NaiveOptions) {
  return fc.record({
    namesAccount: fc.boolean(),
    source: fc.constantFrom('sales_call', 'social'),
    at: someInstant(period),
    tone: fc.constantFrom('positive', 'positive', 'neutral', 'negative'),
  });
}

export function someMember(period: NaiveOptions) {
  return fc.record({
    namesAccount: fc.boolean(),
    joinedAt: someInstant(period),
    leftAfter: maybe(someDelay, 1),
    leftAt: maybe(someInstant(period), 1),
  });
}

export function someAct(period: NaiveOptions) {
  return fc.record({
    type: fc.constantFrom('reference', 'review', 'case_study', 'referral'),
    contact: maybe(fc.nat({ max: 1 }), 1),
    at: someInstant(period),
  });
}

/** An entry of the time of one of three managers; few days, so that entries meet. */
export function someEntry(period: NaiveOptions) {
  return fc.record({
    csm: fc.constantFrom('ana', 'ben', 'Zoë'),
    on: fc.oneof(
      someDay(period),
      fc.constantFrom(dayNumber(period.start), dayNumber(period.end) - 1),
    ),
    minutes: fc.integer({ min: 0, max: 300 }),
    isCustomerWork: fc.boolean(),
    capacity: fc.constantFrom(null, null, 0, 420, 480),
  });
}

type Made<T> = T extends (...all: never[]) => fc.Arbitrary<infer D> ? D : never;
export type MentionDraft = Made<typeof someMention>;
export type MemberDraft = Made<typeof someMember>;
export type ActDraft = Made<typeof someAct>;
export type EntryDraft = Made<typeof someEntry>;

/** What is said of us and done for us around one account, and the time that it took. */
export function voiceRows(
  account: string,
  draft: {
    readonly mentions: readonly MentionDraft[];
    readonly members: readonly MemberDraft[];
    readonly acts: readonly ActDraft[];
    readonly entries: readonly EntryDraft[];
  },
  contacts: readonly string[],
): Readonly<Record<string, readonly Row[]>> {
  return {
    mentions: draft.mentions.map((mention, n) => ({
      mention_id: `${account}-m${n}`,
      source_type: mention.source,
      account_id: mention.namesAccount ? account : null,
      occurred_at: instantText(mention.at),
      tone: mention.tone,
    })),
    community_members: draft.members.map((member, n) => ({
      member_id: `${account}-q${n}`,
      account_id: member.namesAccount ? account : null,
      joined_at: instantText(member.joinedAt),
      left_at: ownOrLater(member.joinedAt, member.leftAt, member.leftAfter),
    })),
    advocacy_acts: draft.acts.map((act, n) => ({
      act_id: `${account}-a${n}`,
      account_id: account,
      contact_id: act.contact === null ? null : (contacts[act.contact] ?? null),
      type: act.type,
      occurred_at: instantText(act.at),
    })),
    csm_time: draft.entries.map((entry, n) => ({
      csm: entry.csm,
      worked_on: dateText(entry.on),
      // the category is part of the key
      category: `${account}-${n}`,
      minutes: entry.minutes,
      is_customer_work: entry.isCustomerWork,
      capacity_minutes: entry.capacity,
    })),
  };
}
