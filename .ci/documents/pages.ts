/** What poppler says of a PDF: `npx tsx .ci/documents/pages.ts <report.….pdf> <folder of its answers>`. */
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

const [pdf = '', folder = ''] = process.argv.slice(2);
const answer = (name: string) => readFileSync(join(folder, name), 'utf8');
const faults: string[] = [];
const check = (is: boolean, what: string) => is || faults.push(what);

const info = new Map(
  answer('info')
    .split('\n')
    .map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trim()]),
);
const pages = Number(info.get('Pages'));
check(info.get('Tagged') === 'yes', 'not tagged');
check(/, Q[1-4] \d{4}$/.test(info.get('Title') ?? ''), `title: ${info.get('Title')}`);
check(pages >= 4 && pages <= 20, `${pages} pages`);

const [language = ''] = basename(pdf).split('.').slice(1);
const catalog = readFileSync(pdf, 'latin1');
check(catalog.includes(`/Lang (${language})`), `language is not ${language}`);

const fonts = answer('fonts').split('\n').slice(2).filter(Boolean);
check(fonts.length === 2, `${fonts.length} fonts`);
for (const font of fonts) check(/Inter-\w+ .* yes yes yes /.test(font), `not embedded: ${font}`);

/** Parts in the order in which they are read; a page number below each page. */
const text = answer('text');
const each = text.split('\f').slice(0, -1);
check(each.length === pages, `text of ${each.length} pages`);
for (const [n, page] of each.entries()) {
  const lines = page.split('\n').filter((line) => line.trim() !== '');
  check(lines.length > 3, `page ${n + 1} is empty`);
  check(lines.at(-1)?.includes(`${n + 1}`) ?? false, `page ${n + 1} has no number`);
}
check(!/\bundefined\b|\bNaN\b|\[object|\{\d/.test(text), 'a value that is none');

const structure = answer('structure');
check(answer('complaints') === '', `structure: ${answer('complaints')}`);
const count = (type: string) => structure.match(new RegExp(`^ *${type}\\b`, 'gm'))?.length ?? 0;
check(structure.startsWith('Document') && count('H1') === 1, 'no title in the structure');
check(count('H2') >= 6 && count('H3') >= 15, `${count('H2')} chapters, ${count('H3')} sections`);
check(count('Table') >= 4 && count('TR') >= 20, `${count('Table')} tables`);
check(count('TH') >= count('TR'), 'rows without a head');
check(count('Figure') >= 1, 'no figure');
// Of the list of contents: each chapter begins on the page that it names.
const chapters = [...(each[0] ?? '').matchAll(/^ *(\S.*?) {3,}.* (\d+)$/gm)].filter(
  ([, , page]) => Number(page) <= pages,
);
check(chapters.length >= 5, `${chapters.length} chapters in the contents`);
// The last is the line with the page’s own number.
for (const [, name = '', page = ''] of chapters.slice(0, -1)) {
  const [top] = each[Number(page) - 1]?.split('\n').filter((line) => line.trim() === name) ?? [];
  check(top !== undefined, `${name} is not on page ${page}`);
}
const read = [...structure.matchAll(/^ *"(.*)"$/gm)].map(([, words]) => words).join(' ');
check(read.length > 3000, `${read.length} letters are read aloud`);
check(!/Page \d+ of/.test(read), 'page numbers are read aloud');

console.log(`${pdf}: ${pages} pages, ${count('Table')} tables, ${faults.length} faults`);
if (faults.length > 0) throw new Error(faults.join('\n'));
