import type { Engine } from '../ports.ts';
import type { Settings } from '../settings/schema.ts';
import type { AnyRelation } from '../tables/relations.ts';
import { evaluate, evaluateScopes, evaluateSupporting } from './evaluate.ts';
import type { Grounds } from './evaluation.ts';
import type { Measured } from './facts.ts';
import { type Measuring, orderOf, relations } from './measure_order.ts';
import { cells } from './measures/cells.ts';
import { type MeasureRows, runMeasures } from './measures/run.ts';
import { subjectOfFact } from './measures/subjects.ts';
import { accountsBy, segmentsOf } from './memberships.ts';
import { impliedCurrency, type RateRules, rateTable } from './rates.ts';
import type { KpiRecord } from './record.ts';
import { remembered } from './remembered.ts';
import type { AccountState } from './scores/account_scores.ts';
import type { Membership } from './scores/customer_tally.ts';
import type { Scorecard } from './scores/scorecard.ts';
import { lastStates, scoring } from './scoring.ts';
import { type DataSources, dataSources } from './sources.ts';

export interface Measurement {
  /** Of the company and of every segment; those of readers' scopes were taken before. */
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
  /** What the rows behind a value are found with, as long as the engine holds what was stored. */
  readonly behind: Behind;
}

export interface Behind {
  readonly evaluation: Grounds;
  readonly relations: readonly AnyRelation[];
  /** Accounts as they stood at the cut-off, asked for anew: a report needs none of them, and they are large. */
  readonly states: () => Promise<readonly AccountState[]>;
  readonly membership: Membership;
}

/** staged → KPI values: every KPI of the catalogue and every account's scorecard, from the snapshot in use. */
export async function measure(step: Measuring): Promise<Measurement> {
  const { engine, settings, takeOwn } = step;
  const sources = await dataSources(engine, step.tables);
  const rates = await rateRules(engine, settings, sources);
  const { records, supporting, queries, ...found } = await evaluated(step, sources, rates);
  const { grounds, membership, accounts, read } = found;
  const given = { ...grounds, accounts, read, settings, sources, membership, takeOwn };
  const scored = await scoring(given);
  return {
    records: [...records, ...scored.records],
    supporting,
    accounts: scored.accounts,
    scopeAccounts: accountsBy(membership, 'scope'),
    unlinked: accountsBy(membership, 'csm').get('unlinked') ?? new Set(),
    sources,
    currency: rates.currency,
    queries,
    behind: {
      ...{ evaluation: grounds, membership },
      relations: relations(step, sources, rates, [...step.plan.periods.entries()]),
      states: () => lastStates(given),
    },
  };
}

/** The KPIs that are made of measures. Its rows are gone when it ends: accounts, which come next, need the room. */
async function evaluated(step: Measuring, sources: DataSources, rates: RateRules) {
  const { settings, plan } = step;
  const { rows, membership, ...ran } = await runMeasures(orderOf(step, sources, rates));
  const { currencies, present, features } = sources;
  const grounds: Grounds = {
    ...{ plan, rates, currencies, present, features },
    segments: segmentsOf(membership, sources),
    definitions: settings.definitions,
  };
  const evaluation = { ...grounds, measured: measuredFrom(rows) };
  const supporting = evaluateSupporting(evaluation);
  const records = [...evaluate(evaluation), ...supporting.flatMap(byReason)];
  evaluateScopes(evaluation, (scope) => measuredFrom(rows, scope), step.takeOwn);
  const accounts = rows('account_facts');
  return { grounds, membership, accounts, supporting, records, ...ran };
}

function measuredFrom(rows: MeasureRows, scope?: string): Measured {
  const subject = remembered((name: string) => cells(rows(name, scope)));
  return { subject, fact: (name) => subject(subjectOfFact.get(name) ?? name) };
}

/** Lines beside the KPIs that are expansion by the reason of the change. */
export const expansionReasons: ReadonlyMap<string, string> = new Map([
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
