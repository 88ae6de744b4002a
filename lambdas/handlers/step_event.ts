import { z } from 'zod';
import type { Objects } from '../ports.ts';
import { type KeptInputs, type Order, readInputs, readOrder } from '../runs/orders.ts';

/** What the state machine hands to every step: a key, never a payload. */
export const stepEvent = z.object({
  /** Key of the order in the archive. */
  order: z.string(),
});
export type StepEvent = z.infer<typeof stepEvent>;

/** The order of a step with the inputs of its run. */
export async function ordered(
  archive: Objects,
  event: StepEvent,
): Promise<KeptInputs & { readonly order: Order }> {
  const order = await readOrder(archive, event.order);
  return { order, ...(await readInputs(archive, order.folder)) };
}
