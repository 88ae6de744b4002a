import { z } from 'zod';
import type { Objects } from '../ports.ts';
import { type KeptInputs, type Order, readInputs, readOrder } from '../runs/orders.ts';

/** What the state machine hands to every step: a key, never a payload. */
export const stepEvent = z.object({
  /** Key of the order in the archive. */
  order: z.string(),
  /** Of a landing that is shared out: one share, or what the shares have left. */
  share: z.union([z.strictObject({ no: z.int(), of: z.int() }), z.literal('rest')]).optional(),
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
