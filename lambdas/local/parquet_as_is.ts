import { constants, copyFile, mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { ParquetJob, ParquetLanded } from '../exports/file_drop/parquet.ts';
import { inLanes } from '../lanes.ts';
import type { Engine, Objects } from '../ports.ts';
import { landedColumns } from '../staging/current.ts';
import { allColumns } from '../tables/catalogue.ts';
import { asIsKey, asIsRows } from './parquet_as_is_rows.ts';
import { mayBeTrimmed, quoted } from './parquet_casts.ts';
import { faultsOfTyped } from './parquet_rows.ts';

/** Columns of a file with DuckDB's types. */
type Columns = ReadonlyMap<string, string>;

/** A file, one of a job by itself, whose columns are such that it may be kept as it is. */
interface Candidate {
  readonly job: ParquetJob;
  readonly nth: number;
  readonly file: string;
  readonly key: string;
  readonly columns: Columns;
}

/** Files that are copied at the same time. */
const lanes = 4;

/**
 * Keeps the bytes of files whose rows are all good and land as they stand. A copy and no link: a file of the
 * drop may be written anew in its place. What is judged is the copy.
 */
export async function keepAsTheyAre(
  engine: Engine,
  drop: Objects,
  out: Objects,
  jobs: readonly ParquetJob[],
): Promise<readonly (ParquetLanded | undefined)[]> {
  const candidates = await candidatesOf(engine, drop, jobs);
  await inLanes(candidates, lanes, async ({ file, key }) => {
    await mkdir(dirname(out.locate(key)), { recursive: true });
    await copyFile(drop.locate(file), out.locate(key), constants.COPYFILE_FICLONE);
  });
  const good = await countGood(engine, out, candidates);
  const kept: (ParquetLanded | undefined)[] = jobs.map(() => undefined);
  for (const { nth, file, key, columns } of candidates) {
    const rows = good.get(file);
    if (rows === undefined) await out.remove(key);
    else kept[nth] = landedOf(key, columns, rows);
  }
  return kept;
}

function landedOf(key: string, columns: Columns, rows: number): ParquetLanded {
  const none = { rejected: 0, reasons: [], unknownColumns: [] };
  return { ...none, rows, columns: [...columns.keys()], keys: [key] };
}

async function candidatesOf(
  engine: Engine,
  drop: Objects,
  jobs: readonly ParquetJob[],
): Promise<readonly Candidate[]> {
  const files = jobs.map(({ inputs }) => inputs[0]?.files[0] ?? '');
  const found = await columnsOf(engine, drop, files);
  return jobs.flatMap((job, nth) => {
    const file = files[nth] ?? '';
    const columns = found.get(file);
    if (!columns || !file.endsWith('.parquet') || !isCanonical(job, columns)) return [];
    return { job, nth, file, columns, key: asIsKey(job.landed, file) };
  });
}

/** Of files without structures; of none where one cannot be read: landed by itself, it says so. */
async function columnsOf(
  engine: Engine,
  drop: Objects,
  files: readonly string[],
): Promise<ReadonlyMap<string, Columns>> {
  const paths = new Map(files.map((file) => [drop.locate(file), file]));
  const list = [...paths.keys()].map(quoted).join(', ');
  const sql = `select file_name, name, duckdb_type, num_children from parquet_schema([${list}])`;
  const rows = await engine.query(sql).catch(() => []);
  const found = new Map<string, Map<string, string>>();
  const structured = new Set<string>();
  for (const row of rows) {
    const file = paths.get(String(row.file_name)) ?? '';
    const columns = found.get(file);
    // The first line of a file is for the file as a whole.
    if (!columns) found.set(file, new Map());
    else if (row.num_children !== null) structured.add(file);
    else columns.set(String(row.name), String(row.duckdb_type));
  }
  for (const file of structured) found.delete(file);
  return found;
}

/** Whether a file has columns of the table alone, each of them in a type that means the same in all files. */
function isCanonical({ table, reading, inputs }: ParquetJob, columns: Columns): boolean {
  const stated = Object.keys(inputs[0]?.columns ?? {});
  if (stated.length > 0 || 'source' in table.columns || columns.size === 0) return false;
  const all = allColumns(table);
  return [...columns].every(([name, type]) => {
    const wanted = all[name]?.type;
    if (wanted === undefined || name === 'currency') return false;
    if (wanted === 'text') return type === 'VARCHAR' || /^(BIG|SMALL|TINY)?INT(EGER)?$/.test(type);
    if (wanted === 'boolean') return type === 'BOOLEAN';
    if (wanted !== 'instant') return false;
    return (
      type === 'TIMESTAMP WITH TIME ZONE' || (type === 'TIMESTAMP' && reading.timeZone === 'UTC')
    );
  });
}

/** Rows of the files that have no other than good ones; of none where one cannot be read. */
async function countGood(
  engine: Engine,
  out: Objects,
  candidates: readonly Candidate[],
): Promise<ReadonlyMap<string, number>> {
  const [first] = candidates;
  const input = first?.job.inputs[0];
  if (!first || !input) return new Map();
  const keys = candidates.map(({ key }) => key);
  const texts = Object.entries(allColumns(first.job.table)).filter(([, of]) => of.type === 'text');
  const others = [
    ...faultsOfTyped(first.job, input).map(({ condition }) => condition),
    ...texts.map(([name]) => mayBeTrimmed(name)),
  ];
  const counted = await engine
    .query(
      `select _file as file, count(*) as n, count(*) filter (where ${others.join(' or ')}) as others
from (${asIsRows(out, landedColumns(first.job.table), keys)}) group by _file`,
    )
    .catch(() => undefined);
  if (!counted) return new Map();
  const empty = candidates.map(({ file }) => [file, 0] as const);
  const rows = new Map<string, number>(empty);
  for (const row of counted) {
    if (Number(row.others) === 0) rows.set(String(row.file), Number(row.n));
    else rows.delete(String(row.file));
  }
  return rows;
}
