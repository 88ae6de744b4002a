import type { SalesforceRecord } from './salesforce_shapes.ts';

export interface Query {
  readonly object: string;
  readonly columns: readonly string[];
  matches(record: SalesforceRecord): boolean;
}

/** The part of SOQL that an export needs; anything else throws, so that a test sees it. */
export function parseSoql(text: string): Query {
  const [, columns = '', object = '', where = ''] =
    /^SELECT ([\w, ]+) FROM (\w+)(?: WHERE (.+))?$/.exec(text) ?? [];
  if (object === '') throw new Error(`MALFORMED_QUERY ${text}`);
  const conditions = where === '' ? [] : where.split(' AND ').map(condition);
  return {
    object,
    columns: columns.split(', '),
    matches: (record) => conditions.every((holds) => holds(record)),
  };
}

function condition(text: string): (record: SalesforceRecord) => boolean {
  const [, field = '', sign, instant = ''] =
    /^(\w+) (>=|<) (\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z)$/.exec(text) ?? [];
  if (!sign) throw new Error(`MALFORMED_QUERY ${text}`);
  const bound = Date.parse(instant);
  return (record) => {
    const value = Date.parse(record[field] ?? '');
    return sign === '<' ? value < bound : value >= bound;
  };
}
