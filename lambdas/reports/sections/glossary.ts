import type { Context } from '../context.ts';
import type { Prose, Report } from '../model.ts';
import { spoken } from '../words/codes.ts';
import { rulesInForce } from '../words/rules_in_force.ts';
import { chain, fixed, say, spaced } from '../words/say.ts';
import { bridgeKpis } from './bridge.ts';

type Shown = Pick<
  Report,
  'tiles' | 'bridge' | 'cohorts' | 'health' | 'risks' | 'expansions' | 'spotlight'
>;

/** What every KPI shown means, with its windows and the settings in force; what is told in full elsewhere is left out. */
export function glossaryOf(shown: Shown, context: Context): Report['definitions'] {
  const { kpis, settings } = context;
  const ids = new Set(shownIds(shown));
  const said = new Set<string>();
  return [...ids].flatMap((id) => {
    const kpi = kpis.find((known) => known.id === id);
    if (kpi === undefined || id === shown.spotlight?.kpi) return [];
    // A rule that many KPIs share is said with the first of them.
    const rules = rulesInForce(kpi, settings).filter((rule) => !said.has(JSON.stringify(rule)));
    for (const rule of rules) said.add(JSON.stringify(rule));
    const all = chain(rules, (some, one) => say`${some}; ${one}`);
    const inForce = rules.length === 0 ? [] : [say`In force: ${all}.`];
    const definition = spaced([fixed(kpi.definition), ...windowsOf(id, shown), ...inForce]);
    const { label, formula } = kpi;
    return [{ kpi: id, label, definition, formula, made: madeOf(id, shown, context) }];
  });
}

/** Of the value that its tile shows. */
function madeOf(id: string, { tiles }: Shown, context: Context) {
  const tile = tiles.find(({ kpi }) => kpi === id);
  const record = tile && context.record(id, tile.window, context.period);
  if (!record || record.value === null || record.p90 !== undefined) return null;
  const { numerator, denominator } = record;
  return numerator === null || denominator === null ? null : { numerator, denominator };
}

function shownIds({ tiles, bridge, cohorts, health, risks, expansions }: Shown): string[] {
  return [
    ...tiles.map(({ kpi }) => kpi),
    ...(bridge === null ? [] : bridgeKpis(bridge)),
    ...(cohorts === null ? [] : ['cohort_retention']),
    ...(health === null ? [] : ['customer_health_score']),
    ...(risks.accounts.length === 0 ? [] : ['churn_risk_score']),
    ...(expansions.accounts.length === 0 ? [] : ['expansion_opportunity_score']),
  ];
}

function windowsOf(id: string, { tiles }: Shown): Prose[] {
  const windows = tiles.filter(({ kpi, window }) => kpi === id && window !== 'period');
  return windows.map(({ window }) => say`Measured over the ${spoken(window)}.`);
}
