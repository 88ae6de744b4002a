import { gunzipped } from '../kept/distribute.ts';
import { keptKey } from '../kept/fold_bucket.ts';
import { type KeptLine, parseKept } from '../kept/kept_lines.ts';
import type { KeptManifest } from '../kept/kept_manifest.ts';
import type { ExportWorld } from '../places.ts';
import type { Group, Kept, Source, SourceObject } from '../source.ts';

async function linesOf(world: ExportWorld, kept: KeptManifest, object: string, bucket: number) {
  const key = keptKey(kept.source, kept.run, object, bucket);
  const lines: KeptLine[] = [];
  for await (const line of gunzipped(world.lake, key)) lines.push(parseKept(line));
  return lines;
}

function recordOf<Data>(object: SourceObject<Data>, line: KeptLine): Kept<Data> {
  const { id, changed: changedAt, deleted: isDeleted, seen: seenAt } = line;
  const states = (line.states ?? []).map(({ seen, data }) => ({
    seenAt: seen,
    data: object.schema.parse(data),
  }));
  return { id, changedAt, isDeleted, seenAt, data: object.schema.parse(line.data), states };
}

/** Records of a source by group, a bucket in memory at a time; groups of a bucket are sorted by their key. */
export async function* groupsOf(
  world: ExportWorld,
  source: Source,
  kept: KeptManifest,
): AsyncGenerator<Group> {
  const { lookups } = source.mapping;
  const objects = source.objects.filter((object) => !lookups.includes(object));
  for (let bucket = 0; bucket < kept.buckets; bucket += 1) {
    const groups = new Map<string, Map<string, KeptLine[]>>();
    for (const object of objects) {
      for (const line of await linesOf(world, kept, object.name, bucket)) {
        const group = groups.get(line.group) ?? new Map<string, KeptLine[]>();
        groups.set(line.group, group);
        const others = group.get(object.name);
        if (others) others.push(line);
        else group.set(object.name, [line]);
      }
    }
    for (const key of [...groups.keys()].sort()) yield groupOf(key, groups.get(key));
  }
}

function groupOf(key: string, lines: ReadonlyMap<string, readonly KeptLine[]> | undefined): Group {
  return {
    key,
    of: (object) => (lines?.get(object.name) ?? []).map((line) => recordOf(object, line)),
  };
}

/** Finds records of the lookup objects, which are all in memory. */
export async function lookupsOf(world: ExportWorld, source: Source, kept: KeptManifest) {
  const found = new Map<string, Map<string, KeptLine>>();
  for (const object of source.mapping.lookups) {
    const byId = new Map<string, KeptLine>();
    for (let bucket = 0; bucket < kept.buckets; bucket += 1) {
      for (const line of await linesOf(world, kept, object.name, bucket)) byId.set(line.id, line);
    }
    found.set(object.name, byId);
  }
  return <Data>(object: SourceObject<Data>, id: string | null | undefined) => {
    const line = id === null || id === undefined ? undefined : found.get(object.name)?.get(id);
    return line && recordOf(object, line);
  };
}
