import { standingsOf } from '../commerce/standings.ts';
import { ifThere, isWithin, periodOf, rateWithin } from '../commerce/within.ts';
import { definitionsOf, type NaiveOptions } from '../options.ts';
import { type NaiveRecord, percent, ratio } from '../record.ts';
import { isTouch } from '../signals/touches.ts';
import {
  addDays,
  addMonths,
  day,
  inside,
  instant,
  instantsOf,
  monthStart,
  type Span,
} from '../time.ts';
import { distinct } from '../usage.ts';
import { isTrue, type Row, rowsOf, text, type World } from '../world.ts';

/** Touches of a type, of every type when none is given, in a span that ends with the period. */
export function touchesIn(world: World, span: Span, type?: string): readonly Row[] {
  return rowsOf(world, 'activities').filter(
    (row) =>
      isTouch(row, span.until) &&
      inside(instant(row, 'occurred_at'), span) &&
      (type === undefined || row.type === type),
  );
}

/** From the first day of the quarter that holds the period's last day to the period's end. */
export function quarterToDate({ end, timeZone }: NaiveOptions): Span {
  const lastDay = addDays(end, -1);
  const monthsIn = (Number(lastDay.slice(5, 7)) - 1) % 3;
  return instantsOf(addMonths(monthStart(lastDay), -monthsIn), end, timeZone);
}

/** The customers that some rows are of. */
export function withOneOf(customers: readonly string[], rows: readonly Row[]): readonly string[] {
  const accounts = distinct(rows, 'account_id');
  return customers.filter((account) => accounts.has(account));
}

function touchpoints(world: World, options: NaiveOptions): NaiveRecord {
  const { customers } = standingsOf(world, options);
  const period = periodOf(options);
  const asked = rowsOf(world, 'tickets').filter((row) =>
    inside(instant(row, 'created_at'), period),
  );
  const points = [...touchesIn(world, period), ...asked].filter((row) =>
    customers.includes(text(row, 'account_id') ?? ''),
  );
  return ratio({ kpi: 'touchpoint_count' }, points.length, customers.length);
}

const quarter = { window: 'quarter_to_date' } as const;

function shareOfCustomers(
  world: World,
  options: NaiveOptions,
  name: { readonly kpi: string; readonly window?: 'quarter_to_date' },
  touches: readonly Row[],
): NaiveRecord {
  const { customers } = standingsOf(world, options);
  return percent(name, withOneOf(customers, touches).length, customers.length);
}

/** Users who answered an offer of help in time, before they had to ask for any. */
function proactiveSupport(world: World, options: NaiveOptions): NaiveRecord {
  const period = periodOf(options);
  const days = definitionsOf(options).proactiveReplyDays;
  const offers = rowsOf(world, 'activities').filter(
    (row) => row.type === 'proactive_support' && isTouch(row, period.until),
  );
  const starts = offers.flatMap((offer) => {
    const [user, at] = [text(offer, 'user_id'), instant(offer, 'occurred_at') ?? 0];
    if (user === null) return [];
    const repliedAt = instant(offer, 'responded_at');
    const asked = rowsOf(world, 'tickets')
      .filter((ticket) => text(ticket, 'user_id') === user)
      .map((ticket) => instant(ticket, 'created_at') ?? 0);
    const isHit =
      repliedAt !== null &&
      isWithin(repliedAt, at, days) &&
      !asked.some((time) => time >= at && time < repliedAt);
    return [{ member: user, at, isHit }];
  });
  return rateWithin({ kpi: 'proactive_support_engagement_rate' }, starts, period, days * day);
}

/** `world` is prepared. */
export function touchpointKpis(world: World, options: NaiveOptions): readonly NaiveRecord[] {
  const ofCustomers = ['activities', 'subscription_periods'];
  const engagement = { kpi: 'qbr_engagement_rate', ...quarter };
  const intent = { kpi: 'referral_intent_identified_in_qbrs', ...quarter };
  const introductions = { kpi: 'warm_introduction_offer_rate' };
  const proactive = { kpi: 'proactive_support_engagement_rate' };
  const count = { kpi: 'touchpoint_count' };
  const reviews = touchesIn(world, quarterToDate(options), 'qbr');
  const asks = touchesIn(world, periodOf(options), 'warm_intro_ask');
  const withIntent = reviews.filter((row) => isTrue(row, 'has_referral_intent'));
  return [
    ...ifThere(world, [...ofCustomers, 'tickets'], [count], () => [touchpoints(world, options)]),
    ...ifThere(world, ofCustomers, [engagement, introductions], () => [
      shareOfCustomers(world, options, engagement, reviews),
      shareOfCustomers(world, options, introductions, asks),
    ]),
    ...ifThere(world, ['activities'], [intent], () => [
      percent(intent, withIntent.length, reviews.length),
    ]),
    ...ifThere(world, ['activities', 'tickets'], [proactive], () => [
      proactiveSupport(world, options),
    ]),
  ];
}
