import { type ExportRecord, exportRecords, saidOf } from '../exports/mapped/export_record.ts';
import { lastOrders, readExportOrder } from '../runs/export_orders.ts';
import { readFailure } from '../runs/failures.ts';
import type { StartExportWorld } from './start_export.ts';

/** Executions that are shown of a source. */
const shown = 3;

/** How the exports stand: what reports have of each source, up to when, and what its last executions did. */
export async function exportStatus(world: StartExportWorld) {
  const records = await exportRecords(world.drop);
  const names = [...new Set([...world.sources, ...records.map(({ source }) => source)])];
  return {
    exports: await Promise.all(names.map((source) => sourceStatus(world, source, records))),
  };
}

async function sourceStatus(
  world: StartExportWorld,
  source: string,
  records: readonly ExportRecord[],
) {
  const record = records.find((one) => one.source === source);
  const keys = await lastOrders(world.archive, source, shown);
  return {
    source,
    scheduled: world.sources.some((one) => one === source),
    /** What happened at or after it is not in the drop; null: never exported. */
    exported_until: record?.until ?? null,
    ...(record && { since: record.since, rows: rowsOf(record), said: saidOf(record) }),
    executions: await Promise.all(keys.map((key) => executionStatus(world, key))),
  };
}

const rowsOf = ({ tables }: ExportRecord) =>
  Object.fromEntries(Object.entries(tables).map(([table, { rows }]) => [table, rows]));

async function executionStatus({ archive, machine }: StartExportWorld, key: string) {
  const { source: _, last_until: __, ...order } = await readExportOrder(archive, key);
  const failure = await readFailure(archive, order.execution, key);
  return {
    ...order,
    state: await machine.state(order.execution),
    ...(failure === null ? {} : { failure }),
  };
}
