import type { z } from 'zod';
import { basic, record, someAmount, someDate, someText } from '../shapes.ts';

export const contractRecord = record({
  ...basic,
  AccountId: someText,
  CurrencyIsoCode: someText,
  StartDate: someDate,
  /** Last day of the term. */
  EndDate: someDate,
  /** Months. */
  ContractTerm: someAmount,
  Status: someText,
});
export type ContractRecord = z.infer<typeof contractRecord>;
