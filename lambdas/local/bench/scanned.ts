import { z } from 'zod';
import type { Engine, Row } from '../../ports.ts';
import { quoted } from '../views.ts';
import type { SeenStatement, Watch } from './watch.ts';

/** One reading of Parquet files in a statement's plan. */
interface Scan {
  readonly columns: readonly string[];
  readonly filters: string;
  /** Files that it read: of many only the first, and then `isCut`. */
  readonly files: readonly string[];
  readonly isCut: boolean;
}

interface Chunk {
  readonly column: string;
  readonly bytes: number;
  readonly rowGroup: string;
  readonly least: string | null;
  readonly greatest: string | null;
}

/**
 * Bytes that statements needed of Parquet files, by the files' own metadata: the compressed chunks of the columns
 * that the plan reads, without row groups that its constant bounds leave out. It is what Athena charges for,
 * and not what the disk gave: DuckDB counts only part of that.
 */
export async function scannedBytes(
  engine: Engine,
  { statements, landed, views: replaced }: Pick<Watch, 'statements' | 'landed' | 'views'>,
): Promise<ReadonlyMap<SeenStatement, number>> {
  const views = (await engine.query('select sql from duckdb_views() where not internal')).map(
    ({ sql }) => String(sql),
  );
  const chunks = new Map<string, readonly Chunk[]>();
  const bytes = new Map<SeenStatement, number>();
  for (const statement of statements) {
    let sum = 0;
    for (const scan of scansOf(statement.profile)) {
      const texts = [textOf(statement.profile), ...views, ...replaced];
      for (const file of filesOf(scan, texts, landed)) {
        const known = chunks.get(file) ?? (await chunksOf(engine, file));
        chunks.set(file, known);
        sum += needed(known, scan);
      }
    }
    bytes.set(statement, sum);
  }
  return bytes;
}

const node = z.object({
  query_name: z.string().optional(),
  extra_info: z.record(z.string(), z.unknown()).optional(),
  get children() {
    return z.array(node).optional();
  },
});
type Node = z.infer<typeof node>;

const parsed = (profile: string | null): Node | null =>
  profile === null || profile.trim() === '' ? null : node.parse(JSON.parse(profile));

const textOf = (profile: string | null) => parsed(profile)?.query_name ?? '';

export function scansOf(profile: string | null): readonly Scan[] {
  const root = parsed(profile);
  return root === null ? [] : scans(root);
}

function scans({ extra_info: info = {}, children = [] }: Node): readonly Scan[] {
  const below = children.flatMap(scans);
  const named = list(info['Filename(s)']).flatMap((names) => names.split(', '));
  const files = named.filter((name) => name.endsWith('.parquet'));
  if (files.length === 0) return below;
  const filters = list(info.Filters).join(' AND ');
  const isCut = named.includes('...');
  return [{ columns: list(info.Projections), filters, files, isCut }, ...below];
}

const list = (info: unknown): readonly string[] =>
  Array.isArray(info) ? info.map(String) : typeof info === 'string' && info !== '' ? [info] : [];

/** The plan names the first of many files: all are in the list, of a statement or a view, that begins with it. */
function filesOf(
  { files, isCut }: Scan,
  texts: readonly string[],
  landed: Watch['landed'],
): readonly string[] {
  if (!isCut || files[0]?.includes('*')) return files;
  const path = files[0] ?? '';
  const keys = landed.find(([key]) => key !== undefined && path.endsWith(`/${key}`));
  if (keys) return keys.map((key) => `${path.slice(0, -(keys[0] ?? '').length)}${key}`);
  const listings = texts.flatMap(
    (text) => text.match(/\['[^\]]*\.parquet'[^\]]*\]|list_value\('[^)]*\)/g) ?? [],
  );
  const first = `'${files[0]}'`;
  const listing =
    listings.find((found) => found.replace(/^(\[|list_value\()/, '').startsWith(first)) ??
    listings.find((found) => found.includes(first));
  if (listing === undefined) throw new Error(`no list of files begins with ${files[0]}`);
  return (listing.match(/'[^']+\.parquet'/g) ?? []).map((path) => path.slice(1, -1));
}

async function chunksOf(engine: Engine, file: string): Promise<readonly Chunk[]> {
  const rows = await engine.query(
    `select split_part(path_in_schema, ',', 1) as name, row_group_id, total_compressed_size as size,
      stats_min_value as least, stats_max_value as greatest
    from parquet_metadata(${quoted(file)})`,
  );
  return rows.map((row) => ({
    column: String(row.name),
    bytes: Number(row.size),
    rowGroup: String(row.row_group_id),
    least: textual(row.least),
    greatest: textual(row.greatest),
  }));
}

const textual = (value: Row[string] | undefined) => (value == null ? null : String(value));

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
