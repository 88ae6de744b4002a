import type { z } from 'zod';
import { basic, record, someInstant, someText } from '../shapes.ts';

export const accountRecord = record({
  ...basic,
  Name: someText,
  ParentId: someText,
  OwnerId: someText,
  Industry: someText,
  Website: someText,
  CreatedDate: someInstant,
  /** Survivor of the merge that deleted it. */
  MasterRecordId: someText,
});
export type AccountRecord = z.infer<typeof accountRecord>;
