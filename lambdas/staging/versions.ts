import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Objects } from '../ports.ts';
import { names } from '../tables/relations.ts';

/** Some days that are staged together, in a folder of their own that is never written otherwise. */
const span = z.strictObject({
  /** First local day, and the first one after: `YYYY-MM-DD`. */
  from: z.string(),
  until: z.string(),
  /** Hash of all that the days were made of. */
  version: z.string(),
  /** Names the folder `day=<from>/version=<n>` of every table that is kept by day. */
  n: z.int(),
  /** Hash of the links and merges that touch accounts of these days. */
  identity: z.string(),
  /** Landed parts that hold rows of these days. */
  parts: z.array(z.string()),
});
export type Span = z.infer<typeof span>;

/** What every table of a snapshot was made of. Equal versions, equal rows; so nothing need be computed twice. */
const versions = z.strictObject({
  /** Hash of what the table was made of, canonical and derived ones alike. */
  tables: z.record(z.string(), z.string()),
  /** Where events came as a folder of files: the days of all tables that are kept by day. */
  days: z
    .strictObject({
      spans: z.array(span),
      timeZone: z.string(),
      /** Rows by local day of each landed part, and what its rows name as their source. */
      parts: z.record(
        z.string(),
        z.strictObject({ days: z.record(z.string(), z.int()), sources: z.array(z.string()) }),
      ),
      /** Hash of all links and merges that may touch them. */
      identity: z.string(),
    })
    .nullable(),
});
export type Versions = z.infer<typeof versions>;
export type Days = NonNullable<Versions['days']>;

const keyOf = (snapshot: string) => `staged/versions/${snapshot}.json`;

/** Undefined for a snapshot that was staged before versions were kept. */
export async function versionsOf(lake: Objects, snapshot: string): Promise<Versions | undefined> {
  const key = keyOf(snapshot);
  return (await lake.exists(key))
    ? versions.parse(JSON.parse(await lake.readText(key)))
    : undefined;
}

/** Its days, where it has tables that are kept by day. */
export async function daysOf(
  lake: Objects,
  snapshot: string,
): Promise<readonly Span[] | undefined> {
  return (await versionsOf(lake, snapshot))?.days?.spans;
}

export async function keepVersions(lake: Objects, snapshot: string, kept: Versions): Promise<void> {
  await lake.write(keyOf(snapshot), `${JSON.stringify(versions.parse(kept))}\n`);
}

/** What a table is made of that texts make: these, and every table that they name. */
export function versionBy(texts: readonly string[], versions: ReadonlyMap<string, string>): string {
  const read = [...versions].filter(([table]) => texts.some((text) => names(text, table))).sort();
  return versionOf([...texts, read]);
}

/** Name of a content; equal only where what it is made of is. */
export function versionOf(made: unknown): string {
  return createHash('sha256').update(JSON.stringify(made)).digest('hex').slice(0, 20);
}
