import { z } from 'zod';

/** A read-only API key of a site. */
export const chargebeeSecret = z.strictObject({
  /** `acme` of acme.chargebee.com; test sites end in `-test`. */
  site: z.string().regex(/^[a-z0-9][a-z0-9-]*$/i),
  api_key: z.string().min(1),
  /** Another address, e.g. of a proxy. */
  address: z.url().optional(),
});
export type ChargebeeSecret = z.infer<typeof chargebeeSecret>;

export const addressOf = ({ address, site }: ChargebeeSecret) =>
  address ?? `https://${site}.chargebee.com`;

/** The key is the name, and there is no password. */
export function authorizationOf({ api_key }: ChargebeeSecret): { readonly authorization: string } {
  return { authorization: `Basic ${Buffer.from(`${api_key}:`).toString('base64')}` };
}
