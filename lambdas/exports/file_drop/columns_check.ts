import { BadExport } from '../../errors.ts';
import { nearestName } from './nearest.ts';

/** A source column that must be there, and the canonical one that it is for. */
export interface Needed {
  readonly column: string;
  readonly for: string;
}

/** Throws BadExport where a needed column is missing: left out, a KPI would fall silent. */
export function checkColumns(
  file: string,
  table: string,
  found: readonly string[],
  needed: readonly Needed[],
): void {
  const missing = needed.filter(({ column }) => !found.includes(column));
  if (missing.length === 0) return;
  const lines = missing.map((one) => `  ${described(one, found)}`);
  throw new BadExport(
    `${file} lacks columns that ${table} needs:\n${lines.join('\n')}\n  found: ${found.join(', ')}\n  Export them, or state in the mapping where they are.`,
  );
}

function described(one: Needed, found: readonly string[]): string {
  const purpose = one.for === one.column ? '' : ` for ${one.for}`;
  const nearest = nearestName(one.column, found);
  return `"${one.column}"${purpose}${nearest === undefined ? '' : `; is it "${nearest}"?`}`;
}
