import { exportFailureWords } from '../delivery/export_words.ts';
import type { Objects } from '../ports.ts';
import { readExportOrder } from '../runs/export_orders.ts';
import type { Failure } from '../runs/failures.ts';
import { type OwnerWorld, tellOwner } from './owner.ts';

/** Tells the owner that a source was not exported, and what reports have of it meanwhile. */
export async function failedExport(
  world: OwnerWorld & { readonly archive: Objects },
  key: string,
  { error, message }: Failure,
) {
  const { source, execution, asked_at, last_until } = await readExportOrder(world.archive, key);
  const { logs, start } = world;
  const words = exportFailureWords({
    ...{ source, lastUntil: last_until, logs, start },
    error: { name: error, message },
  });
  const about = { edition: 'exports', period: source, at: asked_at };
  return tellOwner(world, { kind: 'failed', ...about, execution, words });
}
