import { parse, stringify } from 'devalue';
import type { Measurement } from '../kpis/measure.ts';
import type { Timelines } from '../kpis/timelines.ts';
import type { Objects } from '../ports.ts';
import type { QualityFacts } from '../reports/facts.ts';
import type { Report } from '../reports/model.ts';
import type { Snapshot } from '../staging/snapshots.ts';

/** Everything that was measured for a run: what is composed rests on nothing else. */
export interface Values
  extends Pick<Measurement, 'records' | 'supporting' | 'accounts' | 'scopeAccounts' | 'currency'> {
  readonly snapshot: Snapshot;
  readonly quality: QualityFacts;
  readonly restated: Report['quality']['restated'];
  /** Of every account that some reader's report tells of. */
  readonly timelines: Timelines;
  /** Why readers get nothing, though the report is made for the people who mend its data. */
  readonly held: readonly string[];
  /** Name of each measure query → SHA-256 of the text that ran. */
  readonly queries: ReadonlyMap<string, string>;
}

const key = (folder: string) => `${folder}/values.json`;

/** Between two processes; a run's id holds the version of the code, so both are of one version. */
export async function writeValues(out: Objects, folder: string, values: Values): Promise<void> {
  await out.write(key(folder), stringify(values));
}

export async function readValues(out: Objects, folder: string): Promise<Values> {
  return parse(await out.readText(key(folder)));
}
