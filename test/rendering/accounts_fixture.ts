import type { Prose, Report } from '../../lambdas/reports/model.ts';
import { money, number, score, share, usd } from './figures_fixture.ts';

const card = (
  name: string,
  csm: string,
  mrr: number,
  value: number,
  tone: 'good' | 'bad' | 'neutral',
  score_label: string,
  reasons: Prose[],
): Report['risks']['accounts'][number] => ({
  account_id: `a-${name.toLowerCase().slice(0, 6)}`,
  name,
  csm,
  mrr: usd(mrr),
  score: score(value),
  score_label,
  tone,
  reasons,
});

export const risks: Report['risks'] = {
  title: [
    number(14),
    ' accounts with ',
    money(38_460),
    ' of MRR are at risk, two more than last week',
  ],
  accounts: [
    card('Northwind Traders', 'Dana Reyes', 4_850, 88, 'bad', 'Churn risk', [
      ['usage at ', share(38), ' of the quarter before'],
      ['no login since ', { date: '2026-10-24' }],
    ]),
    card('Contoso Logistics', 'Priya Natarajan', 3_920, 82, 'bad', 'Churn risk', [
      ['no champion touched in ', { figure: { value: 90, unit: 'days' } }],
      ['renewal on ', { date: '2026-12-15' }],
    ]),
    card('Fabrikam Robotics', 'Dana Reyes', 2_800, 79, 'bad', 'Churn risk', [
      [number(6), ' open tickets, one escalated'],
      ['latest NPS answer ', number(4)],
    ]),
    card('Adventure Works Cycles', 'Marek Nowak', 2_375, 76, 'bad', 'Churn risk', [
      ['invoice overdue for ', { figure: { value: 34, unit: 'days' } }],
    ]),
    card('Wide World Importers', 'Priya Natarajan', 1_990, 71, 'bad', 'Churn risk', [
      ['last login ', { date: '2026-10-12' }],
      ['usage at ', share(52), ' of the quarter before'],
    ]),
  ],
  more: 9,
};

export const expansions: Report['expansions'] = {
  title: [number(8), ' accounts have outgrown their plan'],
  accounts: [
    card('Lucerne Publishing', 'Marek Nowak', 2_140, 91, 'good', 'Expansion', [
      ['seats in use ', share(97)],
      ['first use of Workflows on ', { date: '2026-11-03' }],
    ]),
    card('Proseware Analytics', 'Dana Reyes', 5_310, 86, 'good', 'Expansion', [
      ['usage up to ', share(141), ' of the quarter before'],
    ]),
    card('Graphic Design Institute', 'Priya Natarajan', 980, 78, 'good', 'Expansion', [
      ['open upsell opportunity, ', money(1_400)],
    ]),
  ],
  more: 5,
};
