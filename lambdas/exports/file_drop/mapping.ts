import { z } from 'zod';
import { BadSettings } from '../../errors.ts';
import { isoStamp } from '../../tables/cells/stamp.ts';
import { conditions } from './conditions.ts';
import { mistakesIn } from './mapping_checks.ts';
import { readingShape } from './mapping_reading.ts';
import { rule } from './mapping_rules.ts';

const input = z.strictObject({
  /** A file, files by glob (`usage/*.csv.gz`), or a folder (`usage/`). */
  file: z.string().min(1),
  /** By canonical column; columns of equal names map by themselves. */
  columns: z.record(z.string(), rule).default({}),
  where: conditions.default({}),
  /** One row per distinct canonical row. */
  distinct: z.boolean().default(false),
  /** Source columns that are known and not used. */
  ignore: z.array(z.string()).default([]),
});
export type Input = z.infer<typeof input>;

const inputs = z.preprocess(
  (stated) => (Array.isArray(stated) ? stated : [stated]),
  z.array(input).min(1),
);

/** How someone else's export is read as canonical tables, without editing it. */
export const mapping = z
  .strictObject({
    source: z.string().regex(/^[a-z0-9][a-z0-9_-]*$/, {
      error: 'name the source in small letters, digits, _ and -, e.g. ravenstack',
    }),
    /** First day that the export no longer covers. */
    as_of: z
      .string()
      .refine((day) => day.length === 10 && isoStamp(day), { error: 'write a date YYYY-MM-DD' })
      .optional(),
    csv: z
      .strictObject({
        delimiter: z.enum([',', ';', '\t', '|']).optional(),
        encoding: z.enum(['utf-8', 'windows-1252', 'utf-16le']).optional(),
        /** `none`: the files quote nothing, a `"` is text. */
        quotes: z.enum(['double', 'none']).default('double'),
      })
      .prefault({}),
    ...readingShape,
    ignore_files: z.array(z.string()).default([]),
    tables: z.record(z.string(), inputs).default({}),
  })
  .superRefine(({ tables }, context) => {
    for (const { path, message } of mistakesIn(tables))
      context.addIssue({ code: 'custom', path: [...path], message });
  });
export type Mapping = z.infer<typeof mapping>;
export type CsvStyle = Mapping['csv'];

/** Parses a mapping file; `file` is its name for the messages. Throws BadSettings with every mistake. */
export function parseMapping(text: string, file: string): Mapping {
  const parsed = mapping.safeParse(parseJson(text, file));
  if (parsed.success) return parsed.data;
  const lines = parsed.error.issues.map(({ path, message }) => `  ${pathText(path)}: ${message}`);
  throw new BadSettings(`${file} is no valid mapping; correct\n${lines.join('\n')}`);
}

function parseJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    const at = /position (\d+)/.exec(reason)?.[1];
    const line = at === undefined ? '' : ` (line ${text.slice(0, Number(at)).split('\n').length})`;
    throw new BadSettings(`${file} is not JSON: ${reason}${line}`, { cause });
  }
}

function pathText(path: readonly PropertyKey[]): string {
  const text = path.map((step) => (typeof step === 'number' ? `[${step}]` : `.${String(step)}`));
  return text.join('').replace(/^\./, '') || 'the file';
}
