import type { Explanation, Question } from '../../../kpis/explain/explanation.ts';
import { explain, placeOf } from '../../../kpis/explaining.ts';
import type { KpiText } from '../../../kpis/kpi.ts';
import { type Measurement, measure } from '../../../kpis/measure.ts';
import { windowNames } from '../../../kpis/measures/windows.ts';
import type { KpiRecord } from '../../../kpis/record.ts';
import type { ReportRequest, World } from '../../../pipeline.ts';
import { calendarOf, planFor } from '../../../reports/measured_periods.ts';
import { lastComplete, type Period, parsePeriod } from '../../../reports/periods.ts';
import type { Settings } from '../../../settings/schema.ts';
import type { Snapshot } from '../../../staging/snapshots.ts';
import { takeSnapshot } from '../../../staging/take_snapshot.ts';
import { questionOf } from './asked_kpi.ts';
import { ofAccounts, type WrittenTable, writeExplanation } from './files.ts';
import { inputsRead } from './inputs_read.ts';

/** A KPI's value with all that it rests on. */
export interface Explained {
  readonly asked: Question;
  readonly period: Period;
  readonly settings: Settings;
  readonly snapshot: Snapshot;
  /** First day of the window, null where it has none, the first day after it, and its days. */
  readonly span: { readonly start: string | null; readonly end: string; readonly days: number };
  readonly currency: string | null;
  /** As a run measures them. */
  readonly records: readonly KpiRecord[];
  readonly explanation: Explanation;
  readonly written: readonly WrittenTable[];
  /** Canonical tables that the queries read. */
  readonly inputs: readonly string[];
}

/** What the command line asks for; what is absent has the KPI's own default. */
export interface Asked {
  readonly kpi: KpiText;
  readonly window?: string | undefined;
  readonly segment?: string | undefined;
}

/** Measures one period, and explains one value of it by its rows, which it writes. */
export async function explainValue(
  world: World,
  request: ReportRequest,
  { kpi, ...which }: Asked,
): Promise<Explained> {
  const { settings } = request;
  const snapshot = await takeSnapshot({ ...world, ...request });
  const period = periodOf(request, snapshot);
  const measured = await measureAlone(world, settings, period, snapshot);
  const asked = questionOf(kpi, which, measured.records);
  world.progress.step('Looking up the rows behind it');
  const step = { ...world, settings, ...measured.behind };
  const explanation = await explain(step, asked, measured.records);
  const { queries, currency } = measured;
  const own = { ...asked, period: period.label };
  const places = new Set(explanation.records.map(placeOf));
  return {
    ...{ asked, period, settings, snapshot, currency, explanation },
    span: spanOf(asked, period, measured),
    records: measured.records.filter((record) => places.has(placeOf(record))),
    written: await writeExplanation(world.archive, explanation, own, queries),
    inputs: await inputsRead(textsOf(explanation, queries), queries, world.queryText),
  };
}

function periodOf({ period, edition, settings }: ReportRequest, snapshot: Snapshot): Period {
  const calendar = calendarOf(settings);
  return period === undefined
    ? lastComplete(edition, snapshot.date, calendar)
    : parsePeriod(edition, period, calendar);
}

/** The period without its trend: its values are the same. */
async function measureAlone(
  { engine, queryText, progress }: World,
  settings: Settings,
  period: Period,
  { snapshot, tables }: Snapshot,
): Promise<Measurement> {
  progress.step(`Measuring ${period.label}`);
  await engine.useSnapshot(snapshot);
  return measure({
    engine,
    queryText,
    settings,
    scopes: [],
    takeOwn: () => {},
    tables: tables.map(({ table }) => table),
    plan: planFor(period, calendarOf(settings), 1),
  });
}

function spanOf({ window }: Question, { end }: Period, { behind }: Measurement): Explained['span'] {
  const { plan } = behind.evaluation;
  const own = plan.periods.length - 1;
  const name = windowNames.find((known) => known === window);
  const start = name ? (plan.periods[own]?.starts[name].day ?? null) : null;
  return { start, end, days: plan.days(own, window) };
}

/** Accounts are judged by the queries that read their standing and signals. */
function textsOf({ tables }: Explanation, queries: ReadonlyMap<string, string>): readonly string[] {
  return tables.flatMap(({ sql }) =>
    sql === null ? ofAccounts.map((name) => queries.get(name) ?? '') : [sql],
  );
}
