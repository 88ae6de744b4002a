import type { Invoice } from '../shapes/invoice.ts';
import type { Subscription } from '../shapes/subscription.ts';
import type { Known } from './known.ts';
import { observed, type Window } from './observed.ts';
import type { Stretch } from './stretch.ts';

const isSet = (value: unknown) => value !== null && value !== undefined;

/** When nothing is collected though the subscription goes on, by whichever of Stripe's two ways. */
export function pauses(known: Known): readonly Stretch[] {
  return observed(known.states, {
    holds: (state) => isSet(state.pause_collection) || state.status === 'paused',
    began: (window) => pauseBegan(window, known.invoices),
    ended: (window) => pauseEnded(window, known.invoices),
  });
}

/** A trial that ends without means of payment pauses then; else the first cycle that nobody was to pay. */
function pauseBegan({ is, from, to }: Window, invoices: readonly Invoice[]): number | null {
  if (is.status === 'paused') return is.trial_end ?? null;
  const cycles = cyclesIn(invoices, from, to);
  const lastCollected = cycles.findLastIndex((invoice) => !isSkipped(invoice, is));
  return cycles[lastCollected + 1]?.created ?? null;
}

function pauseEnded({ was, from, to }: Window, invoices: readonly Invoice[]): number | null {
  const resumes = was?.pause_collection?.resumes_at;
  if (isSet(resumes)) return resumes ?? null;
  if (!was) return null;
  return cyclesIn(invoices, from, to).find((invoice) => !isSkipped(invoice, was))?.created ?? null;
}

const cyclesIn = (invoices: readonly Invoice[], from: number, to: number) =>
  invoices.filter(
    ({ billing_reason, created }) =>
      (billing_reason === 'subscription_cycle' || billing_reason === 'subscription') &&
      created > from &&
      created <= to,
  );

const skipped: Readonly<Record<string, string>> = {
  void: 'void',
  keep_as_draft: 'draft',
  mark_uncollectible: 'uncollectible',
};

const isSkipped = ({ status }: Invoice, { pause_collection }: Subscription) =>
  isSet(pause_collection) && status === skipped[pause_collection?.behavior ?? ''];
