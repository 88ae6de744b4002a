/** The kinds of value that a canonical column can hold; every border derives its own type from these. */
export type ColumnType =
  | 'text'
  | 'integer' // whole number, 64 bits; money in minor units too
  | 'mrr' // DECIMAL(20,6) minor units a month: added unrounded, rounded when printed
  | 'number' // DECIMAL(18,6)
  | 'boolean'
  | 'date' // calendar date
  | 'instant' // UTC instant
  | 'tags'; // JSON array of strings, or strings parted by `;`

export interface Column {
  readonly type: ColumnType;
  readonly required: boolean;
  readonly doc: string;
  /** Closed list of values; anything else is rejected. */
  readonly values?: readonly string[];
}

/** A canonical table: the one definition that row schema, engine columns, file headers and documentation derive from. */
export interface Table {
  readonly name: string;
  /** One row per … */
  readonly grain: string;
  readonly key: readonly string[];
  /** Column that says how far the table's facts reach; absent where the table records no facts in time. */
  readonly clock?: string;
  /**
   * Its rows are kept by the local day of its clock: copies of a row have one day, so that a day needs no row
   * of another one to be staged.
   */
  readonly byDay?: boolean;
  /**
   * What two rows with one key and different content mean. `last`: a correction, the newer wins and the
   * older is rejected. `both`: two facts that share an id, neither may be lost.
   */
  readonly sameKey: 'last' | 'both';
  /** What a row that the source deleted means: `gone`, or that it `ended` then and stays in history. */
  readonly deleted: 'gone' | 'ended';
  readonly columns: Readonly<Record<string, Column>>;
  /** Rules that span columns; each is a SQL condition that holds for every good row, in words and as code. */
  readonly rules: readonly RowRule[];
}

/** A check over one row. `holds` sees parsed values and must not throw. */
export interface RowRule {
  readonly says: string;
  readonly sql: string;
  readonly holds: (row: Readonly<Record<string, CellValue>>) => boolean;
}

/** Parsed value: dates and instants as ISO text, decimals as text, so that nothing is rounded on the way. */
export type CellValue = string | number | bigint | boolean | null;

type Options = { readonly values?: readonly string[] };

const column =
  (type: ColumnType, required: boolean) =>
  (doc: string, options: Options = {}): Column => ({
    type,
    required,
    doc,
    ...options,
  });

export const required = {
  text: column('text', true),
  integer: column('integer', true),
  mrr: column('mrr', true),
  number: column('number', true),
  boolean: column('boolean', true),
  date: column('date', true),
  instant: column('instant', true),
};

export const optional = {
  text: column('text', false),
  integer: column('integer', false),
  number: column('number', false),
  boolean: column('boolean', false),
  date: column('date', false),
  instant: column('instant', false),
  tags: column('tags', false),
};

/** Columns that every table carries beside its own. */
export const provenance: Readonly<Record<string, Column>> = {
  source: optional.text('export that the row came from'),
  source_updated_at: optional.instant('when the source last changed the row'),
  is_deleted: optional.boolean('the source deleted the row'),
};

type Definition = Omit<Table, 'sameKey' | 'deleted' | 'rules'> &
  Partial<Pick<Table, 'sameKey' | 'deleted' | 'rules'>>;

export function table(definition: Definition): Table {
  return { sameKey: 'last', deleted: 'gone', rules: [], ...definition };
}

/** Rule: where both are known, `later` is not before `earlier`. */
export function inOrder(earlier: string, later: string): RowRule {
  return {
    says: `${later} is before ${earlier}`,
    sql: `${later} is null or ${earlier} is null or ${later} >= ${earlier}`,
    holds: (row) => {
      const [from, to] = [row[earlier] ?? null, row[later] ?? null];
      return from === null || to === null || to >= from;
    },
  };
}
