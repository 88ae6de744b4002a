import { isoStamp, type Stamp, stampOf } from './stamp.ts';

type Read = (text: string) => Stamp | undefined;

/** What each sign of a format stands for. `YY` is 20YY: the mapping states it, so it is not guessed. */
const signs: Readonly<Record<string, string>> = {
  YYYY: String.raw`(?<year>\d{4})`,
  YY: String.raw`(?<year>\d{2})`,
  MMM: '(?<month>[a-z]{3})',
  MM: String.raw`(?<month>\d{2})`,
  M: String.raw`(?<month>\d{1,2})`,
  DD: String.raw`(?<day>\d{2})`,
  D: String.raw`(?<day>\d{1,2})`,
  HH: String.raw`(?<hour>\d{2})`,
  H: String.raw`(?<hour>\d{1,2})`,
  hh: String.raw`(?<hour>\d{2})`,
  h: String.raw`(?<hour>\d{1,2})`,
  mm: String.raw`(?<minute>\d{2})`,
  ss: String.raw`(?<second>\d{2})`,
  SSS: String.raw`(?<fraction>\d{1,9})`,
  A: '(?<half>am|pm)',
  Z: String.raw`(?<zone>Z|[+-]\d{2}:?\d{2})`,
  T: 'T',
};
const months = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');
const named: Readonly<Record<string, Read>> = {
  iso: isoStamp,
  unix_seconds: (text) => epochStamp(text, 1000),
  unix_milliseconds: (text) => epochStamp(text, 1),
};

/** Compiles a format such as `DD.MM.YYYY HH:mm`; undefined where it is none. */
export function dateFormat(format: string): Read | undefined {
  if (Object.hasOwn(named, format)) return named[format];
  const pattern = patternOf(format);
  if (!pattern) return undefined;
  return (text) => {
    const groups = pattern.exec(text)?.groups;
    return (
      groups && stampOf({ ...groups, year: fullYear(groups.year), month: month(groups.month) })
    );
  };
}

/** Equal for two formats that can read one cell as two different days. */
export function shapeOf(format: string): string {
  return format.replace(/MM|DD/g, '##').replace(/M(?!M)|D/g, '#');
}

function patternOf(format: string): RegExp | undefined {
  const parts = format.match(/([A-Za-z])\1*|[^A-Za-z]/g) ?? [];
  const used = parts.filter((part) => /[A-Z]/i.test(part) && part !== 'T');
  const names = used.map((part) => /<(\w+)>/.exec(signs[part] ?? '')?.[1]);
  const complete = ['year', 'month', 'day'].every((name) => names.includes(name));
  const clear = names.every((name, at) => name !== undefined && names.indexOf(name) === at);
  if (!complete || !clear) return undefined;
  return new RegExp(`^${parts.map((part) => signs[part] ?? escaped(part)).join('')}$`, 'i');
}

function epochStamp(text: string, msPerUnit: number): Stamp | undefined {
  if (!/^-?\d{1,14}(\.\d+)?$/.test(text)) return undefined;
  const moment = new Date(Math.trunc(Number(text) * msPerUnit));
  return Number.isNaN(moment.getTime()) ? undefined : isoStamp(moment.toISOString());
}

function month(digits: string | undefined): string | undefined {
  if (!digits || /\d/.test(digits)) return digits;
  return String(months.indexOf(digits.toLowerCase()) + 1);
}

const fullYear = (digits: string | undefined) => (digits?.length === 2 ? `20${digits}` : digits);
const escaped = (literal: string) => literal.replace(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`);
