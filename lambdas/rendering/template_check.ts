import handlebars from 'handlebars';
import { BadSettings } from '../errors.ts';
import { parseLanguage } from './languages/words.ts';

const places =
  /^(layouts|partials|weekly|monthly|quarterly|dictionary|archive|languages)\/[\w.-]+\.(hbs|css|js|json)$/;
const language = /^languages\/([\w-]+)\.json$/;

/**
 * Throws BadSettings where a file would not be used as a template, or is none. What it places is known only
 * when it is rendered: a preview shows that.
 */
export function checkTemplate(path: string, text: string): void {
  if (!places.test(path)) {
    throw new BadSettings(
      `templates/${path} is no place of a template; templates lie as in the project, e.g. templates/weekly/report.html.hbs`,
    );
  }
  const tag = language.exec(path)?.[1];
  if (tag !== undefined) parseLanguage(tag, text);
  if (!path.endsWith('.hbs')) return;
  try {
    handlebars.parse(text);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new BadSettings(`templates/${path} is no Handlebars template: ${reason}`, { cause });
  }
  if (/\{\{[{&]/.test(text)) {
    throw new BadSettings(
      `templates/${path} places text unescaped, by {{{ or {{&; a name from a CRM could then write into the report. Use {{`,
    );
  }
}
