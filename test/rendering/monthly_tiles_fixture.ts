import type { Tile } from '../../lambdas/reports/model.ts';
import { percent, points, score, usd } from './figures_fixture.ts';
import { change, tile } from './tile_fixture.ts';

const mrrTrend = [
  241_320, 246_105, 251_890, 249_770, 256_410, 263_935, 268_120, 274_660, 281_215, 286_940, 291_388,
  304_172, 312_431,
];

export const monthlyTiles: Tile[] = [
  tile('mrr', 'MRR', usd(312_431.17), {
    change: change({ value: 2.7, unit: '%' }, 'up', 'good', '2026-09'),
    target: { value: usd(320_000), met: false },
    trend: mrrTrend,
    sample: 297,
  }),
  tile('net_new_mrr', 'Net new MRR', usd(8_259, true), {
    change: change({ value: -35.4, unit: '%' }, 'down', 'neutral', '2026-09', false),
    trend: [4110, 4785, 5785, -2120, 6640, 7525, 4185, 6540, 6555, 5725, 4448, 12784, 8259],
    sample: 41,
  }),
  tile('net_revenue_retention', 'Net revenue retention', percent(104.2), {
    window: 'trailing_12_months',
    change: change(points(1.2), 'up', 'good', '2026-09'),
    target: { value: percent(105), met: false },
    trend: [
      100.4, 100.9, 101.3, 100.7, 101.2, 101.8, 102.1, 102.0, 102.6, 102.9, 102.8, 103.0, 104.2,
    ],
    sample: 212,
  }),
  tile('gross_revenue_retention', 'Gross revenue retention', percent(91.3), {
    window: 'trailing_12_months',
    change: change(points(-0.3), 'down', 'neutral', '2026-09', false),
    target: { value: percent(90), met: true },
    trend: [90.1, 90.3, 90.0, 90.2, 90.8, 91.1, 91.4, 91.2, 91.5, 91.7, 91.8, 91.6, 91.3],
    sample: 212,
  }),
  tile('customer_churn_rate', 'Customer churn rate', percent(1.7), {
    change: change(points(-0.6), 'down', 'good', '2026-09'),
    target: { value: percent(2), met: true },
    trend: [2.4, 2.2, 2.6, 2.9, 2.3, 2.1, 2.2, 2.0, 2.1, 1.9, 2.0, 2.3, 1.7],
    sample: 293,
    interval: { low: percent(0.7), high: percent(3.9) },
  }),
  tile('customer_health_score', 'Customer health score', score(71.8), {
    change: change(points(0.9), 'up', 'neutral', '2026-09', false),
    target: { value: score(70), met: true },
    trend: [68.3, 68.8, 69.1, 69.0, 69.7, 70.2, 70.1, 70.6, 71.0, 71.3, 71.1, 70.9, 71.8],
    sample: 289,
  }),
  tile(
    'net_promoter_score',
    'Net promoter score',
    { value: 42, unit: '-100..100' },
    {
      change: change(points(4), 'up', 'good', '2026-09'),
      target: { value: { value: 40, unit: '-100..100' }, met: true },
      trend: [31, 33, 30, 34, 36, 35, 37, 36, 38, 40, 39, 38, 42],
      sample: 118,
    },
  ),
  tile('license_utilization', 'License utilization', percent(68.4), {
    change: change(points(2.2), 'up', 'good', '2026-09'),
    target: { value: percent(75), met: false },
    trend: [61, 61.8, 62.5, 62.2, 63.4, 64, 64.6, 65.1, 65.5, 65.9, 66, 66.2, 68.4],
    sample: 6420,
    interval: { low: percent(67.3), high: percent(69.5) },
  }),
  tile('onboarding_completion_rate', 'Onboarding completion rate', percent(75), {
    change: change(points(-10.7), 'down', 'bad', '2026-09'),
    target: { value: percent(80), met: false },
    trend: [82, 79.2, null, 85.7, 81, 80, 83.3, 84.6, 81.8, 80, 82.4, 85.7, 75],
    judged: false,
    sample: 4,
    interval: { low: percent(30.1), high: percent(95.4) },
  }),
];
