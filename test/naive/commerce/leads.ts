import { fraction } from '../fraction.ts';
import { definitionsOf, type NaiveOptions } from '../options.ts';
import { amount, duration, type NaiveRecord } from '../record.ts';
import { isTouch } from '../signals/touches.ts';
import { day, hour, inside, instant, type Span } from '../time.ts';
import { isTrue, must, type Row, rowsOf, text, type World } from '../world.ts';
import { ifThere, periodOf, rateWithin } from './within.ts';

/** The lead's own time, else that of the first activity with it that will do; only what came before the end. */
function reached(
  world: World,
  lead: Row,
  column: string,
  until: number,
  willDo: (activity: Row) => boolean,
): number | null {
  const own = instant(lead, column);
  if (own !== null && own < until) return own;
  const times = rowsOf(world, 'activities')
    .filter((row) => text(row, 'lead_id') === lead.lead_id && isTouch(row, until) && willDo(row))
    .map((row) => instant(row, 'occurred_at') ?? 0);
  return times.length === 0 ? null : Math.min(...times);
}

const isOutbound = (activity: Row): boolean => activity.direction === 'outbound';
const isByHand = (activity: Row): boolean =>
  isOutbound(activity) && !isTrue(activity, 'is_automated');
const isAttended = (activity: Row): boolean =>
  activity.type === 'meeting' && activity.outcome === 'completed';

/** From the creation of the leads of the period to what answers them. */
function answers(
  world: World,
  period: Span,
  kpi: string,
  column: string,
  willDo: (activity: Row) => boolean,
): NaiveRecord {
  const leads = rowsOf(world, 'leads').filter((lead) =>
    inside(instant(lead, 'created_at'), period),
  );
  const times = leads.map((lead) => {
    const at = reached(world, lead, column, period.until, willDo);
    return at === null ? null : fraction(at - (instant(lead, 'created_at') ?? 0), hour);
  });
  const answered = times.filter((time) => time !== null);
  return { ...duration({ kpi }, answered), pending: leads.length - answered.length };
}

/** Days from the creation of a lead, which comes before the end, to what happens to it in the period. */
function daysTo(period: Span, leads: readonly Row[], timeOf: (lead: Row) => number | null) {
  return leads.flatMap((lead) => {
    const [createdAt, at] = [instant(lead, 'created_at') ?? 0, timeOf(lead)];
    const isMember = at !== null && inside(at, period) && createdAt < period.until;
    return isMember ? [fraction(at - createdAt, day)] : [];
  });
}

function meetings(world: World, period: Span): NaiveRecord {
  const times = daysTo(period, rowsOf(world, 'leads'), (lead) =>
    reached(world, lead, 'first_meeting_at', period.until, isAttended),
  );
  return duration({ kpi: 'time_to_first_meeting' }, times);
}

function qualification(world: World, period: Span): NaiveRecord {
  const times = daysTo(period, rowsOf(world, 'leads'), (lead) => instant(lead, 'pql_at'));
  return duration({ kpi: 'time_to_pql_qualification' }, times);
}

function count(world: World, period: Span, kpi: string, column: string): NaiveRecord {
  const reachedIn = rowsOf(world, 'leads').filter((lead) => inside(instant(lead, column), period));
  return amount({ kpi }, reachedIn.length);
}

function conversion(world: World, period: Span, days: number): NaiveRecord {
  const starts = rowsOf(world, 'leads').map((lead) => {
    const at = instant(lead, 'created_at') ?? 0;
    const convertedAt = instant(lead, 'converted_at');
    const isHit = convertedAt !== null && convertedAt <= at + days * day;
    return { member: must(lead, 'lead_id'), at, isHit };
  });
  return rateWithin({ kpi: 'conversion_rate' }, starts, period, days * day);
}

/** Leads are nobody's, so a segment has none. `world` is prepared. */
export function leadKpis(world: World, options: NaiveOptions): readonly NaiveRecord[] {
  if (options.accountIds !== undefined) return [];
  const period = periodOf(options);
  const { leadConversionDays } = definitionsOf(options);
  const withActivities = ['lead_response_time', 'time_to_first_contact', 'time_to_first_meeting'];
  const alone = ['time_to_pql_qualification', 'mql_count', 'sql_count', 'conversion_rate'];
  const named = (kpis: readonly string[]) => kpis.map((kpi) => ({ kpi }));
  return [
    ...ifThere(world, ['leads', 'activities'], named(withActivities), () => [
      answers(world, period, 'lead_response_time', 'first_response_at', isByHand),
      answers(world, period, 'time_to_first_contact', 'first_contacted_at', isOutbound),
      meetings(world, period),
    ]),
    ...ifThere(world, ['leads'], named(alone), () => [
      qualification(world, period),
      count(world, period, 'mql_count', 'mql_at'),
      count(world, period, 'sql_count', 'sql_at'),
      conversion(world, period, leadConversionDays),
    ]),
  ];
}
