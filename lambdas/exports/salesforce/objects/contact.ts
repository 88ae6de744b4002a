import type { z } from 'zod';
import { basic, record, someInstant, someText } from '../shapes.ts';

export const contactRecord = record({
  ...basic,
  AccountId: someText,
  Name: someText,
  Email: someText,
  CreatedDate: someInstant,
});
export type ContactRecord = z.infer<typeof contactRecord>;
