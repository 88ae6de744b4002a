import { ifThere } from '../commerce/within.ts';
import type { NaiveOptions } from '../options.ts';
import { type NaiveRecord, percent } from '../record.ts';
import { isTrue, must, number, type Row, rowsOf, type World } from '../world.ts';

const minutesOf = (entries: readonly Row[]): number =>
  entries.reduce((sum, entry) => sum + (number(entry, 'minutes') ?? 0), 0);

/** Minutes that a manager had on a day: as stated, else as logged. */
function capacityOf(entries: readonly Row[]): number {
  const stated = entries
    .map((entry) => number(entry, 'capacity_minutes'))
    .filter((minutes) => minutes !== null);
  return stated.length > 0 ? Math.max(...stated) : minutesOf(entries);
}

function utilization(entries: readonly Row[], segment: NaiveRecord['segment']): NaiveRecord {
  const days = new Set(entries.map((entry) => JSON.stringify([entry.csm, entry.worked_on])));
  const capacity = [...days].reduce((sum, day) => {
    const own = entries.filter((one) => JSON.stringify([one.csm, one.worked_on]) === day);
    return sum + capacityOf(own);
  }, 0);
  const forCustomers = entries.filter((entry) => isTrue(entry, 'is_customer_work'));
  return percent({ kpi: 'csm_utilization', segment }, minutesOf(forCustomers), capacity);
}

/** Time entries name no account, so that a segment has none. `world` is prepared. */
export function workingTimeKpis(world: World, options: NaiveOptions): readonly NaiveRecord[] {
  if (options.accountIds !== undefined) return [];
  return ifThere(world, ['csm_time'], [{ kpi: 'csm_utilization' }], () => {
    const entries = rowsOf(world, 'csm_time').filter((entry) => {
      const workedOn = must(entry, 'worked_on');
      return workedOn >= options.start && workedOn < options.end;
    });
    const managers = [...new Set(entries.map((entry) => must(entry, 'csm')))].sort();
    return [
      utilization(entries, null),
      ...managers.map((csm) =>
        utilization(
          entries.filter((entry) => entry.csm === csm),
          { dimension: 'csm', value: csm },
        ),
      ),
    ];
  });
}
