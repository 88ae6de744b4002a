import { OurBug } from '../../errors.ts';

/** Instants from and before which records are read; null: without bound. */
export type Range = readonly [from: string | null, to: string | null];

/** What is asked of one object. */
export interface BulkQuery {
  readonly object: string;
  readonly columns: readonly string[];
  /** Field by whose instant a range is cut. */
  readonly dated: 'SystemModstamp' | 'CreatedDate';
  readonly range: Range;
}

/** A query made of names and parsed instants alone, so that nothing else can be said in it. */
export function soql({ object, columns, dated, range: [from, to] }: BulkQuery): string {
  const conditions = [
    ...(from === null ? [] : [`${dated} >= ${instantOf(from)}`]),
    ...(to === null ? [] : [`${dated} < ${instantOf(to)}`]),
  ];
  const where = conditions.length === 0 ? '' : ` WHERE ${conditions.join(' AND ')}`;
  return `SELECT ${columns.map(nameOf).join(', ')} FROM ${nameOf(object)}${where}`;
}

const shortest = 60_000;
/** Salesforce was founded in 1999: nothing in it was changed before. */
const beginning = '1999-01-01T00:00:00.000Z';

/**
 * Both halves of a range that took too long, the earlier one first: a record that changes meanwhile moves
 * into the later one and is seen there. None where it cannot be halved any more.
 */
export function halves([from, to]: Range, now: string): readonly Range[] {
  const [start, end] = [Date.parse(from ?? beginning), Date.parse(to ?? now)];
  if (end - start < 2 * shortest) return [];
  const middle = new Date(start + Math.floor((end - start) / 2)).toISOString();
  return [
    [from, middle],
    [middle, to],
  ];
}

const nameOf = (name: string): string => {
  if (/^[A-Za-z]\w*$/.test(name)) return name;
  throw new OurBug(`"${name}" is no name of Salesforce's, and yet came into a query`);
};

const instantOf = (text: string): string => {
  const instant = Date.parse(text);
  if (/^\d{4}-\d{2}-\d{2}T/.test(text) && !Number.isNaN(instant))
    return new Date(instant).toISOString();
  throw new OurBug(`"${text}" is no instant, and yet came into a query`);
};
