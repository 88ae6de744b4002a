import type { z } from 'zod';
import { hubspot } from '../../../lambdas/exports/hubspot/hubspot.ts';
import type { Source } from '../../../lambdas/exports/source.ts';
import { hubspotOptions } from '../../../lambdas/settings/exports/hubspot.ts';
import { type OpenExport, openExport } from '../exported.ts';
import { type HubspotFace, hubspotFace } from '../vendors/hubspot_face.ts';
import type { Properties } from '../vendors/hubspot_records.ts';
import { openVendor, testClock, type Vendor } from '../vendors/server.ts';

export interface HubspotWorld {
  readonly face: HubspotFace;
  readonly vendor: Vendor;
  readonly exported: OpenExport;
  /** Writes a record at the vendor's present time. */
  put(object: string, id: string, properties: Properties): void;
  /** Lets so many minutes go by. */
  pass(minutes: number): void;
  close(): Promise<void>;
}

export const now = '2026-11-02T03:00:00.000Z';
const seconds = 1000;

interface WorldOptions {
  readonly options?: z.input<typeof hubspotOptions>;
  readonly settings?: object;
  readonly secret?: object;
  /** Milliseconds by which our clock is ahead of HubSpot's. */
  readonly skew?: number;
  /** Kinds of records that are exported at all; fewer are faster. */
  readonly only?: readonly string[];
}

/** A HubSpot account on this machine, and exports of it into a folder. */
export async function hubspotWorld(world: WorldOptions = {}): Promise<HubspotWorld> {
  const { options = {}, settings = {}, secret = { token: 'token-1' }, skew = 0, only } = world;
  const face = hubspotFace();
  face.indexLag = () => 60 * seconds;
  const vendor = await openVendor(face, now);
  const ours = new Date(Date.parse(now) + skew).toISOString();
  const exported = openExport(limited(hubspot(hubspotOptions.parse(options)), only), {
    secret: { ...secret, address: vendor.address },
    clock: testClock(vendor, ours),
    settings,
  });
  const pass = (minutes: number) => {
    // The Date header says whole seconds.
    const next = Math.floor(Date.parse(vendor.now) / seconds + minutes * 60);
    vendor.now = new Date(next * seconds).toISOString();
  };
  return {
    ...{ face, vendor, exported, pass },
    put: (object, id, properties) => face.put(object, id, properties, vendor.now),
    close: async () => {
      exported.close();
      await vendor.close();
    },
  };
}

function limited(source: Source, only: readonly string[] | undefined): Source {
  if (!only) return source;
  const chosen = (object: { readonly name: string }) => only.includes(object.name);
  const { objects, mapping } = source;
  const lookups = mapping.lookups.filter(chosen);
  return { ...source, objects: objects.filter(chosen), mapping: { ...mapping, lookups } };
}

/** Runs a test in a world of its own. */
export async function inHubspot(
  test: (world: HubspotWorld) => Promise<void>,
  options: WorldOptions = {},
): Promise<void> {
  const world = await hubspotWorld(options);
  try {
    await test(world);
  } finally {
    await world.close();
  }
}
