import { readFile } from 'node:fs/promises';
import handlebars from 'handlebars';
import type { Design } from './gallery.ts';

const file = (name: string) => readFile(new URL(name, import.meta.url), 'utf8');

const palette = '../../../templates/layouts/palette.css';

/** The gallery's own looks, which lie beside its code: they are no part of a report. Its
 * colours are those of the archive. */
export async function loadDesign(): Promise<Design> {
  return {
    page: handlebars.compile(await file('gallery.html.hbs'), { knownHelpersOnly: true }),
    css: [await file(palette), await file('gallery.css')].join('\n'),
    script: await file('gallery.js'),
  };
}
