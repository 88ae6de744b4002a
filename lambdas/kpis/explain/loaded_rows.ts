import type { Row } from '../../ports.ts';
import type { SegmentValue } from '../evaluation.ts';
import type { Measured } from '../facts.ts';
import type { Cells } from '../measures/cells.ts';
import { type RowSource, sourceOfFact, sourceOfQuery } from './row_source.ts';
import { type Group, grouped } from './tally.ts';

/** Where a formula looks: a window, a part of the base, and a fact where the source has facts. */
export interface Place extends SegmentValue {
  /** Null for rows that belong to no window. */
  readonly windowId: number | null;
  readonly fact: string;
}

/** What was asked of a source so far, and its rows there. */
export interface LoadedRows {
  readonly source: RowSource;
  readonly places: readonly Place[];
  readonly rows: readonly Row[];
  /** The text that gave them. */
  readonly sql: string;
  /** Groups of rows by place, as formulas have asked for them. */
  readonly groups: Map<string, readonly Group[]>;
}

/** Thrown where a formula looks at rows that have not been asked for yet; they are then loaded, and it starts anew. */
export class NotLoaded extends Error {
  override readonly name = 'NotLoaded';
  readonly source: RowSource;
  readonly place: Place;
  constructor(source: RowSource, place: Place) {
    super(`${source.name} is not loaded`);
    this.source = source;
    this.place = place;
  }
}

export const keyOf = ({ windowId, dimension, value, fact }: Place): string =>
  [windowId, dimension, value, fact].join('\u0000');

/** Measures made of loaded rows: what a formula reads of them is noted in their groups. */
export function measuredFromRows(loaded: ReadonlyMap<string, LoadedRows>): Measured {
  const cellsOf = (source: RowSource): Cells => ({
    at: (windowId, dimension, value, fact = '') =>
      rowsAt(source, { windowId, dimension, value, fact }),
    get timeless() {
      return rowsAt(source, { windowId: null, dimension: 'all', value: '', fact: '' });
    },
  });
  const rowsAt = (source: RowSource, place: Place) =>
    groupsAt(loaded.get(source.name), source, place).map(({ row }) => row);
  return {
    subject: (name) => cellsOf(sourceOfQuery(name)),
    fact: (name) => cellsOf(sourceOfFact(name)),
  };
}

function groupsAt(
  loaded: LoadedRows | undefined,
  source: RowSource,
  place: Place,
): readonly Group[] {
  const key = keyOf(place);
  if (!loaded?.places.some((known) => keyOf(known) === key)) throw new NotLoaded(source, place);
  const groups = loaded.groups.get(key) ?? grouped(loaded.rows.filter(isAt(place)), source);
  loaded.groups.set(key, groups);
  return groups;
}

const isAt =
  ({ windowId, dimension, value, fact }: Place) =>
  (row: Row): boolean =>
    windowId === null ||
    (Number(row.window_id) === windowId &&
      row.dimension === dimension &&
      row.value === value &&
      (row.fact ?? '') === fact);
