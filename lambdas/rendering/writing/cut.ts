import type { Pen } from './pen.ts';

/** What a list shows and how many it leaves to the file that holds them all. */
export interface Cut<Row> {
  readonly shown: readonly Row[];
  /** Null when nothing is left out. */
  readonly more: string | null;
}

/**
 * Mail clients clip long messages, so lists are cut, and each says how many are missing and where they are.
 * @param beyond Rows that the model itself already left to the file.
 */
export function cut<Row>(
  rows: readonly Row[],
  longest: number,
  file: string,
  pen: Pick<Pen, 't' | 'count'>,
  beyond = 0,
): Cut<Row> {
  // "… and 1 more" takes as much room as the one.
  const most = rows.length === longest + 1 && beyond === 0 ? rows.length : longest;
  const missing = Math.max(0, rows.length - most) + beyond;
  return {
    shown: rows.slice(0, most),
    more: missing === 0 ? null : pen.t('… and {0} more in {1}', pen.count(missing), file),
  };
}
