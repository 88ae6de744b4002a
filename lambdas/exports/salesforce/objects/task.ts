import type { z } from 'zod';
import { basic, record, someDate, someFlag, someInstant, someText } from '../shapes.ts';

export const taskRecord = record({
  ...basic,
  AccountId: someText,
  /** A contact or a lead. */
  WhoId: someText,
  OwnerId: someText,
  TaskSubtype: someText,
  CallType: someText,
  Status: someText,
  IsClosed: someFlag,
  IsRecurrence: someFlag,
  ActivityDate: someDate,
  CompletedDateTime: someInstant,
  CreatedDate: someInstant,
});
export type TaskRecord = z.infer<typeof taskRecord>;
