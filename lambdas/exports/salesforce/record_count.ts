import { z } from 'zod';
import type { Api } from '../source.ts';

const counts = z.object({ sObjects: z.array(z.object({ name: z.string(), count: z.int() })) });

/**
 * About how many records there are, without those in the recycle bin; undefined where Salesforce keeps no
 * count of the object or the user may not see it. Never what an export is held against.
 */
export async function recordCount(
  api: Api,
  version: string,
  object: string,
): Promise<number | undefined> {
  const path = `/services/data/v${version}/limits/recordCount`;
  const answer = await api.get(path, { query: { sObjects: object }, accepted: [403, 404] });
  const parsed = counts.safeParse(answer.json);
  return parsed.data?.sObjects.find(({ name }) => name === object)?.count;
}
