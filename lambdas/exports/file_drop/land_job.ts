import type { Objects } from '../../ports.ts';
import type { Reading } from '../../tables/cells/reading.ts';
import type { CsvStyle } from './mapping.ts';
import type { RejectLimit } from './tally.ts';

/** What landing a table needs beside its plan. */
export interface LandJob {
  readonly drop: Objects;
  readonly out: Objects;
  readonly source: string;
  readonly run: string;
  /** The plan has some files of a table, and others are landed by themselves. */
  readonly someFiles?: boolean;
  readonly rejectLimit: RejectLimit;
  readonly style: CsvStyle;
  readonly reading: Reading;
  /** Columns of a file that some table of the drop uses or ignores. */
  readonly known: (file: string) => ReadonlySet<string>;
}

/** Folder of a table's rows of one run; `state` is `landed` or `rejected`. */
export function landingFolder(state: string, table: string, job: LandJob): string {
  return `${state}/${table}/source=${job.source}/run=${job.run}/`;
}
