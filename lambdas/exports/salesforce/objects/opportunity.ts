import type { z } from 'zod';
import { basic, record, someAmount, someDate, someFlag, someInstant, someText } from '../shapes.ts';

export const opportunityRecord = record({
  ...basic,
  AccountId: someText,
  Amount: someAmount,
  /** Only where the organisation uses several currencies. */
  CurrencyIsoCode: someText,
  StageName: someText,
  ForecastCategoryName: someText,
  CreatedDate: someInstant,
  CloseDate: someDate,
  IsClosed: someFlag,
  IsWon: someFlag,
});
export type OpportunityRecord = z.infer<typeof opportunityRecord>;
