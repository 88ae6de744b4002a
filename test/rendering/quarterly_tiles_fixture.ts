import type { Tile } from '../../lambdas/reports/model.ts';
import { percent, points } from './figures_fixture.ts';
import { monthlyTiles } from './monthly_tiles_fixture.ts';
import { change, tile, unmeasured } from './tile_fixture.ts';

export const quarterlyTiles: Tile[] = [
  tile(
    'arr',
    'ARR',
    { value: 3_749_174.04, unit: 'money/year', currency: 'USD' },
    {
      change: change({ value: 11.1, unit: '%' }, 'up', 'good', '2026-Q2'),
      target: { value: { value: 3_700_000, unit: 'money/year', currency: 'USD' }, met: true },
      trend: [
        2_204_000, 2_391_000, 2_570_400, 2_895_840, 3_022_680, 3_217_440, 3_374_580, 3_749_174,
      ],
      sample: 297,
    },
  ),
  { ...(monthlyTiles[2] as Tile), change: change(points(2.1), 'up', 'good', '2026-Q2') },
  { ...(monthlyTiles[3] as Tile), change: change(points(-0.4), 'down', 'bad', '2026-Q2', false) },
  tile('customer_retention_rate', 'Customer retention rate', percent(88.6), {
    window: 'trailing_12_months',
    change: change(points(0.7), 'up', 'good', '2026-Q2'),
    target: { value: percent(90), met: false },
    trend: [85.1, 85.9, 86.4, 87.0, 87.2, 87.5, 87.9, 88.6],
    sample: 254,
    interval: { low: percent(84.1), high: percent(91.9) },
  }),
  tile('customer_downgrade_rate', 'Customer downgrade rate', percent(3.1), {
    change: change(points(0.2), 'up', 'bad', '2026-Q2', false),
    trend: [3.8, 3.4, 3.5, 3.0, 3.2, 2.8, 2.9, 3.1],
    sample: 286,
  }),
  tile(
    'quick_ratio',
    'Quick ratio',
    { value: 3.2, unit: 'ratio' },
    {
      change: change({ value: 14.3, unit: '%' }, 'up', 'good', '2026-Q2'),
      target: { value: { value: 4, unit: 'ratio' }, met: false },
      trend: [2.1, 2.6, 2.4, 3.6, 2.2, 2.9, 2.8, 3.2],
      sample: 96,
    },
  ),
  tile('yoy_growth', 'Year-on-year growth', percent(24), {
    change: change(points(-1.4), 'down', 'bad', '2026-Q2', false),
    trend: [31.2, 30.1, 28.8, 29.4, 26.2, 25.9, 25.4, 24],
    sample: 297,
  }),
  unmeasured(
    'net_promoter_score',
    'Net promoter score',
    'no_data_source',
    'No survey export was delivered for this quarter.',
  ),
  tile(
    'average_resolution_time',
    'Average resolution time',
    { value: 30.4, unit: 'hours' },
    {
      change: change({ value: -12.6, unit: '%' }, 'down', 'good', '2026-Q2'),
      target: { value: { value: 36, unit: 'hours' }, met: true },
      trend: [44, 41.2, 39.5, 40.1, 37.8, 36.2, 34.8, 30.4],
      sample: 1_041,
    },
  ),
];
