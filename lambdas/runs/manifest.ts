import { z } from 'zod';
import type { Objects, QueryCost } from '../ports.ts';
import { editionName } from '../settings/schema.ts';
import type { Job } from './job.ts';
import { json, type Outputs, sha256 } from './keeper.ts';
import type { Totals } from './values.ts';

/** What a run did before its manifest is written. */
export interface Done {
  readonly outputs: Outputs;
  /** What its queries cost, where they are paid for. */
  readonly costs: readonly QueryCost[];
  /** Readers' documents, in the order of the readers. */
  readonly documents: readonly Document[];
}

/** What a reader gets. */
export interface Document {
  readonly email: string;
  /** Complete message, relative to the folder of the run. */
  readonly message: string;
}

/**
 * Enough to repeat a run to the byte, or to say what has changed since. Written last, it vouches for the
 * rest: a folder without it is not finished.
 */
export async function writeManifest(
  archive: Objects,
  job: Job,
  values: Totals,
  done: Done,
): Promise<void> {
  await archive.write(`${job.folder}/manifest.json`, json(manifest(job, values, done)));
}

function manifest(job: Job, values: Totals, { outputs, costs, documents }: Done) {
  const { edition, period, asOf, version, source, settings } = job;
  const { snapshot, currency, queries, counts, held } = values;
  return {
    ...{ run: job.id, edition, period, as_of: asOf, code: version, source },
    snapshot: {
      name: snapshot.snapshot,
      date: snapshot.date,
      fingerprint: snapshot.fingerprint,
    },
    inputs: snapshot.tables,
    currency,
    settings: sha256(JSON.stringify(settings)),
    queries: [...queries].map(([query, sha]) => ({ query, sha256: sha })),
    executions: costs,
    counts,
    held_back: held,
    documents,
    outputs: Object.fromEntries([...outputs].sort(([a], [b]) => (a < b ? -1 : 1))),
  };
}

const kept = z.looseObject({
  edition: editionName,
  period: z.looseObject({ label: z.string() }),
  held_back: z.array(z.string()),
  documents: z.array(z.strictObject({ email: z.string(), message: z.string() })),
});

export type Manifest = z.infer<typeof kept>;

/** What delivering needs of a finished run. */
export async function readManifest(archive: Objects, folder: string) {
  return kept.parse(JSON.parse(await archive.readText(`${folder}/manifest.json`)));
}
