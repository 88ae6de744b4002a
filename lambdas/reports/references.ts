import { BadSettings } from '../errors.ts';
import type { KpiText } from '../kpis/kpi.ts';
import { type Context, figureOf } from './context.ts';
import type { Figure } from './model.ts';
import type { Period } from './periods.ts';

/** A KPI over one window. */
export interface Reference {
  readonly kpi: KpiText;
  readonly window: string;
}

/**
 * What `id` or `id@window` in the settings stands for; without a window the KPI's first.
 * @param place Where the settings say it. Throws BadSettings when there is no such KPI or window.
 */
export function resolve(reference: string, kpis: readonly KpiText[], place: string): Reference {
  const [id = '', named] = reference.split('@');
  const kpi = kpis.find((known) => known.id === id || known.aliases?.includes(id));
  if (kpi === undefined) {
    throw new BadSettings(
      `Settings, ${place}: there is no KPI "${id}". Look the id up in the README, e.g. mrr.`,
    );
  }
  const window = named ?? kpi.windows[0] ?? 'period';
  if (!kpi.windows.includes(window)) {
    throw new BadSettings(
      `Settings, ${place}: ${kpi.id} is not measured over "${window}". It has ${kpi.windows.join(', ')}, e.g. ${kpi.id}@${kpi.windows.at(-1)}.`,
    );
  }
  return { kpi, window };
}

/** Value of a KPI by id, over its first window unless one is named; null where it is not measured. */
export function reading(
  context: Context,
  id: string,
  options: { readonly window?: string; readonly period?: Period } = {},
): Figure | null {
  const kpi = context.kpis.find((known) => known.id === id);
  const window = options.window ?? kpi?.windows[0] ?? 'period';
  return figureOf(context.record(id, window, options.period ?? context.period));
}
