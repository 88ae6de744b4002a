import { z } from 'zod';
import { BadSettings, OurBug } from '../../errors.ts';

/** A file of `templates/languages/`, named by its BCP 47 tag, e.g. `de.json`. */
const languageFile = z.strictObject({
  direction: z.enum(['ltr', 'rtl']),
  /** English text → the same in this language. What is not there, or empty, is said in English. */
  messages: z.record(z.string(), z.string()),
});
type LanguageFile = z.infer<typeof languageFile>;

/** What stands at the places of a text: words ready to be read, a number that chooses a form, or both. */
export type Place = string | number | Numbered;

/** Words that a number stands in: `12 customers`. */
export interface Numbered {
  readonly text: string;
  readonly number: number;
  /** The number alone, as the reader's locale writes it. */
  digits(): string;
}

/** The words of reports in one language. */
export interface Words {
  /** BCP 47 tag. */
  readonly language: string;
  readonly direction: 'ltr' | 'rtl';
  /**
   * An English text in this language. `{0}` is the first place, `{1:account|accounts}` the form that the number
   * at the second asks for: in English one|other, elsewhere the forms of Intl.PluralRules in the order
   * zero|one|two|few|many|other, those that the language has. Of a place that holds words with a number in
   * them, `3 days`, a translation may take the number alone, `{0#} {0:Tag|Tagen}`.
   */
  t(text: string, ...places: readonly Place[]): string;
}

export const english = wordsOf('en', { direction: 'ltr', messages: {} });

/** Throws BadSettings, with the path, where a text is no language file. */
export function parseLanguage(tag: string, text: string): Words {
  const path = `templates/languages/${tag}.json`;
  try {
    return wordsOf(tag, languageFile.parse(JSON.parse(text)));
  } catch (cause) {
    const reason = cause instanceof z.ZodError ? z.prettifyError(cause) : String(cause);
    throw new BadSettings(`${path} is no language file: ${reason}`, { cause });
  }
}

function wordsOf(tag: string, { direction, messages }: LanguageFile): Words {
  const isolated = direction === 'rtl';
  const own = { rules: new Intl.PluralRules(tag), isolated };
  const asEnglish = { rules: new Intl.PluralRules('en'), isolated };
  return {
    language: tag,
    direction,
    t: (text, ...places) => {
      const found = Object.hasOwn(messages, text) ? messages[text] : '';
      if (found) return filled(found, places, own);
      // Without places it may be a text of somebody's own settings, with braces of its own.
      return places.length === 0 ? text : filled(text, places, asEnglish);
    },
  };
}

const inOrder: readonly Intl.LDMLPluralRule[] = ['zero', 'one', 'two', 'few', 'many', 'other'];

const aPlace = /\{(\d)(?:(#)|:([^{}]*))?\}/g;

function filled(
  text: string,
  places: readonly Place[],
  { rules, isolated }: { rules: Intl.PluralRules; isolated: boolean },
): string {
  return text.replaceAll(aPlace, (_, at: string, digits?: string, forms?: string) => {
    const place = places[Number(at)];
    const found = place === undefined ? null : placed(place, digits !== undefined, forms, rules);
    if (found === null) throw new OurBug(`"${text}" has nothing to put at {${at}}`);
    return isolated && forms === undefined ? isolate(found) : found;
  });
}

function placed(
  place: Place,
  alone: boolean,
  forms: string | undefined,
  rules: Intl.PluralRules,
): string | null {
  if (forms !== undefined) {
    if (typeof place === 'string') return null;
    return form(forms, typeof place === 'number' ? place : place.number, rules);
  }
  if (typeof place === 'number') return null;
  if (typeof place === 'string') return place;
  return alone ? place.digits() : place.text;
}

/** Held apart, so that a Latin name or a number does not turn the words around it in a language from the right. */
export function isolate(text: string): string {
  return text === '' ? '' : `\u2068${text}\u2069`;
}

function form(forms: string, count: number, rules: Intl.PluralRules): string {
  const { pluralCategories } = rules.resolvedOptions();
  const known = inOrder.filter((category) => pluralCategories.includes(category));
  const parts = forms.split('|');
  return parts[known.indexOf(rules.select(count))] ?? parts.at(-1) ?? '';
}
