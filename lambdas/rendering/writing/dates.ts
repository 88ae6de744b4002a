import type { Words } from '../languages/words.ts';

/** Calendar days carry no zone, so they are written in the zone in which they were parsed. */
function day(date: string): Date {
  return new Date(`${date}T00:00:00Z`);
}

/** Held together by no-break spaces. */
export function writeDate(date: string, locale: string): string {
  const written = format(locale, { day: 'numeric', month: 'short', year: 'numeric' });
  return written.format(day(date)).replaceAll(' ', '\u00a0');
}

/** A day of a timeline, in which the year goes without saying; held together by a no-break space. */
export function writeDay(date: string, locale: string): string {
  return format(locale, { day: 'numeric', month: 'short' })
    .format(day(date))
    .replaceAll(' ', '\u00a0');
}

/** A due date: readers plan in weekdays, and the year goes without saying. */
export function writeDue(date: string, locale: string): string {
  return format(locale, { weekday: 'short', day: 'numeric', month: 'short' }).format(day(date));
}

/** First to last day of a half-open period. */
export function writeSpan(start: string, end: string, locale: string): string {
  const last = new Date(day(end).getTime() - 86_400_000);
  return format(locale, { day: 'numeric', month: 'short', year: 'numeric' }).formatRange(
    day(start),
    last,
  );
}

/** `2026-W45` → week 45 of 2026, `2026-10` → October 2026, `2026-Q3` → Q3 2026; others as they are. */
export function writePeriod(
  label: string,
  { locale, t }: { readonly locale: string; readonly t: Words['t'] },
  width: 'long' | 'short',
): string {
  const [, year = '', part = ''] = /^(\d{4})-(W\d{2}|Q\d|\d{2})$/.exec(label) ?? [];
  const week = `${+part.slice(1)}`;
  if (part.startsWith('W'))
    return width === 'short' ? t('week {0}', week) : t('Week {0}, {1}', week, year);
  if (part.startsWith('Q')) return t('Q{0} {1}', part.slice(1), year);
  if (part === '') return label;
  return format(locale, { month: width, year: 'numeric' }).format(day(`${year}-${part}-01`));
}

/** Making one costs many times its use, and a report writes hundreds of dates. */
const formats = new Map<string, Intl.DateTimeFormat>();

function format(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale} ${JSON.stringify(options)}`;
  const made = formats.get(key) ?? new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' });
  formats.set(key, made);
  return made;
}
