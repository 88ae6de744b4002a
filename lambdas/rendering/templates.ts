import handlebars from 'handlebars';
import { BadSettings } from '../errors.ts';
import type { EditionName } from '../settings/schema.ts';
import type { AccountListView, AccountPageView } from './archive/account_pages.ts';
import type { Page } from './archive/frame.ts';
import type { KpiListView, StagePageView } from './archive/kpi_pages.ts';
import type { LogView } from './archive/log_page.ts';
import type { ReportsView } from './archive/reports_page.ts';
import type { RunPageView } from './archive/run_page.ts';
import type { DictionaryView } from './dictionary.ts';
import { english, type Place, parseLanguage, type Words } from './languages/words.ts';
import type { TextView } from './text/view.ts';
import type { View } from './view.ts';

/** Compiled templates of one edition. */
export interface EditionTemplates {
  readonly subject: (view: View) => string;
  readonly html: (view: View) => string;
  readonly text: (view: View & { readonly text: TextView }) => string;
}

/** Pages of the archive. */
export interface ArchiveTemplates {
  readonly reports: (view: ReportsView) => string;
  readonly run: (view: RunPageView) => string;
  readonly kpis: (view: KpiListView) => string;
  readonly stage: (view: StagePageView) => string;
  readonly accounts: (view: AccountListView) => string;
  readonly account_page: (view: AccountPageView) => string;
  readonly log: (view: LogView) => string;
}

export interface Templates extends Readonly<Record<EditionName, EditionTemplates>> {
  /** Pages for browsers, not mails. */
  readonly dictionary: (view: DictionaryView) => string;
  readonly archive: ArchiveTemplates;
  /** The words of a language by its tag. Throws BadSettings where there is no file of it. */
  readonly words: (language: string) => Words;
  /** Tags of the languages that have a file. */
  readonly languages: readonly string[];
}

/** Template text by name: partials, layouts, and `weekly/report` and the like. */
export type Sources = Readonly<Record<string, string>>;

/** The styles are already written into the HTML ones. */
export interface TemplateSources {
  readonly html: Sources;
  readonly text: Sources;
  /** Language files by tag. */
  readonly languages: Sources;
}

/** A name that the view lacks is an error and no gap in the report; no helper but the built-in ones
 * and `t`, which says a fixed text in the reader's language. */
const strictly = { strict: true, knownHelpersOnly: true, knownHelpers: { t: true } };

/** Compiles at the first use of each; text is not escaped, since it knows no markup. */
export function compileTemplates({ html, text, languages }: TemplateSources): Templates {
  const page = withPartials(html);
  const plain = withPartials(text);
  const literally = { ...strictly, noEscape: true };
  const edition = (name: EditionName): EditionTemplates => ({
    subject: speaking(plain.compile(text[`${name}/subject`], literally)),
    html: joined(speaking(page.compile(html[`${name}/report`], strictly))),
    text: speaking(plain.compile(text[`${name}/report`], literally)),
  });
  const site = <Shown extends Page>(name: string): ((view: Shown) => string) =>
    speaking(page.compile(html[`archive/${name}`], strictly));
  return {
    weekly: edition('weekly'),
    monthly: edition('monthly'),
    quarterly: edition('quarterly'),
    dictionary: speaking(page.compile(html['dictionary/page'], strictly)),
    archive: {
      reports: site('reports'),
      run: site('run'),
      kpis: site('kpis'),
      stage: site('stage'),
      accounts: site('accounts'),
      account_page: site('account_page'),
      log: site('log'),
    },
    words: wordsFrom(languages),
    languages: Object.keys(languages),
  };
}

/** With one comment for Word where two stand side by side. */
const joined = (template: (view: View) => string) => (view: View) =>
  template(view).replaceAll('<![endif]--><!--[if mso]>', '');

/** The template with `t` in the language of its view. */
function speaking<Shown extends { readonly words: Words }>(
  template: HandlebarsTemplateDelegate<Shown>,
): (view: Shown) => string {
  return (view) => {
    // Handlebars gives a helper its options after what the template gave.
    const t = (text: string, ...given: unknown[]) =>
      view.words.t(text, ...given.slice(0, -1).map(placeOf));
    return template(view, { helpers: { t } });
  };
}

const placeOf = (given: unknown): Place => (typeof given === 'number' ? given : String(given));

function wordsFrom(languages: Sources): Templates['words'] {
  const parsed = new Map<string, Words>([['en', english]]);
  return (language) => {
    const text = languages[language];
    const words =
      parsed.get(language) ?? (text === undefined ? undefined : parseLanguage(language, text));
    if (words === undefined) {
      const known = ['en', ...Object.keys(languages)].join(', ');
      throw new BadSettings(
        `no report is written in "${language}": there is no templates/languages/${language}.json. Languages that are there: ${known}`,
      );
    }
    parsed.set(language, words);
    return words;
  };
}

function withPartials(partials: Sources): ReturnType<typeof handlebars.create> {
  const own = handlebars.create();
  own.registerPartial({ ...partials });
  return own;
}
