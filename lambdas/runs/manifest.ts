import { sha256 } from './keeper.ts';
import type { Run } from './run.ts';

/** The same inputs make the same run: snapshot, settings, readers and code, not the hour. */
export function runId(run: Run): string {
  const { edition, asOf, settings, readers, snapshot, period, version } = run;
  const inputs = {
    edition,
    asOf,
    settings,
    period,
    snapshot: snapshot.fingerprint,
    readers: readers.map(({ email }) => email),
    code: version,
  };
  return `${asOf}-${sha256(JSON.stringify(inputs)).slice(0, 10)}`;
}

/** Enough to repeat a run to the byte, or to say what has changed since. */
export function manifest(run: Run, id: string, outputs: ReadonlyMap<string, string>) {
  const { edition, period, asOf, version, source, snapshot, measured, settings } = run;
  return {
    run: id,
    edition,
    period,
    as_of: asOf,
    code: version,
    source,
    snapshot: {
      name: snapshot.snapshot,
      date: snapshot.date,
      fingerprint: snapshot.fingerprint,
    },
    inputs: snapshot.tables,
    currency: measured.currency,
    settings: sha256(JSON.stringify(settings)),
    queries: [...measured.queries].map(([query, text]) => ({ query, sha256: sha256(text) })),
    counts: { kpi_values: measured.records.length, accounts: measured.accounts.length },
    outputs: Object.fromEntries([...outputs].sort(([a], [b]) => (a < b ? -1 : 1))),
  };
}
