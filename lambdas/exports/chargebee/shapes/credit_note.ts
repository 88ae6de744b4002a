import { z } from 'zod';
import type { SourceObject } from '../../source.ts';
import { list, recordsOf } from '../pages.ts';
import { changedAt, minor, seconds, word } from './common.ts';

const creditNote = z.object({
  id: z.string(),
  customer_id: z.string(),
  reference_invoice_id: word,
  /** `adjustment`: less to pay; `refundable`: paid back, or kept for later invoices; `store`: for later ones. */
  type: z.string(),
  status: z.string(),
  deleted: z.boolean().nullish(),
  total: minor,
  amount_refunded: minor,
  updated_at: seconds,
});
export type CreditNote = z.infer<typeof creditNote>;

export const creditNotes: SourceObject<CreditNote> = {
  name: 'credit_notes',
  schema: creditNote,
  reads: 'changes',
  keeps: 'latest',
  absence: 'unknown',
  identify: ({ id, customer_id, updated_at, deleted }) => ({
    id,
    group: customer_id,
    changedAt: changedAt(updated_at),
    isDeleted: deleted === true,
  }),
  streams: (slice) => {
    const query = { include_deleted: true };
    return [list({ path: 'credit_notes', slice, sort: 'date', query })];
  },
  read: (received) => recordsOf(received, 'credit_note'),
};
