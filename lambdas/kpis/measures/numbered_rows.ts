import type { Row } from '../../ports.ts';
import { windowNames } from './windows.ts';

const windows = BigInt(windowNames.length);

/** Number of the period of a row; rows of no window are of the only one that is asked for. */
export function periodOf({ window_id }: Row, missing: readonly number[]): number {
  return typeof window_id === 'bigint' ? Number(window_id / windows) : (missing[0] ?? 0);
}

/** Kept rows are numbered as if their period were the only one. */
export function kept(
  rows: ReadonlyMap<number, readonly Row[]>,
  keys: ReadonlyMap<string, string>,
  label: (no: number) => string,
) {
  return new Map(
    [...rows].map(([no, own]) => [
      label(no),
      { key: keys.get(label(no)) ?? '', rows: own.map((row) => shifted(row, -no)) },
    ]),
  );
}

export function numbered(
  known: ReadonlyMap<string, readonly Row[]>,
  label: string,
  no: number,
): readonly Row[] {
  return (known.get(label) ?? []).map((row) => shifted(row, no));
}

function shifted(row: Row, periods: number): Row {
  return typeof row.window_id === 'bigint'
    ? { ...row, window_id: row.window_id + BigInt(periods) * windows }
    : row;
}
