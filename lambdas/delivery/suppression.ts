import { z } from 'zod';
import type { Clock, Records } from '../ports.ts';
import { amend, readKept } from './kept.ts';
import { readerKey } from './receipts.ts';
import { type Feedback, feedbackOf } from './ses_feedback.ts';

/** What receiving servers and readers have said of an address. */
const standing = z.strictObject({
  address: z.string(),
  /** Since when and why nothing is sent to it any more; null: it is. */
  suppressed: z
    .strictObject({
      at: z.iso.datetime(),
      why: z.enum(['bounce', 'complaint']),
      detail: z.string(),
    })
    .nullable(),
  /** Bounces that may pass, such as a full mailbox. */
  transient_bounces: z.int().min(0),
  last_at: z.iso.datetime(),
  /** Ids of what was counted: a notification can come twice. */
  counted: z.array(z.string()),
});
export type Suppression = z.infer<typeof standing>;

const keyOf = (address: string) => `delivery/suppressed/${readerKey(address)}.json`;

/** Why nothing is sent to the address any more, or null. */
export async function suppressionOf(records: Records, address: string): Promise<string | null> {
  const found = await readKept(records, keyOf(address), standing);
  const why = found?.value.suppressed?.why;
  if (why === undefined) return null;
  return why === 'bounce' ? 'suppressed: its mail came back' : 'suppressed: it complained of mail';
}

/**
 * Keeps what an SES notification says of its recipients: a permanent bounce or a complaint ends all mail to
 * an address. Throws OurBug on what is no such notification.
 */
export async function keepFeedback(
  ports: { readonly records: Records; readonly clock: Clock },
  message: string,
): Promise<readonly Feedback[]> {
  const said = feedbackOf(message);
  for (const feedback of said) {
    const at = ports.clock.now();
    await amend(ports.records, keyOf(feedback.address), standing, (before) =>
      withFeedback(before, feedback, at),
    );
  }
  return said;
}

/** Enough to know a repeat, which comes within hours. */
const remembered = 50;

function withFeedback(
  before: Suppression | undefined,
  { address, id, kind, detail }: Feedback,
  at: string,
): Suppression | null {
  if (before?.counted.includes(id)) return null;
  const passing = kind === 'transient' ? 1 : 0;
  return {
    address,
    suppressed: before?.suppressed ?? (kind === 'transient' ? null : { at, why: kind, detail }),
    transient_bounces: (before?.transient_bounces ?? 0) + passing,
    last_at: at,
    counted: [...(before?.counted ?? []), id].slice(-remembered),
  };
}
