import type { CellValue } from '../../../tables/column.ts';
import { type Day, dateText, daySeconds, instantText, type Second } from '../time.ts';
import type { World } from '../world.ts';

/** One row of a canonical table, by column; what is left out is empty. */
export type Row = Readonly<Record<string, CellValue>>;

export function date(day: Day | null): string | null {
  return day === null ? null : dateText(day);
}

export function instant(second: Second | null): string | null {
  return second === null ? null : instantText(second);
}

/** Null for what has not happened yet: the export is of the morning of `horizon`. */
export function known(world: World, at: Second | null): Second | null {
  return at !== null && at < world.horizon * daySeconds ? at : null;
}
