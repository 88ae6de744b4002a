import type { CrmRecord } from '../crm_record.ts';

/** The properties of a record as the mapping reads them; a name that no setting gives is unknown. */
export interface Fields {
  text(property: string | undefined): string | undefined;
  /** HubSpot's own words, such as ORGANIC_SEARCH, in small letters. */
  word(property: string | undefined): string | undefined;
  /** An instant; what is none is told and unknown, for a row can do without it. */
  instant(property: string | undefined): string | undefined;
  /** A whole number; what is none is told and unknown. */
  count(property: string | undefined): string | undefined;
  /** What HubSpot ticks as true; undefined where nothing is said. */
  flag(property: string | undefined): boolean | undefined;
}

export function fieldsOf({ properties }: CrmRecord, tell: (text: string) => void): Fields {
  const text = (property: string | undefined) => {
    const value = property === undefined ? null : (properties[property] ?? null);
    return value === null || value === '' ? undefined : String(value);
  };
  const told = <Value>(
    property: string | undefined,
    read: (text: string) => Value | undefined,
    what: string,
  ): Value | undefined => {
    const found = text(property);
    const value = found === undefined ? undefined : read(found);
    if (found !== undefined && value === undefined) tell(`${property} holds what is no ${what}`);
    return value;
  };
  return {
    text,
    word: (property) => text(property)?.toLowerCase(),
    instant: (property) => told(property, instantOf, 'time'),
    count: (property) => told(property, countOf, 'whole number'),
    flag: (property) => {
      const value = text(property)?.toLowerCase();
      return value === undefined ? undefined : value === 'true' || value === 'yes';
    },
  };
}

/** Times come as ISO text, days of some properties as milliseconds since 1970. */
export function instantOf(text: string): string | undefined {
  const isIso = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2}))?$/.test(text);
  const moment = new Date(isIso ? text : /^-?\d{11,14}$/.test(text) ? Number(text) : Number.NaN);
  if (Number.isNaN(moment.getTime())) return undefined;
  const written = moment.toISOString();
  // Beyond the years 1–9999 the text grows a sign, which no table takes.
  return written.length === 24 && !written.startsWith('0000') ? written : undefined;
}

const countOf = (text: string) => /^(\d{1,15})(\.0*)?$/.exec(text)?.[1];
