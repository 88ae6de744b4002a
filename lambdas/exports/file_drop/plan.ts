import { BadExport } from '../../errors.ts';
import { tables } from '../../tables/catalogue.ts';
import type { Table } from '../../tables/column.ts';
import { formatOf } from './formats.ts';
import type { Input, Mapping } from './mapping.ts';
import { hint } from './nearest.ts';

/** Files that are read in one way. */
export interface PlannedInput {
  readonly files: readonly string[];
  readonly input: Input;
}

export interface TablePlan {
  readonly table: Table;
  readonly inputs: readonly PlannedInput[];
}

const suffix = /^(\.(csv|csv\.gz|jsonl|jsonl\.gz|parquet)|\/.+)$/;

/** Which files of a drop fill which table, in catalogue order. Throws BadExport where that is unclear. */
export function planDrop(
  files: readonly string[],
  mapping: Mapping | undefined,
): readonly TablePlan[] {
  const plans = tables.flatMap((table) => {
    const mapped = mapping?.tables[table.name];
    const inputs = mapped
      ? mapped.map((input) => ({ files: named(input.file, files, table), input }))
      : canonicalInputs(table, files);
    return inputs.length === 0 ? [] : [{ table, inputs }];
  });
  if (plans.length > 0) return plans;
  const names = tables.map(({ name }) => name).join(', ');
  throw new BadExport(
    `the drop holds no table. Expected <table>.csv, .csv.gz, .jsonl, .jsonl.gz or .parquet, or a folder <table>/, for any of ${names}; or a mapping that names the files. Found: ${shortened(files)}`,
  );
}

function canonicalInputs(table: Table, files: readonly string[]): readonly PlannedInput[] {
  const own = files.filter(
    (file) => file.startsWith(table.name) && suffix.test(file.slice(table.name.length)),
  );
  const read = own.filter((file) => formatOf(file) !== undefined);
  const single = read.filter((file) => !file.startsWith(`${table.name}/`));
  if (single.length > 0 && read.length > 1)
    throw new BadExport(
      `${table.name} is there more than once: ${shortened(read)}. Keep one file, or put all parts into the folder ${table.name}/`,
    );
  const input = { file: table.name, columns: {}, where: {}, distinct: false, ignore: [] };
  return read.length === 0 ? [] : [{ files: read, input }];
}

function named(pattern: string, files: readonly string[], table: Table): readonly string[] {
  const isFolder = pattern.endsWith('/');
  const matches = files
    .filter(matcher(pattern))
    .filter((file) => !isFolder || formatOf(file) !== undefined);
  const unread = matches.filter((file) => formatOf(file) === undefined);
  if (unread.length > 0)
    throw new BadExport(
      `${unread[0]}: the mapping names it for ${table.name}, but it is no CSV, JSONL or Parquet file by its name`,
    );
  if (matches.length > 0) return matches;
  throw new BadExport(
    `the mapping names "${pattern}" for ${table.name}, but the drop holds no such file${hint(pattern, files)} Found: ${shortened(files)}`,
  );
}

/** Tests a file against a name, a glob or a folder. */
export function matcher(pattern: string): (file: string) => boolean {
  if (pattern.endsWith('/')) return (file) => file.startsWith(pattern);
  if (!/[*?]/.test(pattern)) return (file) => file === pattern;
  const source = pattern
    .replace(/[\\^$.+()[\]{}|]/g, String.raw`\$&`)
    .replace(/\*\*|\*|\?/g, (sign) => ({ '**': '.*', '*': '[^/]*', '?': '[^/]' })[sign] ?? sign);
  const whole = new RegExp(`^${source}$`);
  return (file) => whole.test(file);
}

function shortened(files: readonly string[]): string {
  const shown = files.slice(0, 30).join(', ') || 'nothing';
  return files.length > 30 ? `${shown} and ${files.length - 30} more` : shown;
}
