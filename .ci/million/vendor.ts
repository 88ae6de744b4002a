import { z } from 'zod';
import { openVendor, type VendorRequest } from '../../test/exports/vendors/server.ts';
import type { Generated } from './generated.ts';

/**
 * The vendor, in a process of its own so that its memory counts for nothing: `vendor.ts <source> <rows>`.
 * Tells its parent where it is, and when the request has come that it was told to hold.
 */
const [source = '', rows = ''] = process.argv.slice(2);
const making: Record<string, (rows: number) => Generated> = await import(`./${source}.ts`);
const generated = making[source]?.(Number(rows));
if (!generated) throw new Error(`./${source}.ts exports no ${source}`);

let [asked, held] = [0, Number.POSITIVE_INFINITY];
const handle = async (request: VendorRequest) => {
  asked += 1;
  // What it keeps of each request is for tests, and would fill its memory.
  vendor.requests.length = 0;
  if (asked !== held) return generated.handle(request);
  process.send?.({ reached: held });
  return new Promise<never>(() => {});
};
const vendor = await openVendor({ handle });

const told = z.union([z.object({ hold: z.number() }), z.object({ count: z.literal(true) })]);
process.on('message', (message) => {
  const order = told.parse(message);
  if ('count' in order) process.send?.({ asked });
  else held = asked + order.hold;
});
process.on('disconnect', () => process.exit());
process.send?.({
  opened: { secret: generated.secret(vendor.address), options: generated.options ?? {} },
});
