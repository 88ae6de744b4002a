import type { Figure, Prose, Said as Text } from '../model.ts';

/** What may stand in a sentence: names of the data, numbers as figures, days, forms, and prose made before. */
export type Said =
  | string
  | Figure
  | Prose
  | Forms
  | { readonly date: string }
  | { readonly period: string };

/** A word in the form that a number asks for. */
interface Forms {
  readonly n: number;
  /** In English one|many. */
  readonly forms: string;
}

/**
 * A message from a template: say`${money} of ${mrr}` is `{0} of {1}`, which languages translate. What stands in
 * `${}` as a string is data and is translated by nobody: words of ours need a `say` of their own.
 */
export function say(parts: TemplateStringsArray, ...said: readonly Said[]): Prose {
  const words = parts.reduce((text, part, i) => `${text}${placeOf(i - 1, said[i - 1])}${part}`);
  if (parts.every((part) => part.trim() === '') && !said.some(isForms)) {
    return parts.flatMap((part, i) => [...proseOf(part), ...said.slice(i, i + 1).flatMap(proseOf)]);
  }
  const [, before = '', message = '', after = ''] = /^(\s*)(.*?)(\s*)$/su.exec(words) ?? [];
  const spoken = { words: message, with: said.map(proseOf) };
  return [...proseOf(before), spoken, ...proseOf(after)];
}

function placeOf(index: number, said: Said | undefined): string {
  return isForms(said) ? `{${index}:${said.forms}}` : `{${index}}`;
}

/** A text that stands in a catalogue of ours, as the label of a KPI: languages translate it as it is. */
export function fixed(text: Text): Prose {
  return typeof text === 'string' ? [{ words: text, with: [] }] : text;
}

/** Whole sentences one after the other. */
export function spaced(all: readonly Prose[]): Prose {
  return all.flatMap((prose, i) => (i === 0 ? prose : [' ', ...prose]));
}

/** `a`, `a and b`, `a, b and c`. */
export function list(pieces: readonly Said[]): Prose {
  const last = pieces.at(-1);
  if (pieces.length < 2 || last === undefined) return pieces.flatMap(proseOf);
  const others = chain(pieces.slice(0, -1), (all, one) => say`${all}, ${one}`);
  return say`${others} and ${last}`;
}

/** Pieces one after the other, each put behind those before it. */
export function chain(pieces: readonly Said[], link: (all: Prose, one: Prose) => Prose): Prose {
  const [first = [], ...others] = pieces.map(proseOf);
  return others.reduce(link, first);
}

/** A whole sentence: a capital where it starts with words, and a full stop. */
export function sentence(prose: Prose): Prose {
  return [{ sentence: prose }];
}

export function capital(prose: Prose): Prose {
  return [{ capital: prose }];
}

/** For a message: `one` for 1, else `many`; other languages have forms of their own. */
export function plural(n: number, one: string, many = `${one}s`): Forms {
  return { n, forms: `${one}|${many}` };
}

function isForms(said: Said | undefined): said is Forms {
  return typeof said === 'object' && 'forms' in said;
}

function proseOf(said: Said): Prose {
  if (typeof said === 'string') return said === '' ? [] : [said];
  if (Array.isArray(said)) return said;
  if (isForms(said)) return [{ figure: { value: said.n, unit: 'count' } }];
  if ('period' in said) return [{ period: said.period }];
  return 'date' in said ? [{ date: said.date }] : [{ figure: spoken(said) }];
}

/** Sentences speak in whole amounts; the tables beside them hold the cents. */
function spoken(figure: Figure): Figure {
  const whole = figure.unit.startsWith('money') && Math.abs(figure.value) >= 100;
  return whole ? { ...figure, value: Math.round(figure.value) } : figure;
}
