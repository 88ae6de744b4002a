import { BadExport } from '../../errors.ts';
import type { Fault } from './source_record.ts';

/** A counted reason with the first row that gave it. */
export interface CountedReason {
  readonly reason: string;
  readonly count: number;
  /** `file:line` */
  readonly example: string;
}

/** What was counted and learnt while a table was read. */
export interface Tally {
  rows: number;
  rejected: number;
  leftOut: number;
  readonly reasons: Map<string, CountedReason>;
  readonly unknownColumns: Set<string>;
  readonly doubts: string[];
  /** SHA-256 by file. */
  readonly hashes: Map<string, string>;
}

export function newTally(): Tally {
  return {
    ...{ rows: 0, rejected: 0, leftOut: 0, reasons: new Map() },
    ...{ unknownColumns: new Set(), doubts: [], hashes: new Map() },
  };
}

export function countRejected(tally: Tally, { reason }: Fault, example: string): void {
  tally.rejected += 1;
  const known = tally.reasons.get(reason);
  tally.reasons.set(reason, { reason, example, ...known, count: (known?.count ?? 0) + 1 });
}

/** How much of a table may be rejected: a share of its rows, and a few in any case, but never half. */
export interface RejectLimit {
  readonly share: number;
  readonly rows: number;
}

/** Throws BadExport where more rows were rejected than the gate lets pass. */
export function checkRejectedShare(
  counted: {
    readonly rows: number;
    readonly rejected: number;
    readonly reasons: readonly CountedReason[];
  },
  limit: RejectLimit,
  named: { readonly table: string; readonly files: readonly string[]; readonly rejects: string },
): void {
  const { rows, rejected } = counted;
  const share = rejected === 0 ? 0 : rejected / (rows + rejected);
  if (share <= limit.share || (rejected <= limit.rows && share <= 0.5)) return;
  const most = [...counted.reasons].sort((a, b) => b.count - a.count).slice(0, 5);
  const lines = most.map((one) => `  ${one.count} × ${one.reason} (first at ${one.example})`);
  throw new BadExport(
    `${table(named)}: ${rejected} of ${rows + rejected} rows are rejected, more than gates.rejected_share (${limit.share}) and gates.rejected_rows (${limit.rows}) allow:\n${lines.join('\n')}\n  Every such row stands in ${named.rejects}. Correct the export, or state in the mapping how it is written.`,
  );
}

function table(named: { readonly table: string; readonly files: readonly string[] }): string {
  const [first, ...others] = named.files;
  return `${named.table} (${first}${others.length > 0 ? ` and ${others.length} more` : ''})`;
}
