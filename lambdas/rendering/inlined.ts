import { createHash } from 'node:crypto';
import { posix } from 'node:path';
import juice from 'juice';
import { BadSettings } from '../errors.ts';
import { editionNames } from '../settings/schema.ts';
import { shortClasses } from './short_classes.ts';
import type { Sources, TemplateSources } from './templates.ts';

/** Files of a templates folder: path below it → text. */
export type TemplateFiles = ReadonlyMap<string, string>;

/** The templates of a folder with the styles written into them: the form in which a bundle carries them. */
export function inlineTemplates(files: TemplateFiles): TemplateSources {
  const css = textOf(files, 'layouts/email.css');
  const html = allOf(files, '.html.hbs');
  const kept = keptStyles(files);
  const named = classesIn([...Object.values(kept), html.email ?? ''].join(' '));
  const short = shortClasses(named);
  const inlined = Object.entries(html).map(([name, source]) => [
    name,
    short.inHtml(lighter(inline(source, css), named)),
  ]);
  const styles = Object.entries(kept).map(([name, sheet]) => [name, short.inCss(sheet)]);
  return {
    html: { ...Object.fromEntries([...inlined, ...styles]), ...pagesOf(files) },
    text: allOf(files, '.txt.hbs'),
    languages: folderOf(files, 'languages', '', '.json'),
  };
}

function textOf(files: TemplateFiles, path: string): string {
  const text = files.get(path);
  if (text === undefined) throw new BadSettings(`the templates lack ${path}`);
  return text;
}

function allOf(files: TemplateFiles, ending: string): Sources {
  const shared = ['layouts', 'partials'].map((part) => folderOf(files, part, '', ending));
  const editions = editionNames.map((name) => folderOf(files, name, `${name}/`, ending));
  return Object.assign({}, ...shared, ...editions);
}

function folderOf(files: TemplateFiles, part: string, prefix: string, ending: string): Sources {
  const paths = [...files.keys()].filter(
    (path) => posix.dirname(path) === part && path.endsWith(ending),
  );
  return Object.fromEntries(
    paths.sort().map((path) => [prefix + posix.basename(path, ending), textOf(files, path)]),
  );
}

/** On the template, so that no mail pays for it; juice leaves what stands in mustaches alone. */
function inline(source: string, css: string): string {
  // Both would write heights like "auto" into attributes, where only pixels may stand.
  const inlined = juice.inlineContent(source, css, {
    applyWidthAttributes: false,
    applyHeightAttributes: false,
  });
  return inlined.replaceAll(/ style="[^"]*"/g, (style) =>
    mirrored(style.replaceAll(/([:;,]) /g, '$1').replace(';"', '"')),
  );
}

/**
 * The sides of a style by the direction of the reader's language: mail clients know no logical properties, so
 * the template places the side, and room that differs from left to right in the order of that language.
 */
function mirrored(style: string): string {
  const placed = style
    .replaceAll('text-align:left', 'text-align:{{@root.sides.start}}')
    .replaceAll('text-align:right', 'text-align:{{@root.sides.end}}');
  return placed.replaceAll(
    /padding:([^\s;]+) ([^\s;]+) ([^\s;]+) ([^\s;"]+)/g,
    (same, top: string, right: string, bottom: string, left: string) =>
      right === left
        ? same
        : `padding:{{#if @root.sides.mirrored}}${top} ${left} ${bottom} ${right}{{else}}${top} ${right} ${bottom} ${left}{{/if}}`,
  );
}

/**
 * Gmail clips what is too long, so nothing is sent that no client looks at: unnamed classes, line breaks, and
 * borders that no table has of itself.
 */
function lighter(source: string, named: ReadonlySet<string>): string {
  const classes = source.replaceAll(/ class="([^"{]*)"/g, (_, names: string) => {
    const used = names.split(' ').filter((name) => named.has(name));
    return used.length === 0 ? '' : ` class="${used.join(' ')}"`;
  });
  return classes.replaceAll(/>\n+</g, '><').replaceAll(' border="0"', '');
}

function classesIn(css: string): ReadonlySet<string> {
  return new Set([...css.matchAll(/\.([a-z][\w-]*)/g)].map(([, name = '']) => name));
}

/**
 * Rules that cannot be written into elements. Each has a style element of its own: Gmail drops a whole one
 * for a single selector that it does not take.
 */
function keptStyles(files: TemplateFiles): Sources {
  const phone = compact(textOf(files, 'layouts/phone.css'));
  const dark = compact(textOf(files, 'layouts/dark.css'));
  return {
    phone_styles: phone,
    dark_styles: `:root{color-scheme:light dark}\n@media (prefers-color-scheme:dark){\n${dark}\n}`,
    // Outlook.com puts the attribute on an element above those that it has recoloured.
    outlook_styles: dark.replaceAll(/(^|[,}\n])(\.)/g, '$1[data-ogsc] $2'),
  };
}

/** Pages for browsers keep one style sheet and their scripts as they are, and name them in their policy. */
function pagesOf(files: TemplateFiles): Sources {
  const styles = ['layouts/palette.css', 'dictionary/dictionary.css', 'archive/site.css'];
  const archive_styles = styles.map((path) => compact(textOf(files, path))).join('\n');
  const archive_theme = textOf(files, 'archive/theme.js');
  const archive_script = textOf(files, 'archive/site.js');
  return {
    ...folderOf(files, 'dictionary', 'dictionary/', '.html.hbs'),
    ...folderOf(files, 'archive', 'archive/', '.html.hbs'),
    ...{ archive_styles, archive_theme, archive_script },
    archive_policy: policy([archive_styles], [archive_theme, archive_script]),
  };
}

/** Nothing is loaded from anywhere, and nothing runs but what the page was written with. */
function policy(styles: readonly string[], scripts: readonly string[]): string {
  const hashes = (texts: readonly string[]) =>
    texts.map((text) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`).join(' ');
  return `default-src 'none'; style-src ${hashes(styles)}; script-src ${hashes(scripts)}; base-uri 'none'; form-action 'none'`;
}

function compact(css: string): string {
  return css
    .replaceAll(/\/\*[\s\S]*?\*\//g, '')
    .replaceAll(/\s*([{}:;,])\s*/g, '$1')
    .replaceAll(';}', '}')
    .replaceAll('}', '}\n')
    .trim();
}
