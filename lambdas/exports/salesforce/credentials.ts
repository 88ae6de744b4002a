import { z } from 'zod';

const isOrigin = (text: string) => URL.canParse(text) && new URL(text).pathname === '/';

/** Credentials of an app with the client credentials flow. */
export const credentials = z.strictObject({
  /** Address of the organisation itself: https://….my.salesforce.com */
  login: z.url({ protocol: /^https$/ }).refine(isOrigin),
  client_id: z.string().min(1),
  client_secret: z.string().min(1),
  /** Another address to reach it by, such as a proxy. */
  address: z.url({ protocol: /^https?$/ }).optional(),
});
export type Credentials = z.infer<typeof credentials>;
