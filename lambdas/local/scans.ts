import { z } from 'zod';

/** One reading of files in a statement's plan. */
export interface Scan {
  readonly columns: readonly string[];
  readonly filters: string;
  /** Files that it reads: of many only the first. */
  readonly files: readonly string[];
  /** How many they are; null where the plan does not say. */
  readonly total: number | null;
  readonly isCut: boolean;
}

const node = z.object({
  query_name: z.string().optional(),
  extra_info: z.record(z.string(), z.unknown()).optional(),
  get children() {
    return z.array(node).optional();
  },
});
type Node = z.infer<typeof node>;

const parsed = (profile: string): Node | null =>
  profile.trim() === '' ? null : node.parse(JSON.parse(profile));

/** The statement that a profile is of. */
export const textOf = (profile: string) => parsed(profile)?.query_name ?? '';

/** What a statement reads, by DuckDB's profile of it as JSON. */
export function scansOf(profile: string): readonly Scan[] {
  const root = parsed(profile);
  return root === null ? [] : scans(root);
}

function scans({ extra_info: info = {}, children = [] }: Node): readonly Scan[] {
  const below = children.flatMap(scans);
  const named = list(info['Filename(s)']).flatMap((names) => names.split(', '));
  const files = named.filter((name) => /\.(parquet|jsonl)$/.test(name));
  if (files.length === 0) return below;
  const filters = list(info.Filters).join(' AND ');
  const total = Number(info['Total Files Read']);
  const scan = { columns: list(info.Projections), filters, files };
  return [{ ...scan, total: total > 0 ? total : null, isCut: named.includes('...') }, ...below];
}

const list = (info: unknown): readonly string[] =>
  Array.isArray(info) ? info.map(String) : typeof info === 'string' && info !== '' ? [info] : [];

/** Lists of files in the texts of statements and views. */
export function listingsIn(texts: readonly string[]): readonly (readonly string[])[] {
  return texts
    .flatMap((text) => text.match(/\['[^\]]*'\]|list_value\('[^)]*\)/g) ?? [])
    .map((listing) => (listing.match(/'[^']+\.(?:parquet|jsonl)'/g) ?? []).map(unquoted))
    .filter((files) => files.length > 0);
}

const unquoted = (text: string) => text.slice(1, -1);

/** The plan names the first of many files: all are in the newest list that begins with it and is as long. */
export function filesOf(
  { files, isCut, total }: Scan,
  listings: readonly (readonly string[])[],
): readonly string[] {
  if (!isCut || files[0]?.includes('*')) return files;
  const [first = ''] = files;
  const found =
    listings.findLast((known) => known[0] === first && known.length === total) ??
    listings.findLast((known) => known[0] === first) ??
    listings.findLast((known) => known.includes(first));
  if (found === undefined) throw new Error(`no list of files begins with ${first}`);
  return found;
}
