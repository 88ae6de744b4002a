import { BadSettings } from '../../errors.ts';
import type { Objects } from '../../ports.ts';
import { cellText } from '../../tables/cells/cell.ts';
import { checkColumns } from './columns_check.ts';
import type { Found } from './derive.ts';
import { formatOf } from './formats.ts';
import type { CsvStyle } from './mapping.ts';
import type { Lookup } from './mapping_rules.ts';
import { readRecords } from './read_file.ts';

export interface LoadedLookup {
  readonly cells: Found;
  readonly file: string;
  readonly sha256: string;
}

/** Files looked into, each column pair read once and kept in memory: by `lookupName`. */
export async function loadLookups(
  lookups: readonly Lookup[],
  drop: Objects,
  style: CsvStyle,
): Promise<ReadonlyMap<string, LoadedLookup>> {
  const loaded = new Map<string, LoadedLookup>();
  for (const lookup of lookups) {
    const name = lookupName(lookup);
    if (!loaded.has(name)) loaded.set(name, await load(lookup, drop, style));
  }
  return loaded;
}

export function lookupName({ file, from, key = from, take }: Lookup): string {
  return JSON.stringify([file, key, take]);
}

async function load(lookup: Lookup, drop: Objects, style: CsvStyle): Promise<LoadedLookup> {
  const { file, from, key = from, take } = lookup;
  if (!(await drop.exists(file)) || !['csv', 'jsonl'].includes(formatOf(file) ?? ''))
    throw new BadSettings(
      `the mapping looks ${from} up in "${file}", which is no CSV or JSONL file of the drop; correct lookup.file`,
    );
  const cells = new Map<string, string | null>();
  const needed = [key, take].map((column) => ({ column, for: `the lookup of ${from}` }));
  let sha256 = '';
  const records = readRecords(drop, file, style, {
    columns: (names) => checkColumns(file, 'the mapping', names, needed),
    hash: (hash) => {
      sha256 = hash;
    },
    doubt: () => {},
  });
  for await (const record of records) {
    if ('fault' in record) continue; // reported where the file is read as a table
    const [at, cell] = [cellText(record.row[key]), cellText(record.row[take])];
    if (at == null || cell == null) continue;
    const known = cells.get(at);
    cells.set(at, known === undefined || known === cell ? cell : null);
  }
  return { cells, file, sha256 };
}
