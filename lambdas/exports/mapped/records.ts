import { keptLines } from '../kept/all_lines.ts';
import { type KeptLine, parseKept } from '../kept/kept_lines.ts';
import type { KeptManifest } from '../kept/kept_manifest.ts';
import type { ExportWorld } from '../places.ts';
import type { Kept, MapContext, Source, SourceObject } from '../source.ts';

/** A kept line as a mapping sees it; its data is put through the schema once more, at this border too. */
export function recordOf<Data>(object: SourceObject<Data>, line: KeptLine): Kept<Data> {
  const { id, changed: changedAt, deleted: isDeleted, seen: seenAt } = line;
  const states = (line.states ?? []).map(({ seen, data }) => ({
    seenAt: seen,
    data: object.schema.parse(data),
  }));
  return { id, changedAt, isDeleted, seenAt, data: object.schema.parse(line.data), states };
}

/** Finds records of the lookup objects, which are all in memory. */
export async function lookupsOf(
  world: ExportWorld,
  source: Source,
  kept: KeptManifest,
): Promise<MapContext['find']> {
  const lines = new Map<string, Map<string, KeptLine>>();
  for (const { name } of source.mapping.lookups) {
    const byId = new Map<string, KeptLine>();
    for await (const text of keptLines(world, kept, name)) {
      const line = parseKept(text);
      byId.set(line.id, line);
    }
    lines.set(name, byId);
  }
  return (object, id) => {
    const line = id === null || id === undefined ? undefined : lines.get(object.name)?.get(id);
    return line && recordOf(object, line);
  };
}
