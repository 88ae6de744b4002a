import { createInterface } from 'node:readline';
import { pipeline } from 'node:stream/promises';
import { createGunzip, gzipSync } from 'node:zlib';
import { parse, stringify } from 'devalue';
import type { Measurement } from '../kpis/measure.ts';
import type { Scorecard } from '../kpis/scores/scorecard.ts';
import type { Timelines } from '../kpis/timelines.ts';
import type { Objects } from '../ports.ts';
import type { QualityFacts } from '../reports/facts.ts';
import type { Report } from '../reports/model.ts';
import type { Snapshot } from '../staging/snapshots.ts';

/** What was measured for a run, all but its accounts. */
export interface Totals
  extends Pick<Measurement, 'records' | 'supporting' | 'scopeAccounts' | 'currency'> {
  readonly snapshot: Snapshot;
  readonly quality: QualityFacts;
  readonly restated: Report['quality']['restated'];
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

const totalsKey = (folder: string) => `${folder}/values/totals.json`;
const accountsKey = (folder: string) => `${folder}/values/accounts.jsonl.gz`;

/** Accounts on a line: so many share what they have in common, and no text grows beyond what one may be. */
const batch = 200;

/** Between two processes; a run's id holds the version of the code, so both are of one version. */
export async function writeValues(archive: Objects, folder: string, values: Values): Promise<void> {
  const { accounts, ...totals } = values;
  await archive.writeStream(accountsKey(folder), packed(accounts));
  await archive.write(totalsKey(folder), stringify(totals));
}

/** Each line is packed by itself: packed files behind one another are one. */
async function* packed(accounts: readonly Scorecard[]): AsyncGenerator<Uint8Array> {
  yield gzipSync('');
  for (let at = 0; at < accounts.length; at += batch) {
    yield gzipSync(`${stringify(accounts.slice(at, at + batch))}\n`, { level: 1 });
  }
}

export async function readTotals(archive: Objects, folder: string): Promise<Totals> {
  return parse(await archive.readText(totalsKey(folder)));
}

export async function readValues(archive: Objects, folder: string): Promise<Values> {
  const accounts: Scorecard[] = [];
  const packed = await archive.open(accountsKey(folder));
  const unpacked = createGunzip();
  const unpacking = pipeline(packed, unpacked);
  // Its failure is thrown below; until then it is not unhandled.
  unpacking.catch(() => {});
  for await (const line of createInterface({ input: unpacked })) accounts.push(...parse(line));
  await unpacking;
  return { ...(await readTotals(archive, folder)), accounts };
}
