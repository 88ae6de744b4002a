import type { Objects } from '../ports.ts';
import type { EngineColumn } from '../tables/engine_columns.ts';
import { quoted } from './parquet_casts.ts';

/** Where a file of the drop is kept as it is, below the folder that it landed in. */
export const asIsKey = (landed: string, file: string) => `${landed}as-is/${file}`;

const asIs = /^landed\/[^/]+\/source=(.*?)\/run=[^/]+\/as-is\//;

export const isAsIs = (key: string) => asIs.test(key);

/** Files whose paths go on from the same length with the name that they have in the drop. */
interface Alike {
  readonly source: string;
  readonly length: number;
  readonly paths: string[];
}

/**
 * Query for the rows of files that are kept as they are, as they would have landed: with the name of the
 * source where they name none, with their file and line, and null for columns that they do not have.
 */
export function asIsRows(
  objects: Objects,
  columns: readonly EngineColumn[],
  keys: readonly string[],
): string {
  const alike = new Map<string, Alike>();
  for (const key of keys) {
    const [start = '', source = ''] = asIs.exec(key) ?? [];
    const path = objects.locate(key);
    const length = path.length - key.length + start.length;
    const found = alike.get(`${length} ${source}`) ?? { source, length, paths: [] };
    alike.set(`${length} ${source}`, found);
    found.paths.push(path);
  }
  return [...alike.values()].map((some) => rowsOf(some, columns)).join(' union all ');
}

function rowsOf({ source, length, paths }: Alike, columns: readonly EngineColumn[]): string {
  const nulls = columns.map(({ name, type }) => `cast(null as ${type}) as ${name}`);
  const cells = columns.map(({ name, type }) =>
    name === 'source'
      ? `coalesce(source, ${quoted(source)}) as source`
      : `cast(${name} as ${type}) as ${name}`,
  );
  const options =
    'filename = true, file_row_number = true, union_by_name = true, hive_partitioning = false';
  return `select ${cells.join(', ')} from (
    select ${nulls.join(', ')} where false
    union all by name
    select *, substr(filename, ${length + 1}) as _file, file_row_number + 1 as _line
    from read_parquet([${paths.map(quoted).join(', ')}], ${options})
  )`;
}
