import { z } from 'zod';

/** Seconds since 1970, as Stripe dates everything; milliseconds in their place are refused. */
export const instant = z.int().min(0).max(32_503_680_000);

/** An id, or the object in its place where it was expanded. */
export const reference = z.union([z.string(), z.object({ id: z.string() })]);
export type Reference = z.infer<typeof reference>;

export function idOf(referred: Reference | null | undefined): string | null {
  if (referred === null || referred === undefined) return null;
  return typeof referred === 'string' ? referred : referred.id;
}

/** Digits as Stripe writes amounts below a cent. */
export const decimal = z.string().regex(/^-?\d{1,15}(\.\d{1,12})?$/, 'is no decimal number');
