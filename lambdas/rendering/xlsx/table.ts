/** A number with its Excel number format; dates are days since 1899-12-30. */
export interface NumberCell {
  readonly value: number;
  readonly format: string;
}

/** Text stays text, whatever it begins with; null is unknown and stays empty. */
export type Cell = string | NumberCell | null;

export interface Column {
  readonly title: string;
  /** In digits of the standard font. */
  readonly width: number;
  readonly isNumber?: boolean;
  /** Long texts go on in the next line. */
  readonly wraps?: boolean;
}

/** One sheet: a header row, which stays while the rows are scrolled, and filters on every column. */
export interface Table {
  readonly name: string;
  readonly columns: readonly Column[];
  /** Columns that stay while the others are scrolled. */
  readonly fixed: number;
  readonly rows: Iterable<readonly Cell[]>;
}

export const text = (title: string, width: number): Column => ({ title, width });
export const prose = (title: string, width: number): Column => ({ title, width, wraps: true });
export const numeric = (title: string, width = 12): Column => ({ title, width, isNumber: true });
