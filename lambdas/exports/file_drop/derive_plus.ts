import { cellReader, cellText } from '../../tables/cells/cell.ts';
import type { Reading } from '../../tables/cells/reading.ts';
import type { ColumnType } from '../../tables/column.ts';
import type { Derive } from './derive.ts';
import { readingOf } from './mapping_reading.ts';
import type { Plus } from './mapping_rules.ts';

/** Compiles a duration after a time; empty where the time or the duration is, for neither is then known. */
export function derivePlus(plus: Plus, type: ColumnType, reading: Reading): Derive {
  const stated = readingOf(plus, reading);
  // A calendar date has no zone: by way of one it would slip to the day before.
  const start = cellReader('instant', type === 'date' ? { ...stated, timeZone: 'UTC' } : stated);
  const { column, msPerUnit } = duration(plus);
  return (row, refuse) => {
    const from = cellText(row[plus.from]);
    const amount = typeof column === 'number' ? String(column) : cellText(row[column]);
    if (from == null || amount == null) return null;
    const begun = start.read(from);
    if (typeof begun !== 'string') return refuse(start.says, from);
    if (!/^-?\d+(\.\d+)?$/.test(amount)) return refuse(`has no number in ${column}`, amount);
    const end = new Date(Date.parse(begun) + Math.round(Number(amount) * msPerUnit));
    if (!(Math.abs(end.getTime()) < lastMs))
      return refuse(`lies too far after ${plus.from}`, amount);
    return type === 'date' ? end.toISOString().slice(0, 10) : end.toISOString();
  };
}

/** End of the year 9999. */
const lastMs = 253_402_300_799_999;

function duration({ seconds, minutes, hours, days }: Plus) {
  if (seconds !== undefined) return { column: seconds, msPerUnit: 1000 };
  if (minutes !== undefined) return { column: minutes, msPerUnit: 60_000 };
  if (hours !== undefined) return { column: hours, msPerUnit: 3_600_000 };
  return { column: days ?? 0, msPerUnit: 86_400_000 };
}
