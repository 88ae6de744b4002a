import { landedLine, reject } from '../../exports/file_drop/landed_lines.ts';
import type { SideFile } from '../../exports/file_drop/side_file.ts';
import type { Tally } from '../../exports/file_drop/tally.ts';
import type { Batch } from './batches.ts';
import type { ParquetFile } from './file.ts';
import type { Kind } from './kinds.ts';
import type { RowReader } from './rows.ts';

/** Enough for a write to be worth its while, little enough to hold. */
const linesAtOnce = 65_536;
/** Rejected rows of a batch that are shown in all their columns; the others in those that were read. */
const shownWhole = 5000;

interface Rejected {
  /** Position in the batch. */
  readonly at: number;
  readonly reason: string;
}

/** The good rows of a batch as JSON lines; the bad ones go to `rejects` after them. */
export async function* landedBatch(
  file: ParquetFile,
  batch: Batch,
  reader: RowReader,
  tally: Tally,
  rejects: SideFile,
): AsyncGenerator<string> {
  const rejected: Rejected[] = [];
  let lines = '';
  for (let at = 0; at < batch.rows; at += 1) {
    const judged = reader.judge((column) => batch.values.get(column)?.[at]);
    if ('reason' in judged) {
      rejected.push({ at, reason: judged.reason });
      continue;
    }
    tally.rows += 1;
    lines += landedLine(judged.row, file.key, batch.start + at + 1);
    if (lines.length < linesAtOnce) continue;
    yield lines;
    lines = '';
  }
  yield lines;
  await rejectAll(file, batch, rejected, tally, rejects);
}

async function rejectAll(
  { key, kinds }: ParquetFile,
  batch: Batch,
  rejected: readonly Rejected[],
  tally: Tally,
  rejects: SideFile,
): Promise<void> {
  const further = await furtherCells(batch, kinds, rejected.slice(0, shownWhole));
  for (const [place, { at, reason }] of rejected.entries()) {
    const cells = [...kinds].flatMap(([name, kind]) => {
      const [values, index] = batch.values.has(name)
        ? [batch.values.get(name), at]
        : [further.get(name), place];
      return values && index < values.length ? [[name, shown(kind, values[index])] as const] : [];
    });
    const record = { line: batch.start + at + 1, row: Object.fromEntries(cells) };
    await reject({ reason, text: reason }, key, record, tally, rejects);
  }
}

/** What the rows hold in columns that nothing is landed from, without structures and bytes. */
async function furtherCells(
  batch: Batch,
  kinds: ReadonlyMap<string, Kind>,
  rejected: readonly Rejected[],
): Promise<ReadonlyMap<string, readonly unknown[]>> {
  const cells = new Map<string, readonly unknown[]>();
  if (rejected.length === 0) return cells;
  const rows = rejected.map(({ at }) => at);
  for (const [name, { type }] of kinds)
    if (!batch.values.has(name) && !/STRUCT|MAP|BLOB|\[]\[]/.test(type))
      cells.set(name, await batch.more(name, rows));
  return cells;
}

function shown({ element, text }: Kind, value: unknown): unknown {
  if (value === null || value === undefined) return null;
  if (typeof value === 'boolean') return value;
  if (element && Array.isArray(value)) return value.map((one) => shown(element, one));
  return text(value);
}
