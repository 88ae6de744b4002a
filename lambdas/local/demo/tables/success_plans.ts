import { dice, type Some } from '../random.ts';
import type { Cast } from '../story/cast.ts';
import { onboardedAt } from '../story/onboarding.ts';
import { cyclePrice, minorFromDollars } from '../story/pricing.ts';
import { moodOn } from '../story/story.ts';
import { daySeconds } from '../time.ts';
import { instant, known, type Row } from './cells.ts';

const goals: Some<readonly [string, number]> = [
  ['Shipments booked without a call, %', 60],
  ['Hours a week saved in dispatch', 25],
  ['Invoices matched without a touch, %', 80],
  ['Carriers connected', 12],
];

/** One goal for a small customer, two for the others; its benefit is the customer's own number. */
export function successPlanRows(cast: Cast): readonly Row[] {
  const { world, profile, spans, onboarding } = cast;
  const from = onboardedAt(onboarding);
  const paid = spans.find(({ status }) => status === 'active');
  if (from === null || !paid) return [];
  const roll = dice(world.seed, profile.index, 'success plans');
  const cost = Math.round((cyclePrice(paid) / (paid.billing === 'annual' ? 12 : 1)) * 12);
  return Array.from({ length: profile.segment === 'smb' ? 1 : 2 }, (_, place) => {
    const [goal, target] = roll.pick(goals);
    const started = from + place * 120 * daySeconds;
    const reached = started + roll.between(60, 260) * daySeconds;
    const mood = moodOn(cast, Math.floor(reached / daySeconds));
    const share = 0.25 + mood / 90 + 0.3 * roll.bell();
    const achieved = share >= 1 ? known(world, reached) : null;
    return {
      plan_id: `sp-${profile.id.slice(2)}-${place + 1}`,
      account_id: profile.id,
      goal,
      target_value: target,
      achieved_value: Math.round(target * (achieved === null ? share * 0.7 : share)),
      benefit_minor: achieved === null ? null : Math.round(cost * (1.2 + 2.5 * roll.unit())),
      cost_minor: cost + minorFromDollars(900, profile.currency),
      currency: profile.currency,
      started_at: instant(known(world, started)),
      achieved_at: instant(achieved),
      exceeded_at: instant(share > 1.15 && achieved !== null ? achieved : null),
    };
  }).filter((row) => row.started_at !== null);
}
