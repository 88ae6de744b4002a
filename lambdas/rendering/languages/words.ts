import { z } from 'zod';
import { BadSettings, OurBug } from '../../errors.ts';

/** A file of `templates/languages/`, named by its BCP 47 tag, e.g. `de.json`. */
const languageFile = z.strictObject({
  direction: z.enum(['ltr', 'rtl']),
  /** English text → the same in this language. What is not there is said in English. */
  messages: z.record(z.string(), z.string()),
});
type LanguageFile = z.infer<typeof languageFile>;

/** What stands at the places of a text: words ready to be read, or a number that chooses a form. */
export type Place = string | number;

/** The words of reports in one language. */
export interface Words {
  /** BCP 47 tag. */
  readonly language: string;
  readonly direction: 'ltr' | 'rtl';
  /**
   * An English text in this language. `{0}` is the first place, `{1:account|accounts}` the form that the number
   * at the second asks for: in English one|other, elsewhere the forms of Intl.PluralRules in the order
   * zero|one|two|few|many|other, those that the language has.
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
  const rules = new Intl.PluralRules(tag);
  const englishRules = new Intl.PluralRules('en');
  return {
    language: tag,
    direction,
    t: (text, ...places) => {
      const found = Object.hasOwn(messages, text) ? messages[text] : undefined;
      return filled(found ?? text, places, found === undefined ? englishRules : rules);
    },
  };
}

const inOrder: readonly Intl.LDMLPluralRule[] = ['zero', 'one', 'two', 'few', 'many', 'other'];

function filled(text: string, places: readonly Place[], rules: Intl.PluralRules): string {
  return text.replaceAll(/\{(\d)(?::([^{}]*))?\}/g, (_, at: string, forms: string | undefined) => {
    const place = places[Number(at)];
    if (forms === undefined && typeof place === 'string') return place;
    if (forms !== undefined && typeof place === 'number') return form(forms, place, rules);
    throw new OurBug(`"${text}" has nothing to put at {${at}}`);
  });
}

function form(forms: string, count: number, rules: Intl.PluralRules): string {
  const { pluralCategories } = rules.resolvedOptions();
  const known = inOrder.filter((category) => pluralCategories.includes(category));
  const parts = forms.split('|');
  return parts[known.indexOf(rules.select(count))] ?? parts.at(-1) ?? '';
}
