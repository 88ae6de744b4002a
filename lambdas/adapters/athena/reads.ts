import { OurBug } from '../../errors.ts';
import type { EngineColumn } from '../../tables/engine_columns.ts';
import { partitionAt, type WarehouseTable } from './warehouse.ts';

/** A folder of a table, by the values of its partitions. */
export interface Partition {
  readonly table: WarehouseTable;
  readonly values: Readonly<Record<string, string>>;
}

/** Query that reads a partition of Parquet files. */
export function readPartition(database: string, partition: Partition): string {
  const columns = partition.table.columns.map(({ name }) => name);
  return select(columns, database, partition);
}

/** Query that reads a partition of landed text with the types of its table. */
export function readLanded(
  database: string,
  partition: Partition,
  columns: readonly EngineColumn[],
): string {
  return select(columns.map(fromText), database, partition);
}

/** Query of no row with these columns. */
export function readNothing(columns: readonly EngineColumn[]): string {
  return `select ${columns.map(({ name, type }) => `cast(null as ${type}) as ${name}`).join(', ')} where false`;
}

function select(
  columns: readonly string[],
  database: string,
  { table, values }: Partition,
): string {
  const where = table.partitions.map((key) => `${key} = ${quoted(values[key] ?? '')}`);
  return `select ${columns.join(', ')} from "${database}"."${table.name}" where ${where.join(' and ')}`;
}

/** Plain literals: of anything else Athena may not see that it names one folder. */
const quoted = (text: string) => `'${text.replaceAll("'", "''")}'`;

/** Landing wrote every value as exact text; of the types only an instant's is not written as SQL has it. */
function fromText({ name, type }: EngineColumn): string {
  if (type === 'varchar') return name;
  const text = type === 'timestamp' ? `replace(replace(${name}, 'T', ' '), 'Z', '')` : name;
  return `cast(${text} as ${type}) as ${name}`;
}

/**
 * The partition that landed files are: Athena reads a folder whole, so they must be all that lies in it.
 * `inFolder` lists a folder.
 */
export async function landedPartition(
  keys: readonly string[],
  inFolder: (folder: string) => Promise<readonly string[]>,
): Promise<Partition> {
  const folder = keys[0]?.replace(/[^/]*$/, '') ?? '';
  const found = partitionAt(folder);
  if (found?.table.format !== 'json') throw unreadable(keys);
  const lying = new Set(await inFolder(folder));
  const isWhole = lying.size === keys.length && keys.every((key) => lying.has(key));
  if (!isWhole || !keys.every((key) => key.endsWith('.jsonl'))) throw unreadable(keys);
  return found;
}

function unreadable(keys: readonly string[]): OurBug {
  return new OurBug(
    `Athena reads landed rows as all the JSON lines of one folder landed/<table>/source=…/run=…/, which these are not: ${keys.slice(0, 3).join(', ')}`,
  );
}
