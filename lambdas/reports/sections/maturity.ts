import type { KpiRecord } from '../../kpis/record.ts';
import type { Scorecard } from '../../kpis/scores/scorecard.ts';
import { accountRules, kpiRules } from '../actions/rules.ts';
import type { Context } from '../context.ts';
import type { Figure, Prose, Report } from '../model.ts';
import type { Period } from '../periods.ts';
import { count, percent } from '../words/figures.ts';
import { say } from '../words/say.ts';

type Maturity = NonNullable<Report['maturity']>;

/** Of the quarterly edition, for the whole company: how far the data carries the KPIs. */
export function maturityOf(context: Context): Report['maturity'] {
  if (context.edition !== 'quarterly' || context.scope !== null) return null;
  const [now, before] = [statusesOf(context.period, context), statusesOf(context.before, context)];
  const rows = [
    sourced(context, now),
    fresh(context, now, before),
    standardised(context),
    actedOn(context),
  ];
  return { title: titleOf(context, measuredOf(now)), rows };
}

function titleOf({ kpis }: Context, measured: number): Prose {
  return say`${count(measured)} of ${count(kpis.length)} KPIs could be measured from the data of this quarter`;
}

/** Whether a table was exported is known of this export alone. */
function sourced({ kpis }: Context, now: Statuses): Maturity['rows'][number] {
  const found = kpis.filter(({ id }) =>
    [...(now.get(id) ?? [])].some((is) => is !== 'no_data_source'),
  );
  return {
    label: 'With a source',
    meaning: say`KPIs whose tables the export has`,
    now: share(found.length, kpis.length),
    before: null,
  };
}

/** What has a source but no facts of the period is stale, or nothing happened. */
function fresh({ kpis }: Context, now: Statuses, before: Statuses): Maturity['rows'][number] {
  return {
    label: 'Fresh',
    meaning: say`KPIs with facts of the quarter itself`,
    now: share(measuredOf(now), kpis.length),
    // Some KPIs are recorded for a report's own period alone.
    before: before.size === 0 ? null : share(measuredOf(before), before.size),
  };
}

/** Attributes are those of the snapshot, so that how complete they were before is not known. */
function standardised({ customers }: Context): Maturity['rows'][number] {
  const complete = customers.filter((account) =>
    attributes.every((name) => account[name] !== null),
  );
  return {
    label: 'Standardised',
    meaning: say`Customers with segment, plan, region, manager, onboarding model and channel set`,
    now: share(complete.length, customers.length),
    before: null,
  };
}

const attributes = [
  'segment',
  'plan',
  'region',
  'csm',
  'onboarding_model',
  'acquisition_channel',
] as const satisfies readonly (keyof Scorecard)[];

function actedOn(context: Context): Maturity['rows'][number] {
  const rules = [...accountRules(context), ...kpiRules(context)];
  const moved = new Set(rules.map(({ playbook }) => playbook.moves));
  const acted = context.kpis.filter(
    ({ id, aliases = [] }) => moved.has(id) || aliases.some((alias) => moved.has(alias)),
  );
  return {
    label: 'Acted on',
    meaning: say`KPIs that a playbook should move`,
    now: share(acted.length, context.kpis.length),
    before: null,
  };
}

/** What was said of each KPI in a period, in all its windows and rows. */
type Statuses = ReadonlyMap<string, ReadonlySet<KpiRecord['status']>>;

function statusesOf({ label }: Period, { records, kpis }: Context): Statuses {
  const found = new Map<string, Set<KpiRecord['status']>>();
  const known = new Set(kpis.map(({ id }) => id));
  for (const { kpi, period, status } of records) {
    if (period !== label || !known.has(kpi)) continue;
    found.set(kpi, (found.get(kpi) ?? new Set()).add(status));
  }
  return found;
}

function measuredOf(statuses: Statuses): number {
  return [...statuses.values()].filter((found) => found.has('measured')).length;
}

function share(part: number, whole: number): Figure {
  return percent(whole === 0 ? 0 : part / whole);
}
