import { z } from 'zod';

const place = {
  /** `acme` of acme.zendesk.com. */
  subdomain: z.string().regex(/^[a-z0-9][a-z0-9-]*$/i),
  /** Another address, e.g. of a proxy. */
  address: z.url().optional(),
};

/** An API token with the e-mail address of an admin, or an OAuth access token of one. */
export const zendeskSecret = z.union([
  z.strictObject({ ...place, email: z.string().min(3), api_token: z.string().min(1) }),
  z.strictObject({ ...place, access_token: z.string().min(1) }),
]);
export type ZendeskSecret = z.infer<typeof zendeskSecret>;

export const addressOf = ({ address, subdomain }: ZendeskSecret) =>
  address ?? `https://${subdomain}.zendesk.com`;

export function authorizationOf(secret: ZendeskSecret): { readonly authorization: string } {
  if ('access_token' in secret) return { authorization: `Bearer ${secret.access_token}` };
  const pair = `${secret.email}/token:${secret.api_token}`;
  return { authorization: `Basic ${Buffer.from(pair).toString('base64')}` };
}
