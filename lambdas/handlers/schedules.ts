import { z } from 'zod';
import type { Schedule } from '../reports/due.ts';
import { editionName } from '../settings/schema.ts';
import { told } from './environment.ts';

const schedule = z.object({
  edition: editionName,
  days_after_end: z.int().min(0),
  at: z.string().regex(/^\d\d:\d\d$/),
});

const variables = z.object({
  SCHEDULES: z
    .string()
    .transform((text): unknown => JSON.parse(text))
    .pipe(z.array(schedule)),
});

export const schedules = (): readonly Schedule[] => told(variables).SCHEDULES;
