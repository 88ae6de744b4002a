import { z } from 'zod';
import type { Objects, Records } from '../ports.ts';
import { sourceName } from '../settings/exports.ts';
import { json } from './keeper.ts';

/** One execution that exports one source: who asked, for what, and what reports had of it until then. */
const exportOrder = z.strictObject({
  source: sourceName,
  execution: z.string(),
  /** Instant at which history begins; counts on the first export alone. */
  since: z.string().nullable(),
  accept_deletes: z.boolean(),
  asked_by: z.enum(['schedule', 'person']),
  reason: z.string(),
  /** Instant. */
  asked_at: z.string(),
  /** Cut-off of the export that was good before; null where there was none. */
  last_until: z.string().nullable(),
});
export type ExportOrder = z.infer<typeof exportOrder>;

const root = 'runs/exports/';
const folder = (source: string) => `${root}${source}/orders/`;
export const exportOrderKey = (source: string, execution: string) =>
  `${folder(source)}${execution}.json`;

/** Whether the key is that of an export's order and not of a report's. */
export const isExportOrder = (key: string) => key.startsWith(root);

/** Keeps the order of an execution; of two who wish the same execution the first one's stands, which is returned. */
export async function keepExportOrder(records: Records, wished: ExportOrder): Promise<ExportOrder> {
  const key = exportOrderKey(wished.source, wished.execution);
  await records.create(key, json(exportOrder.parse(wished)));
  const kept = await records.read(key);
  return kept ? exportOrder.parse(JSON.parse(kept.body)) : wished;
}

export async function readExportOrder(archive: Objects, key: string): Promise<ExportOrder> {
  return exportOrder.parse(JSON.parse(await archive.readText(key)));
}

/** Keys of a source's last orders, the newest first. */
export async function lastOrders(
  archive: Objects,
  source: string,
  count: number,
): Promise<readonly string[]> {
  const keys = await archive.list(folder(source));
  return [...keys].sort().reverse().slice(0, count);
}
