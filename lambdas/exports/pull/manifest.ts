import { z } from 'zod';
import type { ExportWorld } from '../places.ts';
import { manifestKey } from '../places.ts';
import type { Pending } from './state.ts';

const slice = z.strictObject({
  mode: z.enum(['all', 'changes']),
  from: z.string().nullable(),
  to: z.string(),
});

/** What one pull received, written once all of it was: nothing reads pages that no manifest names. */
const manifest = z.strictObject({
  source: z.string(),
  run: z.string(),
  /** First instant that it does not cover. */
  until: z.string(),
  since: z.string().nullable(),
  objects: z.record(
    z.string(),
    z.strictObject({
      status: z.enum(['read', 'not_permitted']),
      slice,
      records: z.int(),
      parts: z.array(z.strictObject({ key: z.string(), sha256: z.string(), pages: z.int() })),
    }),
  ),
});
export type PullManifest = z.infer<typeof manifest>;

export function manifestOf(source: string, pending: Pending): PullManifest {
  const objects = Object.entries(pending.objects).map(([name, { status, slice, read, parts }]) => {
    const permitted = status !== 'not_permitted';
    const said = permitted ? ('read' as const) : ('not_permitted' as const);
    return [name, { status: said, slice, records: read, parts }] as const;
  });
  const { run, to: until, since } = pending;
  return { source, run, until, since, objects: Object.fromEntries(objects) };
}

export async function writePullManifest({ lake }: ExportWorld, written: PullManifest) {
  const key = manifestKey(written.source, written.run);
  await lake.write(key, `${JSON.stringify(written, null, 2)}\n`);
}

export async function readPullManifest({ lake }: ExportWorld, source: string, run: string) {
  return manifest.parse(JSON.parse(await lake.readText(manifestKey(source, run))));
}
