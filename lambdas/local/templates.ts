import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import juice from 'juice';
import {
  compileTemplates,
  type Sources,
  type TemplateSources,
  type Templates,
} from '../rendering/templates.ts';
import { editionNames } from '../settings/schema.ts';

export async function loadTemplates(folder: string): Promise<Templates> {
  return compileTemplates(await readTemplates(folder));
}

/** The templates below a folder with the styles written into them: the form in which a bundle carries them. */
export async function readTemplates(folder: string): Promise<TemplateSources> {
  const css = await readFile(join(folder, 'layouts/email.css'), 'utf8');
  const html = await readAll(folder, '.html.hbs');
  const kept = await readKeptStyles(folder);
  const named = classesIn([...Object.values(kept), html.email ?? ''].join(' '));
  const inlined = Object.entries(html).map(([name, source]) => [
    name,
    lighter(inline(source, css), named),
  ]);
  return {
    html: {
      ...Object.fromEntries(inlined),
      ...kept,
      ...(await readDictionary(folder)),
    },
    text: await readAll(folder, '.txt.hbs'),
  };
}

async function readAll(folder: string, ending: string): Promise<Sources> {
  const shared = ['layouts', 'partials'].map((part) => readFolder(folder, part, '', ending));
  const editions = editionNames.map((name) => readFolder(folder, name, `${name}/`, ending));
  return Object.assign({}, ...(await Promise.all([...shared, ...editions])));
}

async function readFolder(
  folder: string,
  part: string,
  prefix: string,
  ending: string,
): Promise<Sources> {
  const names = (await readdir(join(folder, part))).filter((name) => name.endsWith(ending)).sort();
  const entries = names.map(async (name) => [
    prefix + basename(name, ending),
    await readFile(join(folder, part, name), 'utf8'),
  ]);
  return Object.fromEntries(await Promise.all(entries));
}

/** On the template, so that no mail pays for it; juice leaves what stands in mustaches alone. */
function inline(source: string, css: string): string {
  // Both would write heights like "auto" into attributes, where only pixels may stand.
  const inlined = juice.inlineContent(source, css, {
    applyWidthAttributes: false,
    applyHeightAttributes: false,
  });
  return inlined.replaceAll(/ style="[^"]*"/g, (style) =>
    style.replaceAll(/([:;,]) /g, '$1').replace(';"', '"'),
  );
}

/** Gmail clips what is too long, so nothing is sent that no client looks at: unnamed classes, line breaks. */
function lighter(source: string, named: ReadonlySet<string>): string {
  const classes = source.replaceAll(/ class="([^"{]*)"/g, (_, names: string) => {
    const used = names.split(' ').filter((name) => named.has(name));
    return used.length === 0 ? '' : ` class="${used.join(' ')}"`;
  });
  return classes.replaceAll(/>\n+</g, '><');
}

function classesIn(css: string): ReadonlySet<string> {
  return new Set([...css.matchAll(/\.([a-z][\w-]*)/g)].map(([, name = '']) => name));
}

/**
 * Rules that cannot be written into elements. Each has a style element of its own: Gmail drops a whole one
 * for a single selector that it does not take.
 */
async function readKeptStyles(folder: string): Promise<Sources> {
  const phone = compact(await readFile(join(folder, 'layouts/phone.css'), 'utf8'));
  const dark = compact(await readFile(join(folder, 'layouts/dark.css'), 'utf8'));
  return {
    phone_styles: phone,
    dark_styles: `:root{color-scheme:light dark}\n@media (prefers-color-scheme:dark){\n${dark}\n}`,
    // Outlook.com puts the attribute on an element above those that it has recoloured.
    outlook_styles: dark.replaceAll(/(^|[,}\n])(\.)/g, '$1[data-ogsc] $2'),
  };
}

/** A page for browsers keeps its style sheet and script as they are. */
async function readDictionary(folder: string): Promise<Sources> {
  const asWritten = (name: string) => readFile(join(folder, 'dictionary', name), 'utf8');
  return {
    ...(await readFolder(folder, 'dictionary', 'dictionary/', '.html.hbs')),
    dictionary_styles: compact(await asWritten('dictionary.css')),
    dictionary_search: await asWritten('search.js'),
  };
}

function compact(css: string): string {
  return css
    .replaceAll(/\/\*[\s\S]*?\*\//g, '')
    .replaceAll(/\s*([{}:;,])\s*/g, '$1')
    .replaceAll(';}', '}')
    .replaceAll('}', '}\n')
    .trim();
}
