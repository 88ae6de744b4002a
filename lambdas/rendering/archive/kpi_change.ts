import type { KpiText } from '../../kpis/kpi.ts';
import type { KpiRecord } from '../../kpis/record.ts';
import { changeFrom, toneOf } from '../../reports/change.ts';
import { isUnusual } from '../../reports/unusual.ts';
import { type Toned, toned } from '../writing/tone.ts';
import type { KpiShelf } from './kpi_shelf.ts';

/** Since the period before, in the same window; null where either has no value. */
export function changeOf(
  kpi: KpiText,
  now: KpiRecord | null,
  { records, pen, currency, words, settings }: KpiShelf,
): Toned | null {
  if (now === null || now.value === null) return null;
  const totals = records.get(kpi.id)?.totals ?? [];
  const same = totals.filter(({ window, start }) => window === now.window && start < now.start);
  const before = same.at(-1);
  if (before === undefined || before.value === null) return null;
  const known = now.currency ?? currency;
  const figure = { value: now.value, unit: now.unit, ...(known ? { currency: known } : {}) };
  const { by, direction } = changeFrom(before.value, figure, isFlow(kpi));
  if (direction === 'flat') return toned(words.t('No change'), 'neutral');
  const trend = totals.filter(({ window }) => window === now.window).map(({ value }) => value);
  const { unusual_from_z } = settings.definitions;
  const isJudged = now.judged !== false && before.judged !== false;
  // Within its usual range nothing is good or bad news.
  const isNews = isJudged && isUnusual(trend, kpi.range, unusual_from_z) === true;
  const tone = isNews ? toneOf(direction, kpi.direction) : 'neutral';
  const arrow = direction === 'up' ? '▲' : '▼';
  const text = words.t(
    '{0} vs {1}',
    pen.brief({ ...by, signed: true }),
    pen.period(before.period, 'short'),
  );
  return toned(`${arrow} ${text}`, tone);
}

/** An amount that starts anew every period: its step says all, a share of the last one little. */
const isFlow = ({ unit, range }: KpiText) => unit.startsWith('money') && range === 'level';
