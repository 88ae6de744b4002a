/** A SQL engine behind the facade. Rows are text, as Athena gives them; types are named as Athena names them. */
export interface Backend {
  query(sql: string): Promise<Answer>;
  /** Writes the rows of a query as Parquet to an `s3://` folder that holds nothing. */
  unload(sql: string, address: string, compression: string): Promise<{ readonly bytes: number }>;
  close(): Promise<void>;
}

export interface Answer {
  readonly columns: readonly { readonly name: string; readonly type: string }[];
  readonly rows: readonly (readonly (string | null)[])[];
  /** Bytes that were read. */
  readonly bytes: number;
}

/** What Athena says of a query that failed. */
export class QueryFailed extends Error {
  override readonly name = 'QueryFailed';
  readonly category: 1 | 2 | 3;
  readonly retryable: boolean;

  constructor(message: string, category: 1 | 2 | 3 = 2, retryable = false) {
    super(message);
    this.category = category;
    this.retryable = retryable;
  }
}
