import { z } from 'zod';
import type { Clock, Records } from '../ports.ts';
import { amend, readKept } from './kept.ts';
import type { Subscription } from './tokens.ts';

const change = z.strictObject({
  status: z.enum(['unsubscribed', 'subscribed']),
  at: z.iso.datetime(),
});

/** What a reader has said of an edition, oldest first: the last word counts. */
const wish = z.strictObject({
  reader: z.string(),
  edition: z.string(),
  changes: z.array(change).min(1),
});
type Wish = z.infer<typeof wish>;

const keyOf = ({ reader, edition }: Subscription) =>
  `delivery/unsubscribed/${edition}/${reader}.json`;

/** Whether the reader has ended the subscription. */
export async function isUnsubscribed(records: Records, whose: Subscription): Promise<boolean> {
  const found = await readKept(records, keyOf(whose), wish);
  return statusOf(found?.value) === 'unsubscribed';
}

const statusOf = (said: Wish | undefined) => said?.changes.at(-1)?.status ?? 'subscribed';

/** Writes down that the reader ends the subscription, or takes it up again; once is as good as often. */
export async function setSubscribed(
  { records, clock }: { readonly records: Records; readonly clock: Clock },
  whose: Subscription,
  subscribed: boolean,
): Promise<void> {
  const status: z.infer<typeof change>['status'] = subscribed ? 'subscribed' : 'unsubscribed';
  await amend(records, keyOf(whose), wish, (before) => {
    if (statusOf(before) === status) return null;
    return { ...whose, changes: [...(before?.changes ?? []), { status, at: clock.now() }] };
  });
}
