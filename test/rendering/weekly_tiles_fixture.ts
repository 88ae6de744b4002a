import type { Tile } from '../../lambdas/reports/model.ts';
import { count, percent, points, score, usd } from './figures_fixture.ts';
import { change, tile } from './tile_fixture.ts';

export const weeklyTiles: Tile[] = [
  tile('mrr', 'MRR', usd(312_431), {
    change: change({ value: 0.6, unit: '%' }, 'up', 'good', '2026-W44'),
    target: { value: usd(320_000), met: false },
    trend: [
      290_120, 291_388, 292_940, 295_010, 297_212, 299_540, 301_870, 304_172, 305_860, 307_915,
      309_020, 310_567, 312_431,
    ],
    sample: 297,
  }),
  tile('net_new_mrr', 'Net new MRR', usd(1_864, true), {
    change: change({ value: 20.5, unit: '%' }, 'up', 'good', '2026-W44', false),
    trend: [
      1_510, 1_268, 1_552, 2_070, 2_202, 2_328, 2_330, 2_302, 1_688, 2_055, 1_105, 1_547, 1_864,
    ],
    sample: 41,
  }),
  tile('customer_health_score', 'Customer health score', score(71.8), {
    change: change(points(-0.4), 'down', 'neutral', '2026-W44', false),
    target: { value: score(70), met: true },
    trend: [70.1, 70.4, 70.9, 71.3, 71.1, 71.8, 72.4, 72.6, 72.1, 72.3, 72.5, 72.2, 71.8],
    sample: 289,
  }),
  tile('churn_risk_score', 'Churn risk score', score(38.6), {
    change: change(points(3.1), 'up', 'bad', '2026-W44'),
    target: { value: score(35), met: false },
    trend: [34.2, 34.0, 34.6, 33.9, 33.5, 34.1, 34.4, 34.8, 35.0, 34.7, 35.2, 35.5, 38.6],
    sample: 289,
  }),
  tile('scheduled_churn_mrr', 'Scheduled churn MRR', usd(6_240), {
    change: change({ value: 41.2, unit: '%' }, 'up', 'bad', '2026-W44'),
    trend: [
      3_900, 4_150, 4_020, 3_640, 3_980, 4_420, 4_300, 4_110, 4_260, 4_380, 4_400, 4_419, 6_240,
    ],
    sample: 9,
  }),
  tile('customer_satisfaction_score', 'Customer satisfaction score', percent(91.7), {
    change: change(points(1.9), 'up', 'good', '2026-W44'),
    target: { value: percent(90), met: true },
    trend: [88.2, 88.9, 87.6, 89.4, 90.1, null, 89.7, 90.8, 90.2, 89.5, 90.4, 89.8, 91.7],
    sample: 84,
    interval: { low: percent(83.8), high: percent(95.9) },
  }),
  tile('support_ticket_volume', 'Support ticket volume', count(312), {
    change: change({ value: -8.5, unit: '%' }, 'down', 'good', '2026-W44'),
    trend: [355, 348, 361, 340, 338, 352, 344, 347, 339, 350, 346, 341, 312],
    sample: 312,
  }),
  tile('open_escalations', 'Open escalations', count(4), {
    change: change({ value: 0, unit: '%' }, 'flat', 'neutral', '2026-W44', false),
    target: { value: count(5), met: true },
    trend: [6, 5, 7, 6, 5, 4, 4, 5, 4, 3, 4, 4, 4],
    sample: 4,
  }),
  tile('wau', 'WAU', count(4_812), {
    window: '7_days',
    change: change({ value: 2.4, unit: '%' }, 'up', 'good', '2026-W44'),
    trend: [4402, 4431, 4460, 4512, 4498, 4555, 4610, 4642, 4590, 4655, 4688, 4699, 4812],
    sample: 4812,
  }),
];
