import type { Report, Tile } from '../../lambdas/reports/model.ts';
import { money, number } from './figures_fixture.ts';

export const wins: Report['wins'] = {
  title: ['Coho Winery came back and Proseware doubled its seats'],
  rows: [
    [
      'Coho Winery returned after ',
      { figure: { value: 4, unit: 'months' } },
      ' with ',
      money(1_720),
      ' of MRR: the new export closed the gap it had left for.',
    ],
    [
      'Proseware Analytics grew to ',
      number(120),
      ' seats, ',
      money(2_300),
      ' more MRR, after its first QBR.',
    ],
    [
      'Resolution of urgent tickets fell to ',
      { figure: { value: 5.4, unit: 'hours' } },
      ' since triage starts at 07:00.',
    ],
  ],
};

export const quality: Report['quality'] = {
  title: ['All sources are fresh; one score rests on few answers'],
  notes: [
    ['Billing, CRM, support and usage are complete through ', { date: '2026-11-08' }, '.'],
    [
      number(12),
      ' rows were left out: ',
      number(9),
      ' tickets without an account, ',
      number(3),
      ' users without a sign-up date.',
    ],
    [money(1_240), ' of MRR belongs to accounts that no CRM link resolves.'],
  ],
  unmeasured: [
    {
      kpi: 'onboarding_nps',
      label: 'Onboarding NPS',
      status: 'no_data_source',
      reason: 'No survey of type onboarding was delivered.',
    },
    {
      kpi: 'win_rate',
      label: 'Win rate',
      status: 'not_measurable',
      reason: 'No opportunity was closed in the period.',
    },
  ],
  restated: [],
};

const definitionTexts: Record<string, readonly [string, string]> = {
  mrr: [
    'Recurring revenue of all running subscriptions, normalised to a month.',
    'Sum of monthly price after repeating discounts, at the end of the period',
  ],
  arr: ['MRR at the end of the period, times twelve.', 'MRR × 12'],
  net_new_mrr: [
    'What the period added to MRR.',
    'New + reactivation + expansion − contraction − churn',
  ],
  net_revenue_retention: [
    'Of the MRR a year ago, what the same customers pay now.',
    '(Opening + expansion − contraction − pause − churn) / opening',
  ],
  gross_revenue_retention: ['The same without expansion.', 'Σ min(opening, closing) / opening'],
  customer_churn_rate: ['Customers lost of those there at opening.', 'Lost / base at opening'],
  customer_health_score: [
    'Mean over customers of seven weighted signals; 100 is best.',
    'Σ weight × signal / Σ weight',
  ],
  churn_risk_score: [
    'Mean over customers of eight weighted signals; 100 is worst.',
    'Σ weight × signal / Σ weight',
  ],
  customer_satisfaction_score: ['Answers of at least 4 of 5.', 'Satisfied answers / answers'],
  net_promoter_score: [
    'Promoters less detractors, latest answer of each respondent.',
    '% promoters − % detractors',
  ],
  average_resolution_time: [
    'Median time from creation to solution of tickets solved in the period.',
    'Median(solved − created)',
  ],
};

const madeOf = (kpi: string) =>
  kpi === 'customer_satisfaction_score' ? { numerator: 44, denominator: 48 } : null;

export function definitions(tiles: readonly Tile[]): Report['definitions'] {
  return tiles.flatMap(({ kpi, label }) => {
    const [definition, formula] = definitionTexts[kpi] ?? [];
    return definition && formula ? [{ kpi, label, definition, formula, made: madeOf(kpi) }] : [];
  });
}
