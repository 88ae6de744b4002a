import type { Report } from '../../lambdas/reports/model.ts';
import { count, money, number, percent, points, score, share, usd } from './figures_fixture.ts';

type Told = Pick<
  Report,
  'attributions' | 'spotlight' | 'story' | 'post_mortems' | 'kpi_review' | 'maturity'
>;

export const attributions: NonNullable<Report['attributions']> = {
  title: ['The segment enterprise moved NPS most; ', number(1), ' more number explained'],
  kpis: [
    {
      kpi: 'net_promoter_score',
      label: 'NPS',
      claim: [
        'NPS fell by ',
        { figure: { value: 4.2, unit: 'points' } },
        '; the segment enterprise explains ',
        { figure: { value: 3.1, unit: 'points' } },
        ' of it (its own score fell from ',
        { figure: score(52) },
        ' to ',
        { figure: score(41) },
        ', the mix did nothing).',
      ],
      by: 'segment',
      rows: [
        {
          name: 'enterprise',
          detail: [
            'own score from ',
            { figure: score(52) },
            ' to ',
            { figure: score(41) },
            ': ',
            { figure: points(-3) },
            '; part of the base from ',
            share(28.4),
            ' to ',
            share(29),
            ': ',
            { figure: points(-0.1) },
          ],
          effect: points(-3.1),
          tone: 'bad',
        },
        { name: 'mid market', detail: null, effect: points(-1.4), tone: 'bad' },
      ],
      others: { parts: 2, effect: points(0.3), tone: 'good' },
      total: points(-4.2),
    },
    {
      kpi: 'churned_mrr',
      label: 'Churned MRR',
      claim: ['Churned MRR rose by ', money(2_050), '; Margie’s Travel explains all of it.'],
      by: 'account',
      rows: [
        {
          name: 'Margie’s Travel',
          detail: ['from ', money(0), ' to ', money(2_050)],
          effect: usd(2_050, true),
          tone: 'bad',
        },
      ],
      others: null,
      total: usd(2_050, true),
    },
  ],
};

const spotlight: NonNullable<Report['spotlight']> = {
  kpi: 'average_resolution_time',
  label: 'Resolution time',
  title: ['Resolution time: How long do customers wait for a solution?'],
  meaning: 'Median time from creation to solution of tickets solved. Lower is better.',
  standing: [
    'It is at ',
    { figure: { value: 9.4, unit: 'hours' } },
    ', the lowest of ',
    number(13),
    ' weeks; until now it ran from ',
    { figure: { value: 10.1, unit: 'hours' } },
    ' to ',
    { figure: { value: 16, unit: 'hours' } },
    '.',
  ],
  why: ['The channel chat explains most of it.'],
  who: ['Those with a hand on it are support and customer success operations.'],
};

const story: NonNullable<Report['story']> = {
  account_id: 'a7',
  name: 'Litware',
  title: [
    'Litware went from red at ',
    { figure: score(33) },
    ' to green at ',
    { figure: score(78) },
    ' in ',
    number(9),
    ' weeks',
  ],
  events: [
    { on: '2026-09-06', what: ['Health is red at ', { figure: score(33) }, ', its lowest'] },
    { on: '2026-09-15', what: ['The quarterly review'] },
    { on: '2026-10-20', what: ['NPS answer: ', number(9), ' of ', number(10)] },
  ],
};

const postMortems: NonNullable<Report['post_mortems']> = {
  title: ['What led to the loss of ', number(1), ' of ', number(3), ' customers'],
  accounts: [
    {
      account_id: 'a9',
      name: 'Margie’s Travel',
      csm: 'Dana Reyes',
      mrr: usd(2_050),
      reason: ['Reason: cancelled, “We moved to a tool of our parent company”.'],
      scores: [
        'Health ',
        { figure: score(71) },
        ' → ',
        { figure: score(64) },
        '; churn risk ',
        { figure: score(22) },
        ' → ',
        { figure: score(34) },
        ' (ends of ',
        { period: '2026-08' },
        ' to ',
        { period: '2026-09' },
        ').',
      ],
      events: [
        { on: '2026-08-12', what: ['Their champion left'] },
        { on: '2026-10-03', what: ['A ticket was escalated (billing)'] },
        { on: '2026-10-19', what: ['A subscription ended: cancelled'] },
      ],
      seen: ['At the end of ', { period: '2026-09' }, ' no rule had warned.'],
      unseen: [
        'What stayed silent: churn risk was ',
        { figure: score(34) },
        ', below the alarm at ',
        { figure: score(70) },
        '.',
      ],
    },
  ],
  rest: ['Not told here: ', number(2), ' smaller losses, ', money(640), ' of MRR together.'],
};

const kpiReview: NonNullable<Report['kpi_review']> = {
  title: ['The set of KPIs in review: ', number(1), ' to aim anew and ', number(12), ' to drop'],
  rows: [
    {
      kpi: 'quick_ratio',
      label: 'Quick ratio',
      proposal: 'retarget',
      reason: [
        'The target of ',
        { figure: count(2.5) },
        ' was met in each of ',
        number(8),
        ' quarters.',
      ],
    },
    {
      kpi: 'community_growth_rate',
      label: 'Community growth',
      proposal: 'drop',
      reason: ['It has no source, since the export has no community_members table.'],
    },
  ],
  rest: ['Not listed: ', number(11), ' to drop.'],
};

const maturity: NonNullable<Report['maturity']> = {
  title: [number(141), ' of ', number(171), ' KPIs could be measured'],
  rows: [
    {
      label: 'Fresh',
      meaning: ['KPIs with facts of the quarter itself'],
      now: percent(82.5),
      before: percent(80.1),
    },
    {
      label: 'Acted on',
      meaning: ['KPIs that a playbook should move'],
      now: percent(10.5),
      before: null,
    },
  ],
};

const nothing: Told = {
  attributions: null,
  spotlight: null,
  story: null,
  post_mortems: null,
  kpi_review: null,
  maturity: null,
};

export const told = {
  none: nothing,
  weekly: { ...nothing, attributions, spotlight, story },
  monthly: { ...nothing, attributions, post_mortems: postMortems },
  quarterly: {
    ...nothing,
    attributions,
    post_mortems: postMortems,
    kpi_review: kpiReview,
    maturity,
  },
} as const satisfies Record<string, Told>;
