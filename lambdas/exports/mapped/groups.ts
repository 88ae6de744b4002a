import { z } from 'zod';
import { keptLines } from '../kept/all_lines.ts';
import { type KeptLine, parseKept } from '../kept/kept_lines.ts';
import type { KeptManifest } from '../kept/kept_manifest.ts';
import { bucketOf, inOrder, type Scratch } from '../kept/scratch.ts';
import type { ExportWorld } from '../places.ts';
import type { Group, Source } from '../source.ts';
import { recordOf } from './records.ts';

/**
 * Records of a source by group, about as many in memory at a time as a bucket has. They are kept by id, since
 * a record may change its group, and dealt out to groups anew each time.
 */
export async function* groupsOf(
  world: ExportWorld,
  source: Source,
  kept: KeptManifest,
  scratch: Scratch,
): AsyncGenerator<Group> {
  const { lookups } = source.mapping;
  const objects = source.objects.filter((object) => !lookups.includes(object));
  const file = (object: string, bucket: number) => `${object}.records-${bucket}`;
  for (const { name } of objects) {
    for await (const line of keptLines(world, kept, name)) {
      const { group } = grouped.parse(JSON.parse(line));
      const bucket = bucketOf(group, kept.buckets);
      await scratch.add(file(name, bucket), line);
    }
  }
  await scratch.settle();
  for (let bucket = 0; bucket < kept.buckets; bucket += 1) {
    const groups = new Map<string, Lines>();
    for (const { name } of objects) await gather(scratch.lines(file(name, bucket)), name, groups);
    for (const key of inOrder(groups.keys())) yield groupOf(key, groups.get(key));
  }
}

const grouped = z.object({ group: z.string() });

/** Lines of a group by object. */
type Lines = Map<string, KeptLine[]>;

async function gather(lines: AsyncIterable<string>, name: string, groups: Map<string, Lines>) {
  for await (const text of lines) {
    const line = parseKept(text);
    const group = groups.get(line.group) ?? new Map<string, KeptLine[]>();
    groups.set(line.group, group);
    const others = group.get(name);
    if (others) others.push(line);
    else group.set(name, [line]);
  }
}

function groupOf(key: string, lines: Lines | undefined): Group {
  const byId = (a: KeptLine, b: KeptLine) => (a.id < b.id ? -1 : 1);
  return {
    key,
    of: (object) =>
      [...(lines?.get(object.name) ?? [])].sort(byId).map((line) => recordOf(object, line)),
  };
}
