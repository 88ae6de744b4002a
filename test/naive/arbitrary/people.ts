import fc from 'fast-check';
import type { NaiveOptions } from '../options.ts';
import { hour } from '../time.ts';
import { someFlow } from './flows.ts';
import {
  maybe,
  seldom,
  someBorder,
  someDelay,
  someDelayOrEarlier,
  someInstant,
} from './moments.ts';
import { someHabit, someVisit } from './visits.ts';

/** Users with their visits, milestones and what they say once activated. */
export function someUser(period: NaiveOptions) {
  return fc.record({
    isListed: fc.oneof(
      { arbitrary: fc.constant(true), weight: 9 },
      { arbitrary: fc.constant(false), weight: 1 },
    ),
    role: fc.constantFrom('admin', 'member', 'viewer', null),
    channel: fc.constantFrom('web', 'partner', null),
    contact: maybe(fc.nat({ max: 9 }), 1),
    signedUpAt: someInstant(period),
    // instead of that, as the account's first trial begins or ends
    comesAt: fc.constantFrom(
      'own_time' as const,
      'own_time' as const,
      'own_time' as const,
      'own_time' as const,
      'trial_start' as const,
      'trial_end' as const,
    ),
    deactivatedAt: seldom(fc.oneof(someInstant(period), someBorder(period, [period.end]))),
    activatedAfter: maybe(someDelayOrEarlier),
    flow: someFlow,
    anyFlow: fc.constantFrom('main', 'main', 'tour', null),
    firstValueAfter: maybe(someDelayOrEarlier, 1),
    basicValueAfter: maybe(someDelayOrEarlier, 1),
    immediateValueAfter: maybe(someDelayOrEarlier, 1),
    shortValueAfter: maybe(someDelayOrEarlier, 1),
    visits: fc.array(someVisit(period), { maxLength: 4 }),
    habit: seldom(someHabit(period), 3),
    feedback: seldom(someFeedback(period), 1),
  });
}

/** An answer to what is asked after activation. */
function someFeedback(period: NaiveOptions) {
  return fc.record({
    after: someDelayOrEarlier,
    at: someInstant(period),
    score: fc.integer({ min: 1, max: 5 }),
    higherIsBetter: fc.constantFrom(true, true, false),
    from: fc.constantFrom('user', 'user', 'contact', 'contact_alone', 'account', 'nobody'),
  });
}

export interface ContactDraft {
  readonly persona: string | null;
  readonly leftAt: number | null;
  /** A call of the contact's own, beside the activities of the account. */
  readonly spokenToAt: number | null;
}

function someContact(period: NaiveOptions): fc.Arbitrary<ContactDraft> {
  return fc.record({
    persona: fc.constantFrom('champion', 'champion', 'decision_maker', 'end_user', null),
    leftAt: maybe(someInstant(period), 1),
    spokenToAt: seldom(someInstant(period)),
  });
}

/** A few of any kind, or one of each kind that a customer is to have. */
export function someContacts(period: NaiveOptions): fc.Arbitrary<readonly ContactDraft[]> {
  const stakeholder = (persona: string): fc.Arbitrary<ContactDraft> =>
    fc.record({
      persona: fc.constant(persona),
      leftAt: seldom(someInstant(period), 8),
      spokenToAt: maybe(someInstant(period), 8),
    });
  const stakeholders = fc.tuple(
    stakeholder('champion'),
    stakeholder('decision_maker'),
    stakeholder('business_owner'),
  );
  return fc.oneof(
    { arbitrary: fc.array(someContact(period), { maxLength: 2 }), weight: 2 },
    { arbitrary: stakeholders, weight: 1 },
  );
}

export function someActivity(period: NaiveOptions) {
  return fc.record({
    type: fc.constantFrom(
      'meeting',
      'call',
      'email',
      'email',
      'qbr',
      'check_in',
      'handoff',
      'handoff',
      'kickoff',
      'kickoff',
    ),
    team: fc.constantFrom('sales', 'success', 'success', 'support', null),
    direction: fc.constantFrom('inbound', 'outbound', 'outbound', null),
    isAutomated: fc.constantFrom(true, false, null, null),
    outcome: fc.constantFrom(
      'completed',
      'completed',
      'completed',
      'replied',
      'scheduled',
      'no_show',
      'cancelled',
      null,
    ),
    contact: maybe(fc.nat({ max: 9 })),
    // its account is then that of the contact, if it has one
    namesAccount: fc.constantFrom(true, true, true, true, false),
    at: someInstant(period),
    // instead of its own time, to follow what it is about
    follows: fc.constantFrom('nothing', 'nothing', 'onboarding', 'onboarding', 'deal'),
    after: fc.oneof(someDelay, fc.constantFrom(0, hour, -hour)),
    respondedAfter: maybe(someDelay, 1),
  });
}

type Made<T> = T extends (...all: never[]) => fc.Arbitrary<infer D> ? D : never;
export type UserDraft = Made<typeof someUser>;
export type ActivityDraft = Made<typeof someActivity>;
