import { OurBug } from '../errors.ts';
import type { Row } from '../ports.ts';
import type { Definitions } from '../settings/definitions.ts';
import { type Exact, exact } from './exact.ts';
import { type Fact, factOf } from './fact.ts';
import type { Cells } from './measures/cells.ts';
import { type FactName, waits } from './measures/fact_queries.ts';
import { isCompared, type SubjectName } from './measures/subjects.ts';
import type { Converter } from './rates.ts';
import { remembered } from './remembered.ts';

/** Only rows with these values. */
export type Where = Readonly<Record<string, string | boolean>>;

/** The measures of one period, window and segment: all that a KPI's formula may look at. */
export interface Facts {
  /** Sum of a count over the segment's rows; 0 where there are none. */
  count(subject: SubjectName, column: string, where?: Where): number;
  /** The same over the rows of the period itself, for what stands at its closing, whatever the window. */
  countAtClosing(subject: SubjectName, column: string): number;
  /** Sum of an amount in minor units, in major units of the reporting currency. */
  money(subject: SubjectName, column: string, where?: Where): Exact;
  /** Members of a fact that has no items, or of one of its items. */
  fact(name: FactName, item?: string): Fact;
  /** Members of a fact by item: feature, reason, step, channel, model; sorted. */
  items(name: FactName): ReadonlyMap<string, Fact>;
  rows(subject: SubjectName): readonly Row[];
  /** Rows of a measure that belong to no window: the cohorts of all time. */
  timeless(subject: SubjectName): readonly Row[];
  /** The same segment and period in another window, where a formula looks at two. */
  over(window: string): Facts;
  /** The same window and period for the whole company. */
  readonly company: Facts;
  /** The same segment and window in the period before; null before the first. */
  readonly previous: Facts | null;
  /** The same period a year earlier; null where there is no comparable one. */
  readonly lastYear: Facts | null;
  readonly converter: Converter;
  readonly definitions: Definitions;
  /** Features that are listed or were ever used, sorted. */
  readonly features: readonly string[];
  /** Days in the window. */
  readonly days: number;
}

export interface Place {
  readonly windowId: number;
  /** The window that is the period itself. */
  readonly periodWindowId: number;
  /** Of the trend; of others only what formulas compare with is measured. */
  readonly isShown: boolean;
  readonly dimension: string;
  readonly value: string;
  readonly converter: Converter;
  readonly definitions: Definitions;
  readonly features: readonly string[];
  readonly days: number;
  readonly previous: Facts | null;
  readonly lastYear: Facts | null;
  /** Finds the same place elsewhere. */
  readonly elsewhere: (place: { window?: string; total?: true }) => Facts;
  /** Keeps one currency of the total, for tables by currency. */
  readonly onlyCurrency?: string;
}

/** Where the rows of measures are found. */
export interface Measured {
  readonly subject: (name: SubjectName) => Cells;
  /** Rows of the query that states the fact. */
  readonly fact: (name: FactName) => Cells;
}

export function factsAt(measured: Measured, place: Place): Facts {
  const { windowId, dimension, value, converter, onlyCurrency } = place;
  const own = onlyCurrency === undefined ? undefined : { currency: onlyCurrency };
  const cells = (subject: SubjectName) => {
    if (!place.isShown && !isCompared(subject)) throw notMeasured(subject);
    return measured.subject(subject);
  };
  const all = remembered((subject: SubjectName) =>
    matching(cells(subject).at(windowId, dimension, value), own),
  );
  const rows = (subject: SubjectName, where?: Where) => matching(all(subject), where);
  const items = remembered((name: FactName) => {
    if (!place.isShown) throw notMeasured(name);
    return byItem(measured.fact(name).at(windowId, dimension, value, name));
  });
  const factFrom = (found: readonly Row[], name: FactName) => factOf(found, converter, waits(name));
  return {
    rows,
    timeless: (subject) => measured.subject(subject).timeless,
    count: (subject, column, where) => sum(rows(subject, where), column),
    countAtClosing: (subject, column) =>
      sum(cells(subject).at(place.periodWindowId, dimension, value), column),
    money: (subject, column, where) =>
      rows(subject, where).reduce((total, row) => total + converted(row, column, converter), 0n),
    fact: (name, item = '') => factFrom(items(name).get(item) ?? [], name),
    items: (name) => {
      const sorted = [...items(name)].sort(([a], [b]) => (a < b ? -1 : 1));
      return new Map(sorted.map(([item, found]) => [item, factFrom(found, name)]));
    },
    over: (window) => place.elsewhere({ window }),
    get company() {
      return place.elsewhere({ total: true });
    },
    previous: place.previous,
    lastYear: place.lastYear,
    converter,
    definitions: place.definitions,
    features: place.features,
    days: place.days,
  };
}

/** Nothing would be read as zero. */
function notMeasured(name: string): OurBug {
  return new OurBug(`${name} is not measured for periods before the trend; see isCompared`);
}

function sum(rows: readonly Row[], column: string): number {
  return rows.reduce((total, row) => total + Number(row[column] ?? 0), 0);
}

/** Amounts of 0 need no rate. */
function converted(row: Row, column: string, converter: Converter): Exact {
  const minor = exact(row[column] ?? 0);
  return minor === 0n ? 0n : converter.convert(minor, String(row.currency));
}

function matching(rows: readonly Row[], where: Where | undefined): readonly Row[] {
  if (where === undefined) return rows;
  const wanted = Object.entries(where);
  return rows.filter((row) => wanted.every(([column, value]) => row[column] === value));
}

function byItem(rows: readonly Row[]): ReadonlyMap<string, readonly Row[]> {
  const found = new Map<string, Row[]>();
  for (const row of rows) {
    const item = String(row.item);
    const own = found.get(item);
    if (own) own.push(row);
    else found.set(item, [row]);
  }
  return found;
}
