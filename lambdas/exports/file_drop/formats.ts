export type Format = 'csv' | 'jsonl' | 'parquet';

const endings: readonly (readonly [RegExp, Format])[] = [
  [/\.(csv|tsv|txt)(\.gz)?$/i, 'csv'],
  [/\.(jsonl|ndjson)(\.gz)?$/i, 'jsonl'],
  [/\.parquet$/i, 'parquet'],
];

/** Format of a file by its name; undefined where none of ours. */
export function formatOf(file: string): Format | undefined {
  return endings.find(([ending]) => ending.test(file))?.[1];
}
