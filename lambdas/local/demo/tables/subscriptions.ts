import type { Cast } from '../story/cast.ts';
import { daySeconds } from '../time.ts';
import { date, instant, type Row } from './cells.ts';

export function subscriptionPeriodRows({ profile, spans }: Cast): readonly Row[] {
  return spans.map((span) => ({
    subscription_item_id: `${span.subscriptionId}-i`,
    subscription_id: span.subscriptionId,
    account_id: profile.id,
    product: span.product,
    plan: span.plan,
    seats: span.seats,
    currency: span.currency,
    mrr_minor: span.mrr.toFixed(6),
    status: span.status,
    starts_on: date(span.startsOn),
    ends_on: date(span.endsOn),
    end_reason: span.endReason,
    end_comment: span.endComment,
    change_reason: span.changeReason,
  }));
}

export function trialRows({ world, profile, arc, spans }: Cast): readonly Row[] {
  if (arc.trial === null) return [];
  const { startedOn, endedOn, convertedOn } = arc.trial;
  const at = (day: number) => instant(day * daySeconds + 8 * 3600);
  const row = {
    trial_id: `t-${profile.id.slice(2)}`,
    account_id: profile.id,
    plan: spans[0]?.plan ?? null,
    is_self_serve: profile.onboarding === 'product_led',
    started_at: at(startedOn),
    ended_at: endedOn < world.horizon ? at(endedOn) : null,
    converted_at: convertedOn === null ? null : at(convertedOn),
  };
  return [row];
}
