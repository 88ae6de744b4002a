import { z } from 'zod';
import { gzippedLines } from '../../lines.ts';
import type { Objects } from '../../ports.ts';
import type { PullManifest } from '../pull/manifest.ts';
import type { Source, SourceObject } from '../source.ts';
import type { KeptLine } from './kept_lines.ts';
import { bucketOf, type Scratch } from './scratch.ts';

const page = z.array(z.object({ path: z.string(), body: z.string() }));

/** A record that its object's schema does not take. */
export interface RefusedRecord {
  readonly object: string;
  readonly id: string;
  readonly reason: string;
}

export interface Distribution {
  readonly buckets: number;
  readonly scratch: Scratch;
  readonly refuse: (record: RefusedRecord) => Promise<void>;
}

/** How many records came, how many of them were not as documented, and the fields that they had. */
export interface Received {
  readonly fields: ReadonlySet<string>;
  readonly received: number;
  readonly refused: number;
}

/** Deals the records that a pull received of an object out to its buckets, in the order received. */
export async function distribute(
  lake: Objects,
  source: Source,
  object: SourceObject<unknown>,
  manifest: PullManifest,
  to: Distribution,
): Promise<Received> {
  const fields = new Set<string>();
  let [received, refused] = [0, 0];
  for (const { key } of manifest.objects[object.name]?.parts ?? []) {
    for await (const line of gzippedLines(lake, key)) {
      for (const raw of object.read(page.parse(JSON.parse(line)))) {
        received += 1;
        for (const field of fieldsOf(raw)) fields.add(field);
        const parsed = object.schema.safeParse(raw);
        if (parsed.success) await deal(object, parsed.data, manifest, to);
        else {
          refused += 1;
          const reason = reasonOf(parsed.error, source, object);
          await to.refuse({ object: object.name, id: idOf(raw), reason });
        }
      }
    }
  }
  return { fields, received, refused };
}

async function deal(
  object: SourceObject<unknown>,
  data: unknown,
  manifest: PullManifest,
  { buckets, scratch }: Distribution,
): Promise<void> {
  const { id, group, changedAt: changed, isDeleted: deleted } = object.identify(data);
  const line: KeptLine = { id, group, changed, deleted, seen: manifest.until, data };
  await scratch.add(`new-${bucketOf(id, buckets)}`, JSON.stringify(line));
}

/** Names of fields, never of values; what lies in `properties` is the vendor's own fields. */
function fieldsOf(raw: unknown): readonly string[] {
  if (typeof raw !== 'object' || raw === null) return [];
  return Object.entries(raw).flatMap(([name, value]) =>
    name === 'properties' && typeof value === 'object' && value !== null
      ? Object.keys(value).map((inner) => `${name}.${inner}`)
      : [name],
  );
}

const idOf = (raw: unknown): string => {
  const found = z
    .union([
      z.object({ id: z.union([z.string(), z.number()]) }).transform(({ id }) => String(id)),
      z.object({ Id: z.string() }).transform(({ Id }) => Id),
    ])
    .safeParse(raw);
  return found.success ? found.data : '';
};

/** Says which field and why, never its value. */
function reasonOf(error: z.ZodError, source: Source, object: SourceObject<unknown>): string {
  const [issue] = error.issues;
  const field = issue?.path.join('.') ?? '';
  return `${source.name} ${object.name}: ${field === '' ? 'the record' : field} ${issue?.message ?? 'is not as documented'}`;
}
