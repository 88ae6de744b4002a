import { OurBug } from '../errors.ts';
import { explainAccounts, type Judged } from './explain/accounts.ts';
import { type Explanation, explainMeasured, type Question } from './explain/explanation.ts';
import type { Explaining } from './explain/load.ts';
import type { KpiRecord } from './record.ts';

/**
 * The rows behind a value of a KPI. `measured` are the records of the run that was measured: what the rows give
 * is compared with them, and a difference is an error of ours.
 */
export async function explain(
  step: Explaining & Judged,
  asked: Question,
  measured: readonly KpiRecord[],
): Promise<Explanation> {
  const explanation = (await explainAccounts(step, asked)) ?? (await explainMeasured(step, asked));
  const known = new Map(
    measured.filter(({ kpi }) => kpi === asked.kpi.id).map((record) => [placeOf(record), record]),
  );
  for (const record of explanation.records) {
    const same = known.get(placeOf(record));
    const why = same === undefined ? 'it was not measured' : difference(same, record);
    if (why !== null) {
      throw new OurBug(`The rows behind ${placeOf(record)} do not give its value: ${why}`);
    }
  }
  return explanation;
}

/** KPI, period, window and segment in one text. */
export function placeOf({ kpi, period, window, segment }: KpiRecord): string {
  const part = segment === null ? '' : ` ${segment.dimension}=${segment.value}`;
  return `${kpi} ${period} ${window}${part}`;
}

const fields = ['value', 'numerator', 'denominator', 'sample', 'amount', 'pending', 'p90'] as const;

/** Where the two tell otherwise what both tell; null where they agree. */
function difference(measured: KpiRecord, fromRows: KpiRecord): string | null {
  if ((measured.status === 'measured') !== (fromRows.status === 'measured')) {
    return `${measured.status} (${measured.reason}) and ${fromRows.status} (${fromRows.reason})`;
  }
  for (const field of fields) {
    const [is, rows] = [measured[field] ?? null, fromRows[field] ?? null];
    if (is === null || rows === null) continue;
    // Doubles are added in another order.
    if (Math.abs(is - rows) > 1e-9 * Math.max(1, Math.abs(is))) {
      return `${field} ${is}, and ${rows} of the rows`;
    }
  }
  return null;
}
