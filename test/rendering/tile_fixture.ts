import type { Figure, Tile } from '../../lambdas/reports/model.ts';
import { count } from './figures_fixture.ts';

type Change = NonNullable<Tile['change']>;

export function change(
  by: Figure,
  direction: Change['direction'],
  tone: Change['tone'],
  against: string,
  unusual = true,
): Change {
  return { by, direction, tone, unusual, against };
}

export function tile(kpi: string, label: string, value: Figure, more: Partial<Tile> = {}): Tile {
  return {
    kpi,
    label,
    window: 'period',
    status: 'measured',
    value,
    reason: null,
    change: null,
    target: null,
    trend: [],
    judged: true,
    sample: null,
    interval: null,
    p90: null,
    pending: null,
    amount: null,
    ...more,
  };
}

export function unmeasured(
  kpi: string,
  label: string,
  status: Tile['status'],
  reason: string,
): Tile {
  return { ...tile(kpi, label, count(0)), value: null, status, reason };
}
