import { z } from 'zod';
import { sourceName } from '../settings/exports.ts';

const why = { error: 'say why in a few words: it is kept with the export' };
const reason = z.string(why).min(3, why);

/** A person asks for what the vendors have. */
export const exportAsked = z
  .strictObject({
    /** Absent: every source of the stage. */
    sources: z.array(sourceName).min(1, { error: 'name a source, or leave it away' }).optional(),
    /** First day of history, UTC; absent: all of it. Counts on the first export of a source alone. */
    since: z.iso.date({ error: 'write a day, e.g. 2024-01-31' }).optional(),
    /** Somebody looked: the many records that are gone at the vendor were deleted there. */
    accept_deletes: z.boolean({ error: 'write true or false' }).default(false),
    reason,
  })
  .refine(({ accept_deletes, sources }) => !accept_deletes || sources?.length === 1, {
    error: 'name the one source whose deletions you looked at under "sources"',
    path: ['accept_deletes'],
  });
export type ExportAsked = z.infer<typeof exportAsked>;

/** The scheduler's own request. */
export const exportScheduled = z.strictObject({ scheduled: z.iso.datetime() });
export type ExportScheduled = z.infer<typeof exportScheduled>;

export const exportExample = '{"export": {"sources": ["hubspot"], "reason": "after a new token"}}';
