import type { Progress } from '../../ports.ts';
import type { TableLanding } from './landing.ts';

/** Tells the operator how a table landed: counts and reasons, no cell. */
export function reportTable(landed: TableLanding, progress: Progress): void {
  const { table, rows, rejected, leftOut } = landed;
  const apart = [
    ...(rejected > 0 ? [`${rejected} rejected`] : []),
    ...(leftOut > 0 ? [`${leftOut} left out by the mapping`] : []),
  ];
  progress.note([`${table}: ${rows} rows`, ...apart].join(', '));
  for (const [reason, count] of Object.entries(landed.reasons))
    progress.warn(`${table}: ${count} × ${reason}`);
  if (landed.unknownColumns.length > 0)
    progress.warn(`${table}: columns that are not used: ${landed.unknownColumns.join(', ')}`);
  for (const doubt of landed.doubts) progress.warn(doubt);
}
