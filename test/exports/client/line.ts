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

interface Ours {
  readonly left?: () => number;
  readonly random?: () => number;
  /** Our time, where it is not the vendor's. */
  readonly now?: string;
}

const listing: Face = { handle: ({ path }) => ({ body: { path, results: [1, 2, 3] } }) };

/** A client on a line to a vendor of a few words, both on a clock whose waits take no time. */
export async function openLine(
  options: Partial<ApiOptions> & Ours = {},
  face: Face = listing,
): Promise<Line> {
  const vendor = await openVendor(face);
  const told: string[] = [];
  const asked: boolean[] = [];
  const tell = (text: string) => told.push(text);
  const { left = () => Number.POSITIVE_INFINITY, random = () => 0.5, now, ...rest } = options;
  const clock = testClock(vendor, now);
  const api = openApi({
    vendor: 'acme',
    address: vendor.address,
    authorize: async (refused) => {
      asked.push(refused);
      return { authorization: `Bearer ${token}-${asked.length}` };
    },
    perSecond: Number.POSITIVE_INFINITY,
    atOnce: 10,
    world: { clock, random, progress: { step: tell, note: tell, warn: tell }, left },
    ...rest,
  });
  return { vendor, api, slept: clock.slept, told, asked, close: vendor.close };
}
