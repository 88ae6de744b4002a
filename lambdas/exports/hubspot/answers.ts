import { z } from 'zod';
import { VendorDown } from '../../errors.ts';
import type { Received } from '../source.ts';

/** An error among the answers of a batch. */
export const problem = z.object({
  category: z.string().optional(),
  subCategory: z.unknown().optional(),
});

/** A page of anything; `total` is said by searches alone, of what their query finds. */
const page = z.object({
  results: z.array(z.unknown()),
  total: z.int().optional(),
  errors: z.array(problem).optional(),
  paging: z.object({ next: z.object({ after: z.string() }).nullish() }).nullish(),
});
export type AnswerPage = z.infer<typeof page>;

/** What an answer holds. Throws VendorDown where it is no such page. */
export function pageIn(json: unknown, path: string): AnswerPage {
  const parsed = page.safeParse(json);
  if (parsed.success) return parsed.data;
  const at = parsed.error.issues[0]?.path.join('.') ?? '';
  throw new VendorDown(
    `hubspot: the answer of ${path.split('?')[0]} is no page of records (at ${at === '' ? 'the top' : at}). Try again; if it stays, HubSpot has changed it.`,
  );
}

/** What is wrong with a part of an answer, where it is more than that a record or its links are not there. */
export function failureIn(errors: readonly z.infer<typeof problem>[]): string | undefined {
  const failed = errors.find(
    ({ category, subCategory }) =>
      category !== 'OBJECT_NOT_FOUND' && !/NO_ASSOCIATIONS_FOUND$/.test(String(subCategory ?? '')),
  );
  return failed && (failed.category ?? 'no reason given');
}

export const receivedPage = ({ body, path }: Received) => pageIn(parsed(body), path);

export const nextOf = ({ paging }: AnswerPage): string | null => paging?.next?.after ?? null;

const identified = z.object({ id: z.string() });

/** Ids of the records of a page; a record without one is refused when it is kept. */
export function idsOf({ results }: AnswerPage): readonly string[] {
  return results.flatMap((record) => {
    const known = identified.safeParse(record);
    return known.success ? [known.data.id] : [];
  });
}

export function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return null;
  }
}
