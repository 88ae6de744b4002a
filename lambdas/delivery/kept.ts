import type { z } from 'zod';
import { OurBug } from '../errors.ts';
import type { Records } from '../ports.ts';
import { json } from '../runs/keeper.ts';

/** A record of a known shape, and the version by which it is replaced. Throws OurBug on another shape. */
export async function readKept<T>(
  records: Records,
  key: string,
  schema: z.ZodType<T>,
): Promise<{ readonly value: T; readonly version: string } | null> {
  const found = await records.read(key);
  if (found === null) return null;
  try {
    return { value: schema.parse(JSON.parse(found.body)), version: found.version };
  } catch (cause) {
    throw new OurBug(`${key} is not what is kept there: look at it and its versions`, { cause });
  }
}

/** Changes a record whoever else is at it; `change` says what follows what was there, null: nothing new. */
export async function amend<T>(
  records: Records,
  key: string,
  schema: z.ZodType<T>,
  change: (before: T | undefined) => T | null,
): Promise<void> {
  for (;;) {
    const before = await readKept(records, key, schema);
    const next = change(before?.value);
    if (next === null) return;
    const body = json(next);
    const written = before
      ? await records.replace(key, body, before.version)
      : await records.create(key, body);
    if (written) return;
  }
}
