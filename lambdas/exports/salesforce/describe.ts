import { z } from 'zod';
import { VendorDown } from '../../errors.ts';
import { NotPermitted } from '../signals.ts';
import type { Api } from '../source.ts';
import type { Org } from './org.ts';
import type { BulkQuery } from './soql.ts';

const description = z.object({
  queryable: z.boolean(),
  fields: z.array(z.object({ name: z.string(), type: z.string().optional() })),
});

/** Types that Bulk API 2.0 does not read. */
const composite = new Set(['address', 'location', 'base64']);

/**
 * The columns that this organisation has and shows us: a query for any other fails as a whole. Throws
 * NotPermitted where the object cannot be read at all.
 */
export async function columnsOf(
  api: Api,
  org: Org,
  {
    object,
    columns,
    required,
  }: Pick<BulkQuery, 'object' | 'columns'> & { required: readonly string[] },
): Promise<readonly string[]> {
  const path = `/services/data/v${org.version}/sobjects/${object}/describe`;
  const answer = await api.get(path, { accepted: [404] });
  const parsed = description.safeParse(answer.json);
  if (answer.status === 404 || (parsed.success && !parsed.data.queryable))
    throw new NotPermitted(`salesforce: the integration user cannot read ${object}`);
  if (!parsed.success) throw new VendorDown(`salesforce: ${path} describes no object`);
  const readable = parsed.data.fields.filter(({ type }) => !composite.has(type ?? ''));
  const there = new Set(readable.map(({ name }) => name));
  const hidden = required.filter((name) => !there.has(name));
  if (hidden.length > 0)
    throw new NotPermitted(`salesforce: the integration user cannot read ${object}.${hidden[0]}`);
  const missing = columns.filter((name) => !there.has(name));
  if (missing.length > 0) say(org, object, missing);
  return columns.filter((name) => there.has(name));
}

function say(org: Org, object: string, missing: readonly string[]): void {
  const { progress } = org.world();
  const taken = missing.filter((field) => org.isTaken(object, field));
  const others = missing.filter((field) => !org.isTaken(object, field));
  const what = 'does not exist, is hidden from the integration user or is no single field';
  for (const field of taken)
    progress.warn(`salesforce: ${object}.${field}, which exports.salesforce takes, ${what}`);
  if (others.length > 0) progress.note(`salesforce: ${object} without ${others.join(', ')}`);
}
