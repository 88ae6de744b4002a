import { type ApiOptions, openApi } from '../../../lambdas/exports/client/api.ts';
import type { Api } from '../../../lambdas/exports/source.ts';
import { type Face, openVendor, testClock, type Vendor } from '../vendors/server.ts';

export const token = 'pat-SENTINEL-0123456789';

export interface Line {
  readonly vendor: Vendor;
  readonly api: Api;
  /** Milliseconds of each wait. */
  readonly slept: number[];
  /** What the operator was told. */
  readonly told: string[];
  /** What `authorize` was asked. */
  readonly asked: boolean[];
  close(): Promise<void>;
}

const listing: Face = { handle: ({ path }) => ({ body: { path, results: [1, 2, 3] } }) };

/** A client on a line to a vendor of a few words, both on a clock whose waits take no time. */
export async function openLine(
  options: Partial<ApiOptions> & { left?: () => number; random?: () => number } = {},
  face: Face = listing,
): Promise<Line> {
  const vendor = await openVendor(face);
  const clock = testClock(vendor);
  const told: string[] = [];
  const asked: boolean[] = [];
  const tell = (text: string) => told.push(text);
  const { left = () => Number.POSITIVE_INFINITY, random = () => 0.5, ...rest } = options;
  const api = openApi({
    vendor: 'acme',
    address: vendor.address,
    authorize: async (refused) => {
      asked.push(refused);
      return { authorization: `Bearer ${token}-${asked.length}` };
    },
    perSecond: 1e6,
    atOnce: 10,
    world: { clock, random, progress: { step: tell, note: tell, warn: tell }, left },
    ...rest,
  });
  return { vendor, api, slept: clock.slept, told, asked, close: vendor.close };
}
