import type { z } from 'zod';
import { basic, record, someDate, someFlag, someInstant, someText } from '../shapes.ts';

export const eventRecord = record({
  ...basic,
  AccountId: someText,
  /** A contact or a lead. */
  WhoId: someText,
  OwnerId: someText,
  IsAllDayEvent: someFlag,
  /** Another invitee's copy of an event. */
  IsChild: someFlag,
  /** The pattern of a series, not an event of it. */
  IsRecurrence: someFlag,
  ActivityDate: someDate,
  StartDateTime: someInstant,
  EndDateTime: someInstant,
});
export type EventRecord = z.infer<typeof eventRecord>;
