/**
 * The look of a mail in Outlook's Word engine, as far as a browser can show it: Word is not a browser, and
 * what it makes of line heights and fonts only Word shows.
 */
export function asWordShows(html: string): string {
  return withWordsBranch(html)
    .replaceAll(/<style\b[^>]*>([\s\S]*?)<\/style>/g, (_, css: string) => styleElement(css))
    .replaceAll(/<(\w+)\b[^>]*>/g, (tag, name: string) => withoutIgnored(tag, name.toLowerCase()));
}

/** Only Word reads what stands in these comments, and what is meant for all others it does not. */
function withWordsBranch(html: string): string {
  return html
    .replaceAll(/<!--\[if !mso\]><!-->[\s\S]*?<!--<!\[endif\]-->/g, '')
    .replaceAll(/<!--\[if [^\]]*mso[^\]]*\]>([\s\S]*?)<!\[endif\]-->/g, '$1')
    .replaceAll(/<xml>[\s\S]*?<\/xml>/g, '');
}

/** Word takes style sheets, but no media query and no attribute selector. */
function styleElement(css: string): string {
  return `<style>${withoutMedia(css).replaceAll(/\[[^{}]*\{[^{}]*\}/g, '')}</style>`;
}

const media = /@media[^{]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}/g;

/** Style sheet without its media queries, or without those that the test names. */
export function withoutMedia(css: string, named: (query: string) => boolean = () => true): string {
  return css.replaceAll(media, (query) => (named(query) ? '' : query));
}

const ignoredAnywhere =
  /^(border-radius|box-shadow|text-shadow|opacity|transform|position|float|flex|grid|gap|align-items|justify-content|min-|overflow|object-fit|background-image|filter|inset|top|left|right|bottom|word-break|overflow-wrap|hyphens)/;
const sizedByCss = ['table', 'td', 'th'];

function withoutIgnored(tag: string, name: string): string {
  return tag.replace(/ style="([^"]*)"/, (_, css: string) => {
    const kept = css.split(';').filter((declaration) => takesIt(declaration, name));
    return kept.length === 0 ? '' : ` style="${kept.join(';')}"`;
  });
}

function takesIt(declaration: string, tag: string): boolean {
  const [property = '', value = ''] = declaration.split(/:(.*)/s).map((part) => part.trim());
  if (ignoredAnywhere.test(property)) return false;
  if (/var\(|gradient\(|\drem|calc\(/.test(value)) return false;
  if (/^margin/.test(property)) return !/auto|-\d/.test(value);
  if (/^padding/.test(property)) return tag === 'td' || tag === 'th';
  if (property === 'max-width') return tag === 'table';
  if (/^(width|height)$/.test(property)) return sizedByCss.includes(tag);
  return property !== 'display' || value.startsWith('none');
}
