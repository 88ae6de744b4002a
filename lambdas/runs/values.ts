import { parse, stringify } from 'devalue';
import type { Measurement } from '../kpis/measure.ts';
import type { KpiRecord } from '../kpis/record.ts';
import type { Scorecard } from '../kpis/scores/scorecard.ts';
import type { Timelines } from '../kpis/timelines.ts';
import type { Objects } from '../ports.ts';
import type { RestatedPeriod } from '../reports/context.ts';
import type { QualityFacts } from '../reports/facts.ts';
import type { Report } from '../reports/model.ts';
import { noFacts } from '../settings/playbooks.ts';
import type { Snapshot } from '../staging/snapshots.ts';
import { noRecords, type OwnOf, type PackedOwn, readOwn, writeOwn } from './own_records.ts';
import { eachLine, readLines, writeLines } from './packed_lines.ts';

/** What was measured for a run, all but its accounts. */
export interface Totals
  extends Pick<Measurement, 'records' | 'supporting' | 'scopeAccounts' | 'currency'> {
  /** Records of readers' scopes, each when it is asked for. */
  readonly own: OwnOf;
  readonly snapshot: Snapshot;
  readonly quality: QualityFacts;
  readonly restated: Report['quality']['restated'];
  readonly restatedBefore: readonly RestatedPeriod[];
  /** Of every account that some reader's report tells of. */
  readonly timelines: Timelines;
  /** Why readers get nothing, though the report is made for the people who mend its data. */
  readonly held: readonly string[];
  /** Name of each measure query → SHA-256 of the text that ran. */
  readonly queries: ReadonlyMap<string, string>;
  readonly counts: { readonly kpi_values: number; readonly accounts: number };
}

/** Everything that was measured for a run: what is composed rests on nothing else. */
export interface Values extends Totals {
  readonly accounts: readonly Scorecard[];
}

/** As it is right after measuring. */
export interface Measured extends Values {
  readonly packedOwn: PackedOwn;
}

const at = (folder: string) => ({
  totals: `${folder}/values/totals.json`,
  accounts: `${folder}/values/accounts.jsonl.gz`,
  records: `${folder}/values/records.jsonl.gz`,
  supporting: `${folder}/values/supporting.jsonl.gz`,
});

/** On a line of a file. */
const [accountsPerLine, recordsPerLine] = [200, 5000];

/** Between two processes; a run's id holds the version of the code, so both are of one version. */
export async function writeValues(
  archive: Objects,
  folder: string,
  values: Measured,
): Promise<void> {
  const { accounts, records, supporting, own: _, packedOwn, ...totals } = values;
  const files = at(folder);
  await writeLines(archive, files.accounts, accounts, accountsPerLine);
  await writeLines(archive, files.records, records, recordsPerLine);
  await writeLines(archive, files.supporting, supporting, recordsPerLine);
  await writeOwn(archive, folder, packedOwn);
  await archive.write(files.totals, stringify(totals));
}

export async function readTotals(archive: Objects, folder: string): Promise<Totals> {
  const files = at(folder);
  const totals: Omit<Totals, 'records' | 'supporting' | 'own'> = parse(
    await archive.readText(files.totals),
  );
  return {
    ...totals,
    records: await readLines<KpiRecord>(archive, files.records),
    supporting: await readLines<KpiRecord>(archive, files.supporting),
    own: async (scope) =>
      totals.scopeAccounts.has(scope) ? readOwn(archive, folder, scope) : noRecords,
  };
}

/** The accounts of a run, some at a time. */
export async function* eachAccounts(
  archive: Objects,
  folder: string,
): AsyncGenerator<readonly Scorecard[]> {
  for await (const some of eachLine<Scorecard>(archive, at(folder).accounts))
    yield some.map(shaped);
}

export async function readValues(archive: Objects, folder: string): Promise<Values> {
  const accounts: Scorecard[] = [];
  for await (const some of eachAccounts(archive, folder)) accounts.push(...some);
  return { ...(await readTotals(archive, folder)), accounts };
}

/** An object of many fields that was filled one by one is a table to V8, and four times as large. */
const shaped = (account: Scorecard): Scorecard => ({
  ...account,
  facts: { ...noFacts, ...account.facts },
});
