import handlebars from 'handlebars';
import type { EditionName } from '../settings/schema.ts';
import type { DictionaryView } from './dictionary.ts';
import type { TextView } from './text/view.ts';
import type { View } from './view.ts';

/** Compiled templates of one edition. */
export interface EditionTemplates {
  readonly subject: (view: View) => string;
  readonly html: (view: View) => string;
  readonly text: (view: View & { readonly text: TextView }) => string;
}

export interface Templates extends Readonly<Record<EditionName, EditionTemplates>> {
  /** A page for browsers, not a mail. */
  readonly dictionary: (view: DictionaryView) => string;
}

/** Template text by name: partials, layouts, and `weekly/report` and the like. */
export type Sources = Readonly<Record<string, string>>;

/** The styles are already written into the HTML ones. */
export interface TemplateSources {
  readonly html: Sources;
  readonly text: Sources;
}

/** A name that the view lacks is an error and no gap in the report; no helper but the built-in ones. */
const strictly = { strict: true, knownHelpersOnly: true };

/** Compiles at the first use of each; text is not escaped, since it knows no markup. */
export function compileTemplates({ html, text }: TemplateSources): Templates {
  const page = withPartials(html);
  const plain = withPartials(text);
  const literally = { ...strictly, noEscape: true };
  const edition = (name: EditionName): EditionTemplates => ({
    subject: plain.compile(text[`${name}/subject`], literally),
    html: page.compile(html[`${name}/report`], strictly),
    text: plain.compile(text[`${name}/report`], literally),
  });
  return {
    weekly: edition('weekly'),
    monthly: edition('monthly'),
    quarterly: edition('quarterly'),
    dictionary: page.compile(html['dictionary/page'], strictly),
  };
}

function withPartials(partials: Sources): ReturnType<typeof handlebars.create> {
  const own = handlebars.create();
  own.registerPartial({ ...partials });
  return own;
}
