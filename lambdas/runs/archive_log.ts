import type { QueryCost } from '../ports.ts';
import type { RunLog } from '../rendering/archive/log_page.ts';
import type { Job } from './job.ts';
import { sha256 } from './keeper.ts';
import { costLine } from './price.ts';
import type { Totals } from './values.ts';

/** What the archive tells of how a run came about; the same as its manifest. */
export function logOf(
  { id, asOf, version, source, settings }: Job,
  { snapshot, queries, counts, quality }: Totals,
  costs: readonly QueryCost[],
  isWhole: boolean,
): RunLog {
  const { date, fingerprint, tables } = snapshot;
  const whole = {
    counts,
    inputs: tables,
    queries: [...queries].map(([query, sha]) => ({ query, sha256: sha })),
    executions: costs,
    cost: costs.length === 0 ? null : costLine(costs),
  };
  return {
    ...{ run: id, as_of: asOf, code: version, source, gates: quality.shut_gates },
    settings: sha256(JSON.stringify(settings)),
    snapshot: { date, fingerprint },
    whole: isWhole ? whole : null,
  };
}
