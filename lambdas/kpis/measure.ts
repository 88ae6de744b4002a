import type { Engine, QueryText } from '../ports.ts';
import type { Settings } from '../settings/schema.ts';
import { evaluate, evaluateSupporting } from './evaluate.ts';
import { checkMovements } from './identities.ts';
import { cells } from './measures/cells.ts';
import { type NamedScope, settingRelations } from './measures/parameters.ts';
import { runMeasures } from './measures/run.ts';
import type { SubjectName } from './measures/subjects.ts';
import { monthsRelation, windowsRelation } from './measures/windows.ts';
import { accountsBy, membership, segmentsOf } from './memberships.ts';
import type { Plan } from './plan.ts';
import { impliedCurrency, type RateRules, ratesRelation, rateTable } from './rates.ts';
import type { KpiRecord } from './record.ts';
import { remembered } from './remembered.ts';
import type { Scorecard } from './scores/scorecard.ts';
import { scoring } from './scoring.ts';
import { type DataSources, dataSources } from './sources.ts';

export interface Measuring {
  readonly engine: Engine;
  readonly queryText: QueryText;
  readonly settings: Settings;
  readonly plan: Plan;
  /** Canonical tables that the export had. */
  readonly tables: readonly string[];
  readonly scopes: readonly NamedScope[];
}

export interface Measurement {
  readonly records: readonly KpiRecord[];
  /** Lines of the MRR bridge that are no KPI. */
  readonly supporting: readonly KpiRecord[];
  readonly accounts: readonly Scorecard[];
  /** Scope id → ids of its accounts. */
  readonly scopeAccounts: ReadonlyMap<string, ReadonlySet<string>>;
  /** Ids of accounts that no account record or link resolves. */
  readonly unlinked: ReadonlySet<string>;
  readonly sources: DataSources;
  /** Reporting currency; null where the data has several and the settings name none. */
  readonly currency: string | null;
  /** Name of each measure query → the text that ran. */
  readonly queries: ReadonlyMap<string, string>;
}

/** staged → KPI values: every KPI of the catalogue and every account's scorecard, from the snapshot in use. */
export async function measure(step: Measuring): Promise<Measurement> {
  const { engine, queryText, settings, plan } = step;
  const sources = await dataSources(engine, step.tables);
  const rates = await rateRules(engine, settings, sources);
  const { rows, queries } = await runMeasures(engine, queryText, relations(step, sources, rates));
  checkMovements(rows('account_standing'));
  const memberships = await engine.query(
    'select account_id, dimension, value from account_segments order by account_id, dimension, value',
  );
  const evaluation = {
    plan,
    measured: remembered((subject: SubjectName) => cells(rows(subject))),
    cohorts: rows('cohort_retention'),
    segments: segmentsOf(memberships, sources),
    currencies: sources.currencies,
    rates,
    present: sources.present,
    minimumSample: settings.definitions.minimum_sample,
  };
  const scored = scoring({
    ...evaluation,
    rows,
    settings,
    sources,
    membership: membership(memberships),
  });
  const supporting = evaluateSupporting(evaluation);
  return {
    records: [...evaluate(evaluation), ...supporting.flatMap(byReason), ...scored.records],
    supporting,
    accounts: scored.accounts,
    scopeAccounts: accountsBy(memberships, 'scope'),
    unlinked: accountsBy(memberships, 'csm').get('unlinked') ?? new Set(),
    sources,
    currency: rates.currency,
    queries,
  };
}

const expansionReasons = new Map([
  ['discount_end_mrr', 'discount_end'],
  ['sold_expansion_mrr', 'other'],
]);

/** Expansion that nobody sold stands apart from upsell: a record by the reason of the change. */
function byReason(record: KpiRecord): readonly KpiRecord[] {
  const value = expansionReasons.get(record.kpi);
  if (value === undefined || record.segment !== null) return [];
  const segment = { dimension: 'change_reason', value };
  return [{ ...record, kpi: 'expansion_revenue', unit: 'money', segment }];
}

async function rateRules(
  engine: Engine,
  settings: Settings,
  { currencies }: DataSources,
): Promise<RateRules> {
  const rows = await engine.query('select rate_on, currency, reporting_per_unit from fx_rates');
  const table = rateTable(rows);
  return {
    currency: settings.reporting_currency ?? impliedCurrency(currencies, table),
    table,
    maxAgeDays: settings.definitions.fx_max_age_days,
  };
}

function relations({ plan, settings, scopes }: Measuring, sources: DataSources, rates: RateRules) {
  const end = plan.periods.at(-1)?.period.end ?? '';
  const expansion = settings.feature_roles.expansion ?? sources.expansionFeatures;
  return [
    windowsRelation(plan.periods),
    monthsRelation(sources.firstPaidOn, end),
    ratesRelation(rates, plan.periods, sources.currencies),
    ...settingRelations(settings, scopes, expansion),
  ];
}
