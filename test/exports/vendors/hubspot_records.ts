/** A record as HubSpot holds it, and each way in which its search index has held it. */
export interface HubspotRecord {
  readonly id: string;
  readonly createdAt: string;
  updatedAt: string;
  archived: boolean;
  archivedAt?: string;
  properties: Record<string, string | null>;
  readonly history: Record<string, { value: string | null; timestamp: string }[]>;
  /** Target kind → id → whether it is the primary one. */
  readonly links: Map<string, Map<string, boolean>>;
  /** Oldest first: from when on a search finds it so, null where it finds nothing. */
  index: { from: number; found: Indexed | null }[];
}

interface Indexed {
  readonly id: number;
  readonly modified: number;
  readonly properties: Readonly<Record<string, string | null>>;
}

export interface HubspotState {
  /** Milliseconds by which the search index is behind a write. */
  indexLag: (object: string, id: string) => number;
  put(object: string, id: string, properties: Properties, at: string): HubspotRecord;
  archive(object: string, id: string, at: string): void;
  /** `moves`: whether HubSpot takes it for a change of the record. */
  restore(object: string, id: string, at: string, moves?: boolean): void;
  /** The losers are gone without a trace but for their ids at the survivor, which may be a new record. */
  merge(object: string, losers: readonly string[], winner: string, at: string): void;
  purge(object: string, id: string): void;
  link(from: string, id: string, to: string, other: string, isPrimary?: boolean): void;
  get(object: string, id: string): HubspotRecord | undefined;
  /** Sorted by number. */
  all(object: string): readonly HubspotRecord[];
}
export type Properties = Readonly<Record<string, string | null>>;

export const modifiedName = (object: string) =>
  object === 'contacts' ? 'lastmodifieddate' : 'hs_lastmodifieddate';

export function hubspotState(): HubspotState {
  const kinds = new Map<string, Map<string, HubspotRecord>>();
  const sorted = new Map<string, readonly HubspotRecord[]>();
  const kind = (object: string) => {
    const known = kinds.get(object) ?? new Map<string, HubspotRecord>();
    kinds.set(object, known);
    return known;
  };
  const record = (object: string, id: string) => {
    const found = kind(object).get(id);
    if (!found) throw new Error(`${object} has no ${id}`);
    return found;
  };
  const indexed = (object: string, one: HubspotRecord, at: string) => {
    const from = Date.parse(at) + state.indexLag(object, one.id);
    const [id, modified] = [Number(one.id), Date.parse(one.updatedAt)];
    const found = { id, modified, properties: { ...one.properties } };
    one.index.push({ from, found: one.archived ? null : found });
  };
  const touched = (object: string, one: HubspotRecord, at: string) => {
    one.updatedAt = at;
    one.properties[modifiedName(object)] = at;
  };
  const state: HubspotState = {
    indexLag: () => 0,
    put: (object, id, properties, at) => {
      const known = kind(object).get(id);
      const one = known ?? newRecord(id, at);
      if (!known) {
        kind(object).set(id, one);
        sorted.delete(object);
      }
      for (const [name, value] of Object.entries(properties)) {
        if (one.properties[name] === value) continue;
        one.properties[name] = value;
        one.history[name] = [{ value, timestamp: at }, ...(one.history[name] ?? [])];
      }
      touched(object, one, at);
      indexed(object, one, at);
      return one;
    },
    archive: (object, id, at) => {
      const one = record(object, id);
      Object.assign(one, { archived: true, archivedAt: at });
      indexed(object, one, at);
    },
    restore: (object, id, at, moves = true) => {
      const one = record(object, id);
      one.archived = false;
      delete one.archivedAt;
      if (moves) touched(object, one, at);
      indexed(object, one, at);
    },
    merge: (object, losers, winner, at) => {
      const before = losers.flatMap((id) => {
        const own = record(object, id).properties.hs_merged_object_ids;
        return [id, ...(own ? own.split(';') : [])];
      });
      const ofWinner = kind(object).get(winner)?.properties.hs_merged_object_ids;
      const ids = [...(ofWinner ? ofWinner.split(';') : []), ...before];
      for (const id of losers) state.purge(object, id);
      state.put(object, winner, { hs_merged_object_ids: ids.join(';') }, at);
    },
    purge: (object, id) => {
      kind(object).delete(id);
      sorted.delete(object);
    },
    link: (from, id, to, other, isPrimary = false) => {
      const { links } = record(from, id);
      links.set(to, new Map([...(links.get(to) ?? []), [other, isPrimary]]));
    },
    get: (object, id) => kind(object).get(id),
    all: (object) => {
      const known = sorted.get(object);
      if (known) return known;
      const all = [...kind(object).values()].sort((a, b) => Number(a.id) - Number(b.id));
      sorted.set(object, all);
      return all;
    },
  };
  return state;
}

const newRecord = (id: string, at: string): HubspotRecord => ({
  ...{ id, createdAt: at, updatedAt: at, archived: false },
  properties: { hs_object_id: id, createdate: at },
  ...{ history: {}, links: new Map(), index: [] },
});
