import type { CanonicalRow } from '../../tables/row_schema.ts';
import { checkColumns, type Needed } from './columns_check.ts';
import type { Surroundings } from './derive.ts';
import { formatOf } from './formats.ts';
import type { LandJob } from './land_job.ts';
import type { TablePlan } from './plan.ts';
import { readRecords } from './read_file.ts';
import { type Outcome, rowReader } from './rows.ts';
import { neededBy } from './rules_used.ts';
import type { SideFile } from './side_file.ts';
import type { Fault, Listener, SourceRecord } from './source_record.ts';
import { countRejected, type Tally } from './tally.ts';

/** Enough for a write to be worth its while, little enough to hold. */
const batchSize = 65_536;

/** Canonical rows of a table as JSON lines, in batches; rejected rows go to `rejects` on the way. */
export async function* landedLines(
  plan: TablePlan,
  job: LandJob,
  around: Surroundings,
  tally: Tally,
  rejects: SideFile,
): AsyncGenerator<string> {
  let batch = '';
  for (const { files, input } of plan.inputs) {
    const read = rowReader(plan.table, input, job.source, around);
    for (const file of files) {
      const tell = listener(file, plan, neededBy(plan.table, input), job, tally);
      for await (const record of readRecords(job.drop, file, job.style, tell)) {
        const outcome: Outcome = 'fault' in record ? record : read(record.row);
        if ('row' in outcome) {
          tally.rows += 1;
          batch += landedLine(outcome.row, file, record.line);
        } else if ('leftOut' in outcome) tally.leftOut += 1;
        else await reject(outcome.fault, file, record, tally, rejects);
        if (batch.length < batchSize) continue;
        yield batch;
        batch = '';
      }
    }
  }
  yield batch;
}

/** A landed row as JSON, with where it came from. */
export function landedLine(row: CanonicalRow, file: string, line: number): string {
  return `${JSON.stringify(row).slice(0, -1)},"_file":${JSON.stringify(file)},"_line":${line}}\n`;
}

/** Counts a row that is not landed, and keeps it with its fault. */
export async function reject(
  fault: Fault,
  file: string,
  record: SourceRecord,
  tally: Tally,
  rejects: SideFile,
): Promise<void> {
  const row = 'fault' in record ? record.raw : record.row;
  countRejected(tally, fault, `${file}:${record.line}`);
  await rejects.write(`${JSON.stringify({ file, line: record.line, reason: fault.text, row })}\n`);
}

function listener(
  file: string,
  { table }: TablePlan,
  needed: readonly Needed[],
  job: LandJob,
  tally: Tally,
): Listener {
  // JSON leaves empty keys out, so that a key no row has need not be a mistake.
  const must = formatOf(file) === 'jsonl' ? needed.filter((one) => isRequired(table, one)) : needed;
  return {
    columns: (names) => {
      checkColumns(file, table.name, names, must);
      const known = job.known(file);
      for (const name of names) if (!known.has(name)) tally.unknownColumns.add(name);
    },
    hash: (sha256) => tally.hashes.set(file, sha256),
    doubt: (text) => tally.doubts.push(text),
  };
}

function isRequired(table: TablePlan['table'], needed: Needed): boolean {
  return table.columns[needed.for]?.required ?? false;
}
