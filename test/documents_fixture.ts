import type { KpiRecord } from '../lambdas/kpis/record.ts';
import type { Report } from '../lambdas/reports/model.ts';
import type { Reader } from '../lambdas/settings/schema.ts';
import { expansions, risks } from './rendering/accounts_fixture.ts';
import { actions } from './rendering/actions_fixture.ts';
import { bridge, cohorts, health, movers, scatter } from './rendering/charts_fixture.ts';
import { money, number, percent, score, share, usd } from './rendering/figures_fixture.ts';
import { monthlyTiles } from './rendering/monthly_tiles_fixture.ts';
import { quarterlyTiles } from './rendering/quarterly_tiles_fixture.ts';
import { followUp, trackRecord } from './rendering/records_fixture.ts';
import { told } from './rendering/told_fixture.ts';
import { weeklyTiles } from './rendering/weekly_tiles_fixture.ts';
import { definitions, quality, wins } from './rendering/words_fixture.ts';

/** Reports of a software company with 300 accounts and about 300,000 dollars of MRR, all sections filled. */

export const reader: Reader = {
  email: 'dana.reyes@example.com',
  name: 'Dana Reyes',
  editions: ['weekly', 'monthly', 'quarterly'],
  language: 'en',
  locale: 'en-US',
};

const shared = {
  schema: 1,
  company: 'Alpine Software',
  scope: null,
  as_of: 'original',
  snapshot: '2026-11-09',
  currency: 'USD',
  risks,
  expansions,
  actions,
  follow_up: followUp,
  track_record: trackRecord,
  wins,
  quality,
} as const;

export const weekly: Report = {
  ...shared,
  ...told.weekly,
  edition: 'weekly',
  period: {
    label: '2026-W45',
    start: '2026-11-02',
    end: '2026-11-09',
    time_zone: 'Europe/Zurich',
    previous: '2026-W44',
    last_year: '2025-W45',
  },
  subject: ['Churn risk up ', { figure: { value: 3.1, unit: 'points' } }, ', three calls to make'],
  preheader: [
    'MRR is ',
    money(312_431),
    '. ',
    number(14),
    ' accounts with ',
    money(38_460),
    ' of MRR are at risk.',
  ],
  headline: ['Churn risk rose for the first time since August, in two accounts'],
  summary: [
    [
      'MRR grew ',
      share(0.6),
      ' to ',
      money(312_431),
      '. The mean churn risk rose ',
      { figure: { value: 3.1, unit: 'points' } },
      ' to ',
      { figure: score(38.6) },
      ': Northwind Traders and Contoso Logistics explain most of it, and both renew this year.',
    ],
  ],
  tiles: weeklyTiles,
  movers,
  bridge: null,
  cohorts: null,
  health: null,
  scatter: null,
  track_record: null,
  definitions: definitions(weeklyTiles),
};

export const monthly: Report = {
  ...shared,
  ...told.monthly,
  edition: 'monthly',
  period: {
    label: '2026-10',
    start: '2026-10-01',
    end: '2026-11-01',
    time_zone: 'Europe/Zurich',
    previous: '2026-09',
    last_year: '2025-10',
  },
  snapshot: '2026-11-01',
  subject: ['MRR up ', share(2.7), ', retention at a record ', share(104.2)],
  preheader: [
    'Expansion brought ',
    money(9_840),
    '. ',
    number(14),
    ' accounts with ',
    money(38_460),
    ' are at risk.',
  ],
  headline: ['Customers we already have grew faster than ever: NRR reached ', share(104.2)],
  summary: [
    [
      'MRR rose ',
      share(2.7),
      ' to ',
      money(312_431),
      ', ',
      money(7_569),
      ' short of target. Expansion of ',
      money(9_840),
      ' was twice the churn of ',
      money(4_880),
      '.',
    ],
    [
      'Onboarding is the weak spot: one of four new accounts did not finish in time, too few to judge.',
    ],
  ],
  tiles: monthlyTiles,
  movers: {
    title: ['Three accounts made half of the expansion'],
    rows: [
      {
        name: 'Proseware Analytics',
        what: 'expansion to 120 seats',
        amount: usd(2_300),
        tone: 'good',
      },
      { name: 'Coho Winery', what: 'reactivation', amount: usd(1_720), tone: 'good' },
      {
        name: 'Humongous Insurance',
        what: 'expansion to the Scale plan',
        amount: usd(1_415),
        tone: 'good',
      },
      {
        name: 'Margie’s Travel',
        what: 'churn: moved to a competitor',
        amount: usd(-2_050),
        tone: 'bad',
      },
    ],
  },
  bridge,
  cohorts,
  health,
  scatter,
  definitions: definitions(monthlyTiles),
};

export const quarterly: Report = {
  ...shared,
  ...told.quarterly,
  edition: 'quarterly',
  period: {
    label: '2026-Q3',
    start: '2026-07-01',
    end: '2026-10-01',
    time_zone: 'Europe/Zurich',
    previous: '2026-Q2',
    last_year: '2025-Q3',
  },
  as_of: 'latest',
  subject: [
    'ARR ',
    { figure: { value: 3_749_174.04, unit: 'money/year', currency: 'USD' } },
    ', above target',
  ],
  preheader: [
    'NRR ',
    share(104.2),
    ', GRR ',
    share(91.3),
    '. Downgrades stay flat at ',
    share(3.1),
    '.',
  ],
  headline: ['We passed the year’s ARR target a quarter early, on expansion rather than new logos'],
  summary: [
    [
      'ARR grew ',
      share(11.1),
      ' to ',
      { figure: { value: 3_749_174.04, unit: 'money/year', currency: 'USD' } },
      '. Two thirds of the growth came from customers we already had.',
    ],
    [
      'Retention improved for the fourth quarter in a row: ',
      share(88.6),
      ' of customers stayed over twelve months, still short of the target of ',
      share(90),
      '.',
    ],
    [
      'Accounts with a QBR in the quarter kept ',
      share(97.1),
      ' of their revenue; those without kept ',
      share(89.4),
      '.',
    ],
    ['NPS is not measured: the survey tool changed in August and its export is not connected yet.'],
  ],
  tiles: quarterlyTiles,
  movers: null,
  bridge: {
    ...bridge,
    opening: 281_215.42,
    closing: 312_431.17,
    lines: [
      { label: 'New', amount: 18_410.25, tone: 'good' },
      { label: 'Reactivation', amount: 2_920, tone: 'good' },
      { label: 'Expansion', amount: 27_340.5, tone: 'good' },
      { label: 'Contraction', amount: -6_152, tone: 'bad' },
      { label: 'Pause', amount: -1_180, tone: 'neutral' },
      { label: 'Churn', amount: -10_123, tone: 'bad' },
    ],
  },
  cohorts,
  health,
  scatter,
  quality: {
    ...quality,
    restated: [
      { label: 'MRR', was: usd(311_940.17), is: usd(312_431.17) },
      { label: 'Customer retention rate', was: null, is: percent(88.6) },
    ],
  },
  definitions: definitions(quarterlyTiles),
};

export const editions: readonly Report[] = [weekly, monthly, quarterly];

const record = (kpi: string, value: number | null, more: Partial<KpiRecord> = {}): KpiRecord => ({
  kpi,
  period: '2026-10',
  start: '2026-10-01',
  end: '2026-11-01',
  window: 'period',
  segment: null,
  value,
  numerator: null,
  denominator: null,
  sample: null,
  unit: '%',
  status: value === null ? 'not_measurable' : 'measured',
  reason: value === null ? 'Nothing ended in the period.' : null,
  ...more,
});

export const records: readonly KpiRecord[] = [
  record('mrr', 312_431.17, { unit: 'money/month', currency: 'USD', sample: 297, judged: true }),
  record('net_new_mrr', -8_259.5, { unit: 'money/month', currency: 'USD', sample: 41 }),
  record('customer_churn_rate', 1.7, {
    numerator: 5,
    denominator: 293,
    sample: 293,
    low: 0.7,
    high: 3.9,
  }),
  record('mrr', 1_200, {
    unit: 'money/month',
    currency: 'USD',
    segment: { dimension: 'csm', value: '=cmd()' },
  }),
  record('win_rate', null),
];
