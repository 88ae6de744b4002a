import fc from 'fast-check';
import type { NaiveOptions } from '../options.ts';
import { addDays, addMonths, day, hour, monthStart } from '../time.ts';
import type { Row } from '../world.ts';
import { instantText, later, maybe, of, someBorder, someDelay, someInstant } from './moments.ts';

const second = 1000;
const replies = [0, hour, 2 * day, -hour, 7 * day - second, 7 * day, 7 * day + second];

const types = [
  'meeting',
  'meeting',
  'call',
  'email',
  'qbr',
  'qbr',
  'ebr',
  'check_in',
  'check_in',
  'check_in',
  'check_in',
  'check_in',
  'proactive_support',
  'proactive_support',
  'proactive_support',
  'proactive_support',
  'win_back',
  'warm_intro_ask',
  'warm_intro_ask',
];

/** Around the quarter's first day, and in the 90 days before the last three months. */
function someEarlierTime(period: NaiveOptions): fc.Arbitrary<number> {
  const lastDay = addDays(period.end, -1);
  const monthsIn = (Number(lastDay.slice(5, 7)) - 1) % 3;
  const opening = addMonths(period.end, -3);
  const days = Array.from({ length: 9 }, (_, n) => addDays(opening, -10 * n - 5));
  return someBorder(period, [
    addMonths(monthStart(lastDay), -monthsIn),
    opening,
    addDays(opening, -90),
    ...days,
  ]);
}

/** An activity of any type, with a lead or a user or the account, after something or on its own. */
export function someTouch(period: NaiveOptions) {
  return fc.record({
    type: fc.constantFrom(...types),
    team: fc.constantFrom('sales', 'success', 'support', null),
    owner: fc.constantFrom('ana', 'ben', null),
    direction: fc.constantFrom('inbound', 'outbound', 'outbound', null),
    isAutomated: fc.constantFrom(true, false, false, null),
    outcome: fc.constantFrom('completed', 'completed', 'replied', 'engaged', 'no_show', null),
    with: fc.constantFrom('account', 'lead', 'lead', 'user', 'user', 'user_alone', 'contact'),
    who: fc.nat({ max: 3 }),
    follows: fc.constantFrom('nothing', 'nothing', 'trial', 'conversion', 'renewal'),
    at: someInstant(period),
    // of a check-in, and of a review now and then
    earlierAt: someEarlierTime(period),
    isEarlier: fc.constantFrom(false, false, true),
    after: fc.oneof(
      { arbitrary: someDelay, weight: 3 },
      { arbitrary: fc.constantFrom(0, 0, second, -second, -hour), weight: 2 },
    ),
    respondedAfter: maybe(fc.oneof(someDelay, fc.constantFrom(...replies)), 3),
    hasReferralIntent: fc.constantFrom(true, false, null),
  });
}

export type TouchDraft = ReturnType<typeof someTouch> extends fc.Arbitrary<infer D> ? D : never;

export interface Touched {
  readonly users: readonly string[];
  readonly contacts: readonly string[];
  readonly leads: readonly { readonly id: string; readonly createdAt: number }[];
  readonly trialStartedAt: number | null;
  readonly trialConvertedAt: number | null;
  readonly renewedAt: number | null;
}

/** When a touch took place: some time after its lead or what it follows, else at its own time. */
export function touchedAt(touch: TouchDraft, touched: Touched): number {
  const anchors = {
    nothing: null,
    trial: touched.trialStartedAt,
    conversion: touched.trialConvertedAt,
    renewal: touched.renewedAt,
  };
  const mayBeEarlier = touch.type === 'check_in' || (touch.type === 'qbr' && touch.isEarlier);
  if (mayBeEarlier) return touch.earlierAt;
  if (touch.type === 'proactive_support') return touch.at - (touch.isEarlier ? 7 * day : 0);
  const lead = touch.with === 'lead' ? of(touched.leads, touch.who) : null;
  const anchor = lead?.createdAt ?? anchors[touch.follows as keyof typeof anchors];
  return anchor === null ? touch.at : anchor + touch.after;
}

export function userTouched({ with: whom, who }: TouchDraft, { users }: Touched): string | null {
  return whom === 'user' || whom === 'user_alone' ? of(users, who) : null;
}

export function touchRows(
  account: string,
  touches: readonly TouchDraft[],
  touched: Touched,
): readonly Row[] {
  return touches.map((touch, n) => {
    const at = touchedAt(touch, touched);
    const { with: whom, who } = touch;
    return {
      activity_id: `${account}-x${n}`,
      account_id: ['account', 'user', 'lead'].includes(whom) && who < 3 ? account : null,
      contact_id: whom === 'contact' ? of(touched.contacts, who) : null,
      user_id: userTouched(touch, touched),
      lead_id: whom === 'lead' ? (of(touched.leads, who)?.id ?? null) : null,
      owner: touch.owner,
      // what follows a trial is to be sold, and a lead is to be met
      team: ['trial', 'conversion'].includes(touch.follows) ? 'sales' : touch.team,
      type: whom === 'lead' && touch.isEarlier ? 'meeting' : touch.type,
      direction: touch.direction,
      is_automated: touch.isAutomated,
      outcome: touch.outcome,
      occurred_at: instantText(at),
      responded_at: later(at, touch.respondedAfter),
      has_referral_intent: touch.hasReferralIntent,
    };
  });
}
