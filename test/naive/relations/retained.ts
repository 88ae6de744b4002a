import { standingsOf } from '../commerce/standings.ts';
import { ifThere } from '../commerce/within.ts';
import { definitionsOf, type NaiveOptions } from '../options.ts';
import { amount, type NaiveRecord, notMeasurable, percent } from '../record.ts';
import { addDays, addMonths, inside, instant, instantsOf } from '../time.ts';
import { rowsOf, type World } from '../world.ts';
import { touchesIn, withOneOf } from './touchpoints.ts';

const total = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);

/** Pearson's correlation of pairs of whole numbers; null when one of the two never varies. */
export function correlation(pairs: readonly (readonly [number, number])[]): number | null {
  const n = pairs.length;
  const [sumX, sumY] = [total(pairs.map(([x]) => x)), total(pairs.map(([, y]) => y))];
  const together = n * total(pairs.map(([x, y]) => x * y)) - sumX * sumY;
  const varianceX = n * total(pairs.map(([x]) => x * x)) - sumX * sumX;
  const varianceY = n * total(pairs.map(([, y]) => y * y)) - sumY * sumY;
  if (varianceX === 0 || varianceY === 0) return null;
  return together / Math.sqrt(varianceX * varianceY);
}

const impact = { kpi: 'check_in_impact_score', window: 'trailing_quarter' } as const;

/** How check-ins before the three months that end with the period go with staying through them. */
function checkInImpact(world: World, options: NaiveOptions): NaiveRecord {
  const opening = addMonths(options.end, -3);
  const { checkInDays } = definitionsOf(options);
  const { paying, isBaseAtClosing } = standingsOf(world, options, opening);
  const before = instantsOf(addDays(opening, -checkInDays), opening, options.timeZone);
  const checkIns = touchesIn(world, before, 'check_in');
  const pairs = paying.map((account) => {
    const own = checkIns.filter((row) => row.account_id === account);
    return [own.length, isBaseAtClosing(account) ? 1 : 0] as const;
  });
  const value = correlation(pairs);
  return value === null ? notMeasurable(impact) : { ...amount(impact, 0), value };
}

/** Of the customers at opening that had answered a survey, those that stayed. */
function feedbackRetention(world: World, options: NaiveOptions): NaiveRecord {
  const { start, timeZone } = options;
  const { feedbackBeforeOpeningDays } = definitionsOf(options);
  const { paying, isBaseAtClosing } = standingsOf(world, options);
  const before = instantsOf(addDays(start, -feedbackBeforeOpeningDays), start, timeZone);
  const answers = rowsOf(world, 'survey_responses').filter((answer) =>
    inside(instant(answer, 'responded_at'), before),
  );
  const spoke = withOneOf(paying, answers);
  const stayed = spoke.filter(isBaseAtClosing);
  return percent({ kpi: 'customer_feedback_retention_score' }, stayed.length, spoke.length);
}

/** `world` is prepared. */
export function retainedKpis(world: World, options: NaiveOptions): readonly NaiveRecord[] {
  const spans = 'subscription_periods';
  const feedback = { kpi: 'customer_feedback_retention_score' };
  return [
    ...ifThere(world, [spans, 'activities'], [impact], () => [checkInImpact(world, options)]),
    ...ifThere(world, [spans, 'survey_responses'], [feedback], () => [
      feedbackRetention(world, options),
    ]),
  ];
}
