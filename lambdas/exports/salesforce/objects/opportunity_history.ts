import type { z } from 'zod';
import { flag, id, instant, record, someAmount, someDate, someText } from '../shapes.ts';

/** A state of an opportunity from an instant on; Salesforce adds such rows and changes none. */
export const opportunityHistoryRecord = record({
  Id: id,
  IsDeleted: flag,
  CreatedDate: instant,
  OpportunityId: id,
  Amount: someAmount,
  CurrencyIsoCode: someText,
  StageName: someText,
  ForecastCategory: someText,
  CloseDate: someDate,
});
export type OpportunityHistoryRecord = z.infer<typeof opportunityHistoryRecord>;
