import type { QueryText } from '../../../ports.ts';
import { derivedTables, stagingSteps } from '../../../staging/derived.ts';
import { tables } from '../../../tables/catalogue.ts';

/** What accounts are called and where they belong: known by it, though ids of all tables go into it. */
const attributes = ['account_attributes', 'account_segments'];

/**
 * Canonical tables that queries read, followed through what staging derives and what earlier measures store.
 * @param stored Texts of the measure queries by name.
 */
export async function inputsRead(
  texts: readonly string[],
  stored: ReadonlyMap<string, string>,
  text: QueryText,
): Promise<readonly string[]> {
  const seen = new Set<string>();
  const follow = async (sql: string): Promise<void> => {
    for (const [, name = ''] of sql.matchAll(/\b(?:from|join)\s+([a-z_]+)/g)) {
      if (seen.has(name)) continue;
      seen.add(attributes.includes(name) ? 'accounts' : name);
      if (attributes.includes(name)) continue;
      for (const behind of await textsOf(name, stored, text)) await follow(behind);
    }
  };
  for (const sql of texts) await follow(sql);
  return tables.map(({ name }) => name).filter((name) => seen.has(name));
}

async function textsOf(
  name: string,
  stored: ReadonlyMap<string, string>,
  text: QueryText,
): Promise<readonly string[]> {
  const step = stagingSteps[name];
  const derived = derivedTables.find((table) => table.name === name);
  const query = step ?? derived?.query;
  return query === undefined ? [stored.get(name) ?? ''] : [await text(query)];
}
