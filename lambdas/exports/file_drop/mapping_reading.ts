import { z } from 'zod';
import { dateFormat, shapeOf } from '../../tables/cells/date_format.ts';
import type { Reading } from '../../tables/cells/reading.ts';

const words = z.array(z.string().min(1)).min(1);

/** One format or several; two that read one cell as two different days would be a guess. */
const dateFormats = z
  .preprocess(
    (stated) => (typeof stated === 'string' ? [stated] : stated),
    z.array(z.string()).min(1),
  )
  .superRefine((formats, context) => {
    for (const format of formats.filter((one) => !dateFormat(one))) {
      const message = `"${format}" is no date format; write e.g. DD-MM-YYYY, M/D/YYYY h:mm A or DD.MM.YYYY HH:mm`;
      context.addIssue({ code: 'custom', message });
    }
    if (new Set(formats.map(shapeOf)).size < formats.length) {
      const message = 'two of the formats read one cell as different days; state one per column';
      context.addIssue({ code: 'custom', message });
    }
  });

/** How cells are written, stated for the whole drop or for one column. */
export const readingShape = {
  true_words: words.optional(),
  false_words: words.optional(),
  date_format: dateFormats.optional(),
  time_zone: z
    .string()
    .refine(isTimeZone, { error: 'not an IANA time zone, e.g. Europe/Berlin' })
    .optional(),
  decimal_comma: z.boolean().optional(),
};
const statedReading = z.object(readingShape);

/** The reading in force where only some of it is stated. */
export function readingOf(stated: z.infer<typeof statedReading>, otherwise: Reading): Reading {
  return {
    trueWords: stated.true_words ?? otherwise.trueWords,
    falseWords: stated.false_words ?? otherwise.falseWords,
    dateFormats: stated.date_format ?? otherwise.dateFormats,
    timeZone: stated.time_zone ?? otherwise.timeZone,
    decimalComma: stated.decimal_comma ?? otherwise.decimalComma,
  };
}

function isTimeZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }) !== undefined;
  } catch {
    return false;
  }
}
