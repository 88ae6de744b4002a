import type { Figure, Prose, Said } from '../../reports/model.ts';
import { english, type Words } from '../languages/words.ts';
import { breakable, clean, line, unorphaned } from './clean.ts';
import { writeDate, writeDay, writeDue, writePeriod, writeSpan } from './dates.ts';
import { lately } from './lately.ts';
import { type Formats, formatsOf, type Style, writeNumber } from './numbers.ts';
import { writeSaid } from './prose.ts';
import { type Kind, kindOf, perWhat } from './units.ts';

/** Writes what the model holds as data, as one reader's locale and the report's currency want it. */
export interface Pen {
  /** A fixed text in the reader's language, as `Words.t`. */
  readonly t: Words['t'];
  /** For tiles and sentences: "$312.4k", "2.3 per account". */
  brief(figure: Figure): string;
  /** The same without "per account", for a tile that puts it beside the number. */
  number(figure: Figure): string;
  /** "per account"; null for what is per nothing. */
  per(unit: string): string | null;
  /** One column of a table: exact, all with the same digits after the point; null is an en dash. */
  column(figures: readonly (Figure | null)[]): string[];
  /** The same for a list to be read and not to be added up: without cents where all are large. */
  amounts(figures: readonly (Figure | null)[]): string[];
  /** Words of an export as one line of safe text. */
  plain(text: string, longest: number): string;
  /** Of an account or a person: long ones would push the numbers off the page. */
  name(text: string): string;
  /** Any text of the model; one without places is a fixed one, which is translated whole. */
  prose(prose: Said, longest?: number): string;
  /** A section's claim, which must stay a line or two. */
  title(prose: Prose): string;
  date(day: string): string;
  /** Of a timeline, without the year. */
  day(day: string): string;
  due(day: string): string;
  span(start: string, end: string): string;
  period(label: string, width: 'long' | 'short'): string;
  count(value: number): string;
  /** "n = 4", on one line. */
  sample(size: number): string;
}

const longestProse = 480;

/**
 * @param locale Writes numbers and money.
 * @param letters No text is longer than this, so that the worst export still fits a mail.
 * @param words Locale of the words around them: month names, "days".
 * @param language The reader's, for texts that the report says in every run.
 */
export function penFor(
  locale: string,
  home: string | null,
  letters = longestProse,
  words = locale,
  language: Words = english,
): Pen {
  const formats = formatsOf(locale, words, language);
  const number = lately((figure: Figure, style: Style) =>
    writeNumber(figure, formats, home, style),
  );
  const per = (unit: string) => {
    const what = perWhat(unit);
    return what === null ? null : language.t(what);
  };
  const brief = (figure: Figure) => withUnit(number(figure, 'brief'), per(figure.unit));
  const date = (day: string) => writeDate(day, words);
  const count = (value: number) => brief({ value, unit: 'count' });
  const plain = (text: string, longest: number) =>
    clean(breakable(text), Math.min(longest, letters));
  const period = (label: string, width: 'long' | 'short') =>
    plain(writePeriod(label, { locale: words, t: language.t }, width), 30);
  const spoken = (figure: Figure) => withUnit(number(figure, 'said'), per(figure.unit));
  const short = (label: string) => period(label, 'short');
  const writers = { words: language, figure: spoken, date, period: short };
  const tidy = language.direction === 'rtl' ? line : clean;
  const said = (prose: Said, longest: number) =>
    tidy(breakable(writeSaid(prose, writers)), Math.min(longest, letters));
  return {
    t: language.t,
    brief,
    number: (figure) => number(figure, 'brief'),
    per,
    column: (figures) => column(figures, formats, home),
    amounts: (figures) => column(figures.map(withoutCents(figures)), formats, home),
    plain,
    name: (text) => plain(text, 64),
    prose: (prose, longest = longestProse) => said(prose, longest),
    title: (prose) => unorphaned(said(prose, 160)),
    date,
    day: (day) => writeDay(day, words),
    due: (day) => writeDue(day, words),
    span: (start, end) => writeSpan(start, end, words),
    period,
    count,
    sample: (size) => language.t('n = {0}', count(size)).replaceAll(' ', '\u00a0'),
  };
}

function withUnit(text: string, per: string | null): string {
  return per === null ? text : `${text} ${per}`;
}

/** Cents are shown for all of a column or for none, so that the digits stand below each other. */
function column(
  figures: readonly (Figure | null)[],
  formats: Formats,
  home: string | null,
): string[] {
  const whole = figures.every((figure) => figure === null || Number.isInteger(figure.value));
  return figures.map((figure) => {
    if (figure === null) return '–';
    return writeNumber(figure, formats, home, 'exact', digitsOf(kindOf(figure.unit), whole));
  });
}

/** Below this a cent is more than a thousandth. */
const centsMatter = 10;

function withoutCents(figures: readonly (Figure | null)[]) {
  const large = figures.every(
    (one) => one === null || (kindOf(one.unit) === 'money' && Math.abs(one.value) >= centsMatter),
  );
  return (figure: Figure | null): Figure | null =>
    figure === null || !large ? figure : { ...figure, value: Math.round(figure.value) };
}

function digitsOf(kind: Kind, whole: boolean): number | undefined {
  if (kind === 'score') return whole ? 0 : 1;
  return whole && (kind === 'money' || kind === 'count') ? 0 : undefined;
}
