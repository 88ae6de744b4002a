import type { Report } from '../../lambdas/reports/model.ts';
import { money, points, share, usd } from './figures_fixture.ts';

export const bridge: NonNullable<Report['bridge']> = {
  title: ['Expansion brought ', money(9_840), ', twice what churn took'],
  currency: 'USD',
  opening: 304_172.42,
  closing: 312_431.17,
  lines: [
    { label: 'New', amount: 5_910.25, tone: 'good' },
    { label: 'Reactivation', amount: 1_720, tone: 'good' },
    { label: 'Expansion', amount: 9_840.5, tone: 'good' },
    { label: 'Contraction', amount: -3_152, tone: 'bad' },
    { label: 'Pause', amount: -1_180, tone: 'neutral' },
    { label: 'Churn', amount: -4_880, tone: 'bad' },
  ],
  note: [money(420), ' came and went inside the month and is in no line.'],
};

/** Retention that falls steeply at first and then levels off, a little better with every cohort. */
function cohortRow(index: number): NonNullable<Report['cohorts']>['rows'][number] {
  const year = index < 3 ? 2025 : 2026;
  const month = ((index + 9) % 12) + 1;
  const size = [18, 22, 15, 24, 19, 27, 21, 25, 17, 23, 26, 20, 14][index] ?? 20;
  const retained = Array.from({ length: 13 - index }, (_, age) =>
    age === 0
      ? 100
      : Math.min(100, Math.round((100 - 13 * (1 - 0.8 ** age) * 2 + index * 0.9) * 10) / 10),
  );
  return { cohort: `${year}-${String(month).padStart(2, '0')}`, size, retained };
}

export const cohorts: NonNullable<Report['cohorts']> = {
  title: ['Customers won since April stay longer: ', share(93), ' after three months'],
  rows: Array.from({ length: 13 }, (_, index) => cohortRow(index)),
};

export const health: NonNullable<Report['health']> = {
  title: [share(62.3), ' of MRR is with healthy customers'],
  bands: [
    { label: 'Green, 70 and more', tone: 'good', accounts: 181, mrr: usd(194_640) },
    { label: 'Amber, 40 to 69', tone: 'warning', accounts: 86, mrr: usd(87_331) },
    { label: 'Red, below 40', tone: 'bad', accounts: 22, mrr: usd(24_810) },
    { label: 'No score, too few signals', tone: 'neutral', accounts: 8, mrr: usd(5_650) },
  ],
};

export const movers: NonNullable<Report['movers']> = {
  title: ['Two accounts explain most of the rise in churn risk'],
  rows: [
    { name: 'Northwind Traders', what: 'usage collapsed', amount: points(31), tone: 'bad' },
    { name: 'Contoso Logistics', what: 'champion left', amount: points(18), tone: 'bad' },
    { name: 'Litware', what: 'escalation resolved', amount: points(-14.5), tone: 'good' },
  ],
};

/** Sixty customers over the whole range of health, the larger ones mostly well. */
const placed = Array.from({ length: 60 }, (_, index) => {
  const health = (index * 37 + 45) % 97;
  const tier: 'green' | 'amber' | 'red' = health >= 70 ? 'green' : health >= 40 ? 'amber' : 'red';
  return { health, mrr: Math.round(14_000 / (index + 1) + 60), tier };
});
const ofTier = (tier: string) => placed.filter((point) => point.tier === tier);
const inTier = (tier: 'green' | 'amber' | 'red') => ({
  tier,
  accounts: ofTier(tier).length,
  mrr: usd(ofTier(tier).reduce((sum, { mrr }) => sum + mrr, 0)),
});
const firstRed = placed.findIndex(({ tier }) => tier === 'red');

export const scatter: NonNullable<Report['scatter']> = {
  points: placed,
  tiers: [inTier('green'), inTier('amber'), inTier('red')],
  largest: { accounts: 10, green: 3, amber: 3, red: 4 },
  notable: [
    {
      name: 'Northwind Traders',
      health: { value: placed[firstRed]?.health ?? 0, unit: 'score 0-100' },
      mrr: usd(placed[firstRed]?.mrr ?? 0),
      point: firstRed,
      tier: 'red',
    },
  ],
  undrawn: 0,
  unplaced: 4,
};
