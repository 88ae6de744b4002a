import type { Figure, Prose } from '../model.ts';

/** What may stand in a sentence: words, numbers as figures, days, and prose made before. */
export type Said =
  | string
  | Figure
  | Prose
  | { readonly date: string }
  | { readonly period: string };

/** Prose from a template: say`${money} of MRR`. Neighbouring words become one piece. */
export function say(words: TemplateStringsArray, ...said: readonly Said[]): Prose {
  return join(words.flatMap((text, i) => [text, ...said.slice(i, i + 1)]));
}

/** Pieces as one prose, with `between` between them and `last` before the last. */
export function join(pieces: readonly Said[], between = '', last = between): Prose {
  const parted = pieces.flatMap((piece, i) => {
    if (i === 0) return [piece];
    return [i === pieces.length - 1 ? last : between, piece];
  });
  return parted.flatMap(proseOf).reduce<Prose>(append, []);
}

/** `a`, `a and b`, `a, b and c`. */
export function list(pieces: readonly Said[]): Prose {
  return join(pieces, ', ', ' and ');
}

/** A whole sentence: a capital where it starts with words, and a full stop. */
export function sentence(prose: Prose): Prose {
  const last = prose.at(-1);
  const stopped = typeof last === 'string' && last.endsWith('.');
  return capital(stopped ? prose : join([prose, '.']));
}

export function capital(prose: Prose): Prose {
  const [first, ...rest] = prose;
  if (typeof first !== 'string') return prose;
  return [first.charAt(0).toUpperCase() + first.slice(1), ...rest];
}

export function plural(n: number, one: string, many = `${one}s`): string {
  return n === 1 ? one : many;
}

function proseOf(said: Said): Prose {
  if (typeof said === 'string') return [said];
  if (Array.isArray(said)) return said;
  if ('period' in said) return [{ period: said.period }];
  return 'date' in said ? [{ date: said.date }] : [{ figure: spoken(said) }];
}

/** Sentences speak in whole amounts; the tables beside them hold the cents. */
function spoken(figure: Figure): Figure {
  const whole = figure.unit.startsWith('money') && Math.abs(figure.value) >= 100;
  return whole ? { ...figure, value: Math.round(figure.value) } : figure;
}

function append(prose: Prose, piece: Prose[number]): Prose {
  const last = prose.at(-1);
  if (piece === '') return prose;
  if (typeof last !== 'string' || typeof piece !== 'string') return [...prose, piece];
  return [...prose.slice(0, -1), last + piece];
}
