import fc from 'fast-check';
import type { NaiveOptions } from '../options.ts';
import { hour } from '../time.ts';
import { maybe, someDelay, someInstant } from './moments.ts';

/** Users with their events and milestones, and the account's own onboarding. */
export function someUser(period: NaiveOptions) {
  return fc.record({
    signedUpAt: someInstant(period),
    activatedAfter: maybe(someDelay),
    // now and then a value before the sign-up, which no duration may count
    firstValueAfter: maybe(
      fc.oneof({ arbitrary: someDelay, weight: 5 }, { arbitrary: fc.constant(-hour), weight: 1 }),
    ),
    events: fc.array(
      fc.record({
        at: someInstant(period),
        name: fc.constantFrom('login', 'view', 'export'),
        feature: maybe(fc.nat({ max: 9 })),
      }),
      { maxLength: 12 },
    ),
  });
}

export function someStep(period: NaiveOptions) {
  return fc.record({
    isRequired: fc.constantFrom(true, true, true, false, null),
    startedAt: maybe(someInstant(period), 6),
    after: maybe(someDelay, 6),
  });
}

export function someContact(period: NaiveOptions) {
  return fc.record({
    persona: fc.constantFrom('champion', 'champion', 'decision_maker', 'end_user', null),
    leftAt: maybe(someInstant(period), 1),
  });
}

export function someActivity(period: NaiveOptions) {
  return fc.record({
    type: fc.constantFrom('meeting', 'call', 'email', 'email', 'qbr', 'check_in', 'handoff'),
    direction: fc.constantFrom('inbound', 'outbound', 'outbound', null),
    outcome: fc.constantFrom('completed', 'completed', 'scheduled', 'no_show', 'cancelled', null),
    contact: maybe(fc.nat({ max: 9 })),
    at: someInstant(period),
    respondedAfter: maybe(someDelay, 1),
  });
}

type Made<T> = T extends (...all: never[]) => fc.Arbitrary<infer D> ? D : never;
export type UserDraft = Made<typeof someUser>;
export type StepDraft = Made<typeof someStep>;
export type ContactDraft = Made<typeof someContact>;
export type ActivityDraft = Made<typeof someActivity>;
