import type { Figure, Prose, Said } from '../../reports/model.ts';
import { isolate, type Place, type Words } from '../languages/words.ts';
import { clip, unmarked } from './clean.ts';

/** How the data within prose is written. */
export interface Writers {
  readonly words: Words;
  figure(figure: Figure): string;
  date(day: string): string;
  period(label: string): string;
}

export function writeSaid(said: Said, writers: Writers): string {
  return typeof said === 'string' ? writers.words.t(said) : writeProse(said, writers);
}

/** Prose in one language, its figures, dates and names as `writers` write them. */
export function writeProse(prose: Prose, writers: Writers): string {
  // Within a message `Words` does it.
  const isolated = writers.words.direction === 'rtl' && prose.length > 1;
  return prose
    .map((piece) => {
      const written = writePiece(piece, writers);
      return isolated && written.trim() !== '' ? isolate(written) : written;
    })
    .join('');
}

function writePiece(piece: Prose[number], writers: Writers): string {
  const { words } = writers;
  // A name that fills a page must not swallow the number behind it.
  if (typeof piece === 'string') return clip(unmarked(piece), 200);
  if ('figure' in piece) return writers.figure(piece.figure);
  if ('date' in piece) return writers.date(piece.date);
  if ('period' in piece) return writers.period(piece.period);
  if ('capital' in piece) return capital(writeProse(piece.capital, writers), words);
  if ('sentence' in piece) return sentence(writeProse(piece.sentence, writers), words);
  return words.t(piece.words, ...piece.with.map((prose) => placeOf(prose, writers)));
}

function placeOf(prose: Prose, writers: Writers): Place {
  const text = writeProse(prose, writers);
  const figure = figureIn(prose);
  if (figure === null) return text;
  return { text, number: figure.value, digits: () => digits(figure, writers) };
}

const digits = ({ value }: Figure, writers: Writers) => writers.figure({ value, unit: 'count' });

/** The figure that prose is about: the first in it. */
function figureIn(prose: Prose): Figure | null {
  for (const piece of prose) {
    if (typeof piece === 'string' || 'date' in piece || 'period' in piece) continue;
    const found = 'figure' in piece ? piece.figure : figureIn(within(piece));
    if (found !== null) return found;
  }
  return null;
}

function within(
  piece: Exclude<
    Prose[number],
    string | { figure: Figure } | { date: string } | { period: string }
  >,
): Prose {
  if ('capital' in piece) return piece.capital;
  return 'sentence' in piece ? piece.sentence : piece.with.flat();
}

/** Scripts without capitals stay as they are. */
function capital(text: string, { language }: Words): string {
  const [first = ''] = text;
  return first.toLocaleUpperCase(language) + text.slice(first.length);
}

/** Full stops of the scripts that have one of their own. */
const stopped = /[.!?…。।؟]\u2069*$/u;

function sentence(text: string, words: Words): string {
  const whole = capital(text, words);
  return stopped.test(text) ? whole : words.t('{0}.', whole);
}
