import { checkColumns } from '../../exports/file_drop/columns_check.ts';
import type { ParquetInput, ParquetJob, ParquetLander } from '../../exports/file_drop/parquet.ts';
import { type SideFile, sideFile } from '../../exports/file_drop/side_file.ts';
import { newTally, type Tally } from '../../exports/file_drop/tally.ts';
import type { Objects } from '../../ports.ts';
import { batchesOf } from './batches.ts';
import { openParquet, type ParquetFile } from './file.ts';
import { landedBatch } from './landed_batch.ts';
import { rowReader } from './rows.ts';

/** Files whose footers are fetched at once. */
const atOnce = 8;

/**
 * Lands Parquet files without an engine, a batch of rows at a time: good rows to `part-0.jsonl`, bad ones to
 * `rejected-0.jsonl`. The same rows are good and bad, for the same reasons, as where DuckDB lands them.
 */
export function parquetLander(drop: Objects, out: Objects): ParquetLander {
  return async (job) => {
    const tally = newTally();
    const key = `${job.landed}part-0.jsonl`;
    const columns = new Set<string>();
    const rejects = sideFile(out, `${job.rejected}rejected-0.jsonl`);
    try {
      await out.writeStream(key, landedRows(drop, job, tally, rejects, columns));
    } finally {
      await rejects.close();
    }
    const { rows, rejected, unknownColumns } = tally;
    const reasons = [...tally.reasons.values()].sort((a, b) => b.count - a.count);
    const found = { columns: [...columns], unknownColumns: [...unknownColumns] };
    return { rows, rejected, reasons, ...found, keys: [key] };
  };
}

async function* landedRows(
  drop: Objects,
  job: ParquetJob,
  tally: Tally,
  rejects: SideFile,
  columns: Set<string>,
): AsyncGenerator<string> {
  for (const input of job.inputs) {
    const files = await openAll(drop, input.files);
    checkAll(files, input, job, tally);
    for (const { kinds } of files) for (const name of kinds.keys()) columns.add(name);
    const readers = files.map((file) => ({ file, reader: rowReader(job, input, file) }));
    for (const { file, reader } of readers)
      for await (const batch of batchesOf(file, reader.columns))
        yield* landedBatch(file, batch, reader, tally, rejects);
  }
}

async function openAll(drop: Objects, keys: readonly string[]): Promise<readonly ParquetFile[]> {
  const files: ParquetFile[] = [];
  for (let from = 0; from < keys.length; from += atOnce) {
    const some = keys.slice(from, from + atOnce);
    files.push(...(await Promise.all(some.map((key) => openParquet(drop, key)))));
  }
  return files;
}

/** A column may be missing in some files of an input, as long as one has it. */
function checkAll(
  files: readonly ParquetFile[],
  { files: keys, needed, known }: ParquetInput,
  { table }: ParquetJob,
  tally: Tally,
): void {
  const found = [...new Set(files.flatMap(({ kinds }) => [...kinds.keys()]))];
  const more = keys.length > 1 ? ` (and ${keys.length - 1} more)` : '';
  checkColumns(`${keys[0]}${more}`, table.name, found, needed);
  for (const name of found) if (!known.includes(name)) tally.unknownColumns.add(name);
}
