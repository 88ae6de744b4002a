import { onceForEach } from './once_for_each.ts';
import type { KpiRecord } from './record.ts';

/** Records by their KPI, in their order. */
const sorted = onceForEach((records: readonly KpiRecord[]): ReadonlyMap<string, KpiRecord[]> => {
  const found = new Map<string, KpiRecord[]>();
  for (const record of records) {
    const own = found.get(record.kpi);
    if (own) own.push(record);
    else found.set(record.kpi, [record]);
  }
  return found;
});

/** Records of a KPI: of a list that is asked for many of them. */
export function recordsOf(kpi: string, records: readonly KpiRecord[]): readonly KpiRecord[] {
  return sorted(records).get(kpi) ?? [];
}
