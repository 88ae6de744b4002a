import type { Prose, Said } from '../model.ts';

/** A text in English for files that are data: names and messages; figures in them stand as plain numbers. */
export function inEnglish(said: Said): string {
  return typeof said === 'string' ? said : said.map(written).join('');
}

function written(piece: Prose[number]): string {
  if (typeof piece === 'string') return piece;
  if ('figure' in piece) return String(piece.figure.value);
  if ('date' in piece) return piece.date;
  if ('period' in piece) return piece.period;
  if ('capital' in piece) return inEnglish(piece.capital);
  if ('sentence' in piece) return inEnglish(piece.sentence);
  return piece.words.replaceAll(/\{(\d)\}/g, (_, at: string) => inEnglish(piece.with[+at] ?? []));
}
