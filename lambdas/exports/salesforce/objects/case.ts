import type { z } from 'zod';
import { basic, record, someInstant, someText } from '../shapes.ts';

export const caseRecord = record({
  ...basic,
  AccountId: someText,
  CreatedDate: someInstant,
  Status: someText,
  Priority: someText,
  Origin: someText,
  Type: someText,
});
export type CaseRecord = z.infer<typeof caseRecord>;
