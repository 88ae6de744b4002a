import type { z } from 'zod';
import { basic, record, someDate, someInstant, someText } from '../shapes.ts';

export const leadRecord = record({
  ...basic,
  CreatedDate: someInstant,
  ConvertedDate: someDate,
  ConvertedAccountId: someText,
});
export type LeadRecord = z.infer<typeof leadRecord>;
