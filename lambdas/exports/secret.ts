import type { z } from 'zod';
import { BadSettings } from '../errors.ts';

/** The credentials that a source was given. Throws BadSettings that names fields and never shows a value. */
export function parseSecret<Shape>(
  vendor: string,
  schema: z.ZodType<Shape>,
  secret: unknown,
): Shape {
  const parsed = schema.safeParse(secret);
  if (parsed.success) return parsed.data;
  const wrong = parsed.error.issues.flatMap((issue) => {
    // The name of an unknown field may be a value that was pasted into its place.
    if (issue.code === 'unrecognized_keys') return ['a field that it does not know'];
    return [issue.path.length > 0 ? issue.path.map(String).join('.') : 'its shape'];
  });
  throw new BadSettings(
    `The secret of ${vendor} is not as it should be: see ${[...new Set(wrong)].join(', ')}. Its README says which fields it has.`,
  );
}
