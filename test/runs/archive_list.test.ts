import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { openFolder } from '../../lambdas/local/folder.ts';
import { loadTemplates } from '../../lambdas/local/templates.ts';
import { entryFile, sitePen } from '../../lambdas/rendering/archive/book.ts';
import type { Entry } from '../../lambdas/rendering/archive/reports_page.ts';
import { english } from '../../lambdas/rendering/languages/words.ts';
import { renewList } from '../../lambdas/runs/archive_list.ts';
import { json } from '../../lambdas/runs/keeper.ts';

const templates = await loadTemplates(new URL('../../templates', import.meta.url).pathname);
const root = mkdtempSync(join(tmpdir(), 'cs-pulse-list-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const book = 'site/company';
const pen = sitePen({ language: 'en', locale: 'en-GB' }, templates, 'USD');
const order = { words: english, pen, company: 'Tiny', scope: null };

const entryOf = (edition: Entry['edition'], period: string, end: string, run = 'r1'): Entry => ({
  ...{ edition, period, start: '2026-01-01', end, run, as_of: 'latest', snapshot: end },
  ...{ company: 'Tiny', scope: null, headline: [`What ${period} <said>`] },
});
const week = entryOf('weekly', '2026-W44', '2026-11-02');
const month = entryOf('monthly', '2026-10', '2026-11-01');

const put = (files: ReturnType<typeof openFolder>, one: Entry) =>
  files.write(entryFile(book, one), json(one));
const listOf = (folder: string) => readFileSync(join(folder, book, 'index.html'), 'utf8');
const periods = (text: string) =>
  [...text.matchAll(/<a href="([^"]+)index\.html">/g)].map(([, at]) => at);

describe('the list of reports', () => {
  it('has every run that entered, newest first, and shows what they said as text', async () => {
    const files = openFolder(join(root, 'a'));
    for (const one of [month, week]) await put(files, one);
    await renewList(files, templates, book, order);
    const text = listOf(join(root, 'a'));
    expect(periods(text)).toEqual(['weekly/2026-W44/r1/', 'monthly/2026-10/r1/']);
    expect(text).toContain('What 2026-W44 &lt;said&gt;');
  });

  it('is the same to the byte in whatever order runs ended', async () => {
    const texts = [];
    for (const [name, entries] of Object.entries({ b: [week, month], c: [month, week] })) {
      const files = openFolder(join(root, name));
      for (const one of entries) {
        await put(files, one);
        await renewList(files, templates, book, order);
      }
      texts.push(listOf(join(root, name)));
    }
    expect(texts[0]).toBe(texts[1]);
  });

  it('misses no run that enters between its reading and its writing', async () => {
    const folder = join(root, 'd');
    const files = openFolder(folder);
    await put(files, week);
    let isFirst = true;
    const meanwhile: typeof files = {
      ...files,
      write: async (key, body) => {
        // Another run enters and writes its list just before this one writes the list that it knows.
        if (isFirst) {
          isFirst = false;
          await put(files, month);
          await renewList(files, templates, book, order);
        }
        await files.write(key, body);
      },
    };
    await renewList(meanwhile, templates, book, order);
    expect(periods(listOf(folder))).toEqual(['weekly/2026-W44/r1/', 'monthly/2026-10/r1/']);
  });
});
