import type { Figure } from '../../reports/model.ts';
import type { Words } from '../languages/words.ts';
import { kindOf, type Length, lengthOf } from './units.ts';

type Options = Intl.NumberFormatOptions;

/** A format for each set of options, made once: making one costs a hundred times its use. */
export interface Formats {
  readonly numbers: (options: Options) => Intl.NumberFormat;
  /** For the words in a number, "days" or "million", which are of the text's language. */
  readonly words: (options: Options) => Intl.NumberFormat;
  readonly language: Words;
}

export function formatsOf(numbers: string, words: string, language: Words): Formats {
  return { numbers: remembered(numbers), words: remembered(words), language };
}

/** By locale, since every message has formats of its own and all of a locale are the same. */
const locales = new Map<string, Formats['numbers']>();

function remembered(locale: string): Formats['numbers'] {
  const known = locales.get(locale) ?? remembering(locale);
  locales.set(locale, known);
  return known;
}

function remembering(locale: string): Formats['numbers'] {
  const made = new Map<string, Intl.NumberFormat>();
  return (options) => {
    const key = JSON.stringify(options);
    const format = made.get(key) ?? new Intl.NumberFormat(locale, options);
    made.set(key, format);
    return format;
  };
}

/**
 * `brief` is for tiles, where $312,431.17 reads as $312.4k; `said` is the same in a sentence, where a round
 * share is 50% and not 50.0%; `exact` is for tables.
 */
export type Style = 'brief' | 'said' | 'exact';

/**
 * A figure as the reader's locale writes it, without its "per …".
 * @param home Currency of the report, written with its short sign; any other with its unambiguous one.
 * @param digits After the point, for a column whose numbers line up; absent: as its unit usually has.
 */
export function writeNumber(
  figure: Figure,
  formats: Formats,
  home: string | null,
  style: Style,
  digits?: number,
): string {
  const [value, options] = optionsOf(figure, home, style);
  const fraction = digits === undefined ? {} : fractions(digits, digits);
  const all = asShortened({ ...options, ...fraction, ...signOf(figure) }, value, formats);
  if (value >= 0 && isPlain(all))
    return inPoints(figure, formats.numbers(all).format(value), formats);
  const parts = formats.numbers(all).formatToParts(value);
  const words = parts.some(isWord) ? formats.words(all).formatToParts(value) : [];
  const text = parts.map((part) => typographic(worded(part, words))).join('');
  return inPoints(figure, text, formats);
}

const inPoints = ({ unit }: Figure, text: string, { language }: Formats) =>
  kindOf(unit) === 'points' ? language.t('{0} pts', text) : text;

/** Nothing in it is written otherwise than the locale does, but for a minus. */
const isPlain = ({ style, notation }: Options) => style !== 'unit' && notation !== 'compact';

function optionsOf(figure: Figure, home: string | null, style: Style): [number, Options] {
  const { value } = figure;
  const kind = kindOf(figure.unit);
  if (kind === 'money') return [value, moneyOptions(figure, home, style)];
  if (kind === 'percent') {
    return [value / 100, { style: 'percent', ...fractions(style === 'said' ? 0 : 1, 1) }];
  }
  if (kind === 'points') return [value, fractions(1, 1)];
  if (kind === 'ratio') return [value, fractions(1, 2)];
  if (kind === 'duration') return durationOptions(value, lengthOf(figure.unit) ?? 'day');
  return [value, fractions(0, kind === 'score' ? 1 : 2)];
}

function moneyOptions(figure: Figure, home: string | null, style: Style): Options {
  if (figure.currency === undefined) return fractions(0, 2);
  const base: Options = {
    style: 'currency',
    currency: figure.currency,
    currencyDisplay: figure.currency === home ? 'narrowSymbol' : 'symbol',
  };
  const size = Math.abs(figure.value);
  if (style === 'exact') return base;
  if (size < 100) return { ...base, trailingZeroDisplay: 'stripIfInteger' };
  if (size < 10_000) return { ...base, ...fractions(0, 0) };
  return { ...base, notation: 'compact', ...fractions(0, size < 999_950 ? 1 : 2) };
}

/** German has no short thousand: an amount that is written out needs no tenths either. */
function asShortened(options: Options, value: number, { numbers }: Formats): Options {
  if (options.notation !== 'compact') return options;
  const parts = numbers(options).formatToParts(value);
  return parts.some(({ type }) => type === 'compact')
    ? options
    : { ...options, ...fractions(0, 0) };
}

/** Humane: 0.4 hours is 24 minutes, 60 hours are 2.5 days. */
function durationOptions(value: number, length: Length): [number, Options] {
  const [amount, unit] = humane(value, length);
  const decimals = Math.abs(amount) < 100 && unit !== 'minute' ? 1 : 0;
  return [amount, { style: 'unit', unit, unitDisplay: 'long', ...fractions(0, decimals) }];
}

function humane(value: number, length: Length): [number, Length] {
  if (length === 'hour' && Math.abs(value) >= 48) return [value / 24, 'day'];
  if (length === 'hour' && value !== 0 && Math.abs(value) < 1) return [value * 60, 'minute'];
  if (length === 'day' && value !== 0 && Math.abs(value) < 1) return humane(value * 24, 'hour');
  return [value, length];
}

function fractions(least: number, most: number): Options {
  return { minimumFractionDigits: least, maximumFractionDigits: most };
}

/** A value that rounds to 0 gets no sign: "−0.0 pts" would say that something fell. */
function signOf(figure: Figure): Options {
  return { signDisplay: figure.signed ? 'exceptZero' : 'negative' };
}

/** A reader may want German numbers in an English text; "3 Tage" in it is neither. */
function worded(
  part: Intl.NumberFormatPart,
  words: Intl.NumberFormatPart[],
): Intl.NumberFormatPart {
  if (!isWord(part)) return part;
  return words.find(({ type }) => type === part.type) ?? part;
}

const isWord = ({ type }: Intl.NumberFormatPart) => type === 'unit' || type === 'compact';

/** A true minus is as wide as a plus, so that columns line up; a thousand is k, a kelvin K. */
function typographic(part: Intl.NumberFormatPart): string {
  if (part.type === 'minusSign') return '−';
  return part.type === 'compact' && part.value === 'K' ? 'k' : part.value;
}
