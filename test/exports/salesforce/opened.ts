import { salesforce } from '../../../lambdas/exports/salesforce/salesforce.ts';
import type { Source } from '../../../lambdas/exports/source.ts';
import { salesforceOptions } from '../../../lambdas/settings/exports/salesforce.ts';
import { type OpenExport, openExport } from '../exported.ts';
import {
  type FaceOptions,
  type SalesforceFace,
  salesforceFace,
} from '../vendors/salesforce_face.ts';
import type { SalesforceRecord } from '../vendors/salesforce_shapes.ts';
import { openVendor, testClock, type Vendor } from '../vendors/server.ts';

export interface Opened {
  readonly face: SalesforceFace;
  readonly vendor: Vendor;
  readonly source: Source;
  readonly one: OpenExport;
  readonly clock: ReturnType<typeof testClock>;
  /** Adds or changes a record now, by the vendor's clock. */
  put(object: string, record: SalesforceRecord): void;
  /** The vendor's clock moves on. */
  pass(minutes: number): void;
  close(): Promise<void>;
}

export interface OpenedOptions extends FaceOptions {
  /** JSON of `exports.salesforce` in the settings. */
  readonly settings?: object;
  /** JSON of `exports` beside it. */
  readonly exports?: object;
  /** Our clock, where it is not the vendor's. */
  readonly ours?: string;
  /** Objects that are read beside users, where others would only take time. */
  readonly only?: readonly string[];
}

export const secretOf = ({ address }: { readonly address: string }) => ({
  login: 'https://acme.my.salesforce.com',
  client_id: 'app',
  client_secret: 'sesame',
  address,
});

/** An organisation of Salesforce on this machine and an export of it. */
export async function openSalesforce({
  settings = {},
  exports,
  ours,
  only,
  ...face
}: OpenedOptions = {}) {
  const stand = salesforceFace(face);
  const vendor = await openVendor(stand);
  const clock = testClock(vendor, ours);
  const whole = salesforce(salesforceOptions.parse(settings));
  const objects = whole.objects.filter(
    ({ name }) => name === 'User' || (only?.includes(name) ?? true),
  );
  const source = { ...whole, objects };
  const one = openExport(source, {
    ...{ secret: secretOf(vendor), clock, settings: { ...exports, salesforce: settings } },
  });
  const opened: Opened = {
    ...{ face: stand, vendor, source, one, clock },
    put: (object, record) => {
      const now = { CreatedDate: vendor.now, SystemModstamp: vendor.now };
      const known = stand.records.get(object)?.get(record.Id);
      stand.put(object, { ...(known ? { SystemModstamp: vendor.now } : now), ...record });
    },
    pass: (minutes) => {
      vendor.now = later(vendor.now, minutes);
    },
    close: async () => {
      one.close();
      await vendor.close();
    },
  };
  return opened;
}

export const later = (instant: string, minutes: number) =>
  new Date(Date.parse(instant) + minutes * 60_000).toISOString();

/** Id of a record as Salesforce makes them: its first letters say of what. */
export const idOf = (prefix: string, number: number) =>
  `${prefix}5g0000${String(number).padStart(9, '0')}`;
