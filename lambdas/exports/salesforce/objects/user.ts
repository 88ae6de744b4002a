import type { z } from 'zod';
import { id, instant, record, someText } from '../shapes.ts';

/** Users are deactivated and never deleted. */
export const userRecord = record({ Id: id, SystemModstamp: instant, Name: someText });
export type UserRecord = z.infer<typeof userRecord>;
