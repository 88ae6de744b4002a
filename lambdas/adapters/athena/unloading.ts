import { createHash } from 'node:crypto';
import type { QueryExecution } from '@aws-sdk/client-athena';
import type { Objects } from '../../ports.ts';
import type { EngineColumn } from '../../tables/engine_columns.ts';
import { type Athena, runStatement, type Success } from './executions.ts';

export interface Unloading {
  readonly lake: Objects;
  /** Folder of one partition, ending in `/`. */
  readonly folder: string;
  readonly columns: readonly EngineColumn[];
  /** As the caller wrote it, and with the relations that it names. */
  readonly query: string;
  readonly sql: string;
  /** Bytes that it may scan at most. */
  readonly most: number;
}

/**
 * Writes the rows of a query as Parquet in place of what the folder holds. Every attempt has a folder of its
 * own below, because Athena writes into no folder that holds anything and leaves behind what failed. Only
 * when one has succeeded are the others removed: killed anywhere and begun again, it ends with the same files.
 */
export async function unload(athena: Athena, unloading: Unloading): Promise<void> {
  const { lake, folder, query, most } = unloading;
  const own = (attempt: number) => `${folder}${attemptName(athena.scope, attempt, unloading.sql)}/`;
  const { attempt } = await runStatement(athena, {
    ...{ query, most },
    text: (attempt) => unloadText(unloading, lake.locate(own(attempt))),
    isKept: (success) => isKept(lake, own(success.attempt), success),
  });
  for (const key of await lake.list(folder)) {
    if (!key.startsWith(own(attempt))) await lake.remove(key);
  }
}

/** Other text or another scope has another name, so that it never meets the files of this one. */
function attemptName(scope: string, attempt: number, sql: string): string {
  const hash = createHash('sha256')
    .update(JSON.stringify([scope, sql]))
    .digest('hex');
  return `a${attempt}-${hash.slice(0, 8)}`;
}

/** The types are those that the catalogue declares: files of another type could not be read by it. */
function unloadText(unloading: Unloading, address: string): string {
  const { columns, sql } = unloading;
  const typed = columns.map(({ name, type }) => `cast(${name} as ${type}) as ${name}`);
  return `unload (
select ${typed.join(', ')}
from (
${sql.trimEnd()}
) as made${orderOf(unloading)}
) to '${address}' with (format = 'PARQUET', compression = 'ZSTD')`;
}

/** An order within the brackets would be lost, and of files in order only parts are read. */
function orderOf({ columns, sql }: Unloading): string {
  const [, order = ''] = /\norder by ([\w, ]+)$/.exec(sql.trimEnd()) ?? [];
  const made = new Set(columns.map(({ name }) => name));
  const isOfColumns = order.split(',').every((name) => made.has(name.trim()));
  return isOfColumns ? `\norder by ${order}` : '';
}

/**
 * Whether all files that the execution wrote are there: those of an earlier life may have been cleared away
 * since. The manifest that Athena keeps with the results tells that from a query without rows.
 */
async function isKept(lake: Objects, own: string, { execution, isOld }: Success): Promise<boolean> {
  const found = new Set(await lake.list(own));
  const written = await manifestOf(lake, execution);
  return written ? written.every((key) => found.has(key)) : found.size > 0 || !isOld;
}

/** Keys of the files that were written; null where nothing says so. */
async function manifestOf(
  lake: Objects,
  { Statistics }: QueryExecution,
): Promise<readonly string[] | null> {
  const [root, manifest = ''] = [lake.locate(''), Statistics?.DataManifestLocation];
  const key = manifest.slice(root.length);
  if (!manifest.startsWith(root) || !(await lake.exists(key))) return null;
  const addresses = (await lake.readText(key)).split('\n').filter((line) => line !== '');
  return addresses.map((address) => address.slice(root.length));
}
