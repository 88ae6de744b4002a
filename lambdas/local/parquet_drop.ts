import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { BadExport } from '../errors.ts';
import { checkColumns } from '../exports/file_drop/columns_check.ts';
import type {
  ParquetInput,
  ParquetJob,
  ParquetLanded,
  ParquetLander,
} from '../exports/file_drop/parquet.ts';
import type { CountedReason } from '../exports/file_drop/tally.ts';
import type { Engine, Objects } from '../ports.ts';
import { keepAsTheyAre } from './parquet_as_is.ts';
import { quoted } from './parquet_casts.ts';
import { badRows, goodRows, type Scan } from './parquet_rows.ts';
import { parquetFormat } from './views.ts';

/** Lands Parquet files with DuckDB: in one pass where every row is good, in a second one for bad rows. */
export function duckDbParquet(
  engine: Engine,
  drop: Objects,
  out: Objects,
  hashOf?: ParquetLander['hashOf'],
): ParquetLander {
  const land = async (job: ParquetJob): Promise<ParquetLanded> => {
    const parts: ParquetLanded[] = [];
    for (const [part, input] of job.inputs.entries()) {
      const scan = await openScan(engine, drop, input);
      checkColumns(nameOf(input), job.table.name, [...scan.columns.keys()], input.needed);
      parts.push(await landPart(engine, out, job, input, scan, part));
    }
    return {
      rows: parts.reduce((sum, { rows }) => sum + rows, 0),
      rejected: parts.reduce((sum, { rejected }) => sum + rejected, 0),
      reasons: parts.flatMap(({ reasons }) => reasons),
      columns: [...new Set(parts.flatMap(({ columns }) => columns))],
      unknownColumns: [...new Set(parts.flatMap(({ unknownColumns }) => unknownColumns))],
      keys: parts.flatMap(({ keys }) => keys),
    };
  };
  return Object.assign(land, {
    hashOf,
    asTheyAre: (jobs: readonly ParquetJob[]) => keepAsTheyAre(engine, drop, out, jobs),
  });
}

async function landPart(
  engine: Engine,
  out: Objects,
  job: ParquetJob,
  input: ParquetInput,
  scan: Scan,
  part: number,
): Promise<ParquetLanded> {
  const key = `${job.landed}part-${part}.parquet`;
  const rejects = out.locate(`${job.rejected}rejected-${part}.jsonl`);
  const rows = await copy(engine, goodRows(job, input, scan), out.locate(key), parquetFormat);
  const [counted] = await engine.query(`select count(*) as total from ${scan.sql}`);
  const rejected = Number(counted?.total) - rows;
  if (rejected > 0) await copy(engine, badRows(job, input, scan), rejects, 'format json');
  const reasons = rejected > 0 ? await countReasons(engine, rejects) : [];
  const columns = [...scan.columns.keys()];
  const unknownColumns = columns.filter((name) => !input.known.includes(name));
  return { rows, rejected, reasons, columns, unknownColumns, keys: [key] };
}

async function openScan(engine: Engine, drop: Objects, input: ParquetInput): Promise<Scan> {
  const paths = input.files.map((file) => drop.locate(file));
  const list = paths.map(quoted).join(', ');
  const sql = `read_parquet([${list}], filename = true, file_row_number = true, union_by_name = true, hive_partitioning = false)`;
  const described = await describe(engine, sql, input);
  const columns = new Map(
    described.map((row) => [String(row.column_name), String(row.column_type)]),
  );
  columns.delete('filename');
  columns.delete('file_row_number');
  return { sql, columns, rootLength: (paths[0] ?? '').length - (input.files[0] ?? '').length };
}

async function describe(engine: Engine, sql: string, input: ParquetInput) {
  try {
    return await engine.query(`describe select * from ${sql}`);
  } catch (cause) {
    throw new BadExport(
      `${nameOf(input)} cannot be read as Parquet; it is cut or damaged, export it again`,
      { cause },
    );
  }
}

async function copy(engine: Engine, sql: string, path: string, options: string): Promise<number> {
  await mkdir(dirname(path), { recursive: true });
  const [written] = await engine.query(`copy (${sql}) to ${quoted(path)} (${options})`);
  return Number(written?.Count);
}

async function countReasons(engine: Engine, rejects: string): Promise<readonly CountedReason[]> {
  const columns = `{file: 'varchar', line: 'bigint', reason: 'varchar'}`;
  const rows = await engine.query(
    `select reason, count(*) as times, min_by(file || ':' || line, (file, line)) as example
    from read_json(${quoted(rejects)}, format = 'newline_delimited', columns = ${columns})
    group by reason
    order by times desc, reason`,
  );
  return rows.map((row) => ({
    reason: String(row.reason),
    count: Number(row.times),
    example: String(row.example),
  }));
}

function nameOf({ files }: ParquetInput): string {
  return files.length > 1 ? `${files[0]} (and ${files.length - 1} more)` : String(files[0]);
}
