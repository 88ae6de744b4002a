import type { KpiRecord } from '../kpis/record.ts';
import type { Objects } from '../ports.ts';
import type { Period } from '../reports/periods.ts';
import type { Settings } from '../settings/schema.ts';
import type { Snapshot } from '../staging/snapshots.ts';
import { codeOf, type Job } from './job.ts';
import { sha256 } from './keeper.ts';
import { readLines, writeLines } from './packed_lines.ts';

/** All that decides what the totals of a trend are. */
export interface TotalsOf {
  readonly job: Pick<Job, 'version' | 'edition' | 'settings'>;
  readonly snapshot: Snapshot;
  /** The last one of the trend. */
  readonly period: Period;
}

const perLine = 5000;

/** Values of whole KPIs, of every period of a trend, as a snapshot knew them; null where nobody kept them. */
export async function knownTotals(
  lake: Objects,
  of: TotalsOf,
): Promise<readonly KpiRecord[] | null> {
  const key = keyOf(of);
  return (await lake.exists(key)) ? readLines<KpiRecord>(lake, key) : null;
}

/** Kept for the reports that say what has changed since. */
export async function keepTotals(
  lake: Objects,
  of: TotalsOf,
  records: readonly KpiRecord[],
): Promise<void> {
  await writeLines(lake, keyOf(of), totals(records), perLine);
}

export const totals = (records: readonly KpiRecord[]): readonly KpiRecord[] =>
  records.filter(({ segment }) => segment === null);

function keyOf({ job, snapshot, period }: TotalsOf): string {
  const made = [codeOf(job), snapshot.fingerprint, measuredBy(job.settings)];
  const id = sha256(JSON.stringify(made)).slice(0, 20);
  return `measured/totals/${job.edition}/${period.label}/${id}.jsonl.gz`;
}

/** Settings without those that decide only who reads what, and how it looks. */
function measuredBy(settings: Settings) {
  const { definitions, scores, reporting_currency, time_zone, fiscal_year } = settings;
  return { definitions, scores, reporting_currency, time_zone, fiscal_year };
}
