import { z } from 'zod';
import type { Signer } from '../ports.ts';
import { readerKey } from './receipts.ts';

/** Whose subscription to which edition; it names no address. */
const subscription = z.strictObject({ reader: z.string(), edition: z.string() });
export type Subscription = z.infer<typeof subscription>;

/** A signature for one purpose proves nothing for another. */
const purpose = 'unsubscribe:';

/** What an unsubscribe link carries, fit for an address: whoever has it may end this subscription, no other. */
export async function tokenOf(signer: Signer, email: string, edition: string): Promise<string> {
  const named: Subscription = { reader: readerKey(email), edition };
  const payload = Buffer.from(JSON.stringify(named)).toString('base64url');
  return `${payload}.${await signer.sign(purpose + payload)}`;
}

/** The subscription that a token names, or null where the token is not ours. */
export async function subscriptionOf(signer: Signer, token: string): Promise<Subscription | null> {
  const [, payload = '', signature = ''] = /^([\w-]{1,400})\.([\w-]{1,200})$/.exec(token) ?? [];
  const named = parse(payload);
  if (named === null || !(await signer.verify(purpose + payload, signature))) return null;
  return named;
}

function parse(payload: string): Subscription | null {
  try {
    const parsed = subscription.safeParse(
      JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')),
    );
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}
