import { stat } from 'node:fs/promises';
import type { Engine, Row } from '../ports.ts';
import { filesOf, listingsIn, type Scan, scansOf, textOf } from './scans.ts';
import { isSpilled } from './spilling.ts';
import { quoted } from './views.ts';

/** A statement that has run, with what DuckDB says, as JSON, of each that it ran for it. */
interface Profiled {
  readonly profiles: readonly string[];
}

interface Chunk {
  readonly column: string;
  readonly bytes: number;
  readonly rowGroup: string;
  readonly least: string | null;
  readonly greatest: string | null;
}

/**
 * Bytes that statements needed of files, by Parquet's own metadata: the compressed chunks of the columns that
 * the plan reads, without row groups that its constant bounds leave out; of JSON lines all. It is what Athena
 * charges for, and not what the disk gave: DuckDB counts only part of that. What the engine itself put off counts
 * nothing. `views` are the texts of views, in the order in which they were made.
 */
export async function scannedBytes<One extends Profiled>(
  engine: Engine,
  seen: {
    readonly statements: readonly One[];
    readonly views: readonly string[];
  },
): Promise<ReadonlyMap<One, number>> {
  const { statements, views } = seen;
  const known = listingsIn(views);
  const reading = statements.map((one) => ({ one, reads: readsOf(one, known) }));
  const all = new Set(reading.flatMap(({ reads }) => reads.flatMap(({ files }) => files)));
  const chunks = await chunksOf(
    engine,
    [...all].filter((file) => file.endsWith('.parquet')),
  );
  const sizes = await sizesOf([...all].filter((file) => !file.endsWith('.parquet')));
  const bytes = ({ scan, files }: Read) =>
    files
      .map((file) => sizes.get(file) ?? needed(chunks.get(file) ?? [], scan))
      .reduce((sum, one) => sum + one, 0);
  return new Map(
    reading.map(({ one, reads }) => [one, reads.reduce((sum, read) => sum + bytes(read), 0)]),
  );
}

interface Read {
  readonly scan: Scan;
  readonly files: readonly string[];
}

function readsOf({ profiles }: Profiled, known: readonly (readonly string[])[]): readonly Read[] {
  return profiles.flatMap((profile) => {
    const scans = scansOf(profile);
    const own = scans.some(({ isCut }) => isCut) ? listingsIn([textOf(profile)]) : [];
    const reads = scans.map((scan) => ({ scan, files: filesOf(scan, [...known, ...own]) }));
    return reads.filter(({ files }) => !files.some(isSpilled));
  });
}

/** Footers of so many files are read by one statement. */
const filesAtOnce = 500;

async function chunksOf(engine: Engine, files: readonly string[]) {
  const chunks = new Map<string, Chunk[]>();
  for (let from = 0; from < files.length; from += filesAtOnce) {
    const some = files.slice(from, from + filesAtOnce).map(quoted);
    for (const row of await engine.query(
      `select file_name as file, split_part(path_in_schema, ',', 1) as name, row_group_id,
      total_compressed_size as size, stats_min_value as least, stats_max_value as greatest
    from parquet_metadata([${some.join(', ')}])`,
    )) {
      const ofFile = chunks.get(String(row.file)) ?? [];
      chunks.set(String(row.file), ofFile);
      ofFile.push(chunkOf(row));
    }
  }
  return chunks;
}

const chunkOf = (row: Row): Chunk => ({
  column: String(row.name),
  bytes: Number(row.size),
  rowGroup: String(row.row_group_id),
  least: textual(row.least),
  greatest: textual(row.greatest),
});

const textual = (value: Row[string] | undefined) => (value == null ? null : String(value));

async function sizesOf(files: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const found = files.map(async (file) => [file, (await stat(file)).size] as const);
  return new Map(await Promise.all(found));
}

function needed(chunks: readonly Chunk[], { columns, filters }: Scan): number {
  const bounds = [...filters.matchAll(/(\w+)(>=|<=|>|<|=)'([^']*)'/g)];
  const outside = new Set(
    chunks
      .filter((chunk) =>
        bounds.some(([, column, sign = '', value = '']) =>
          column === chunk.column ? !reaches(chunk, sign, value) : false,
        ),
      )
      .map(({ rowGroup }) => rowGroup),
  );
  const names = new Set([...columns, ...(filters.match(/\w+/g) ?? [])]);
  return chunks
    .filter(({ column, rowGroup }) => names.has(column) && !outside.has(rowGroup))
    .reduce((sum, { bytes }) => sum + bytes, 0);
}

function reaches({ least, greatest }: Chunk, sign: string, value: string): boolean {
  if (least === null || greatest === null) return true;
  if (sign.startsWith('>')) return greatest >= value;
  if (sign.startsWith('<')) return least <= value;
  return least <= value && greatest >= value;
}
