/** A row of a file as it was read, by the names of its header or keys. */
export type SourceRow = Readonly<Record<string, unknown>>;

/** `reason` is counted and so the same for all rows at fault alike; `text` names this row's cells. */
export interface Fault {
  readonly reason: string;
  readonly text: string;
}

/** A row of a file, or what stands in its place; `line` is the one that it starts on. */
export type SourceRecord =
  | { readonly line: number; readonly row: SourceRow }
  | { readonly line: number; readonly fault: Fault; readonly raw: unknown };

/** How far reading has come: errors name the line. */
export interface Position {
  readonly file: string;
  line: number;
}

/** What a reader of a file tells beside its rows. */
export interface Listener {
  /** The header before the first CSV row; for JSONL the keys met, after the last. */
  readonly columns: (names: readonly string[]) => void;
  /** SHA-256 of the file, once it is read to the end. */
  readonly hash: (sha256: string) => void;
  /** Something that is no error and yet may be wrong. */
  readonly doubt: (text: string) => void;
}
