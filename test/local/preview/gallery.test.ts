import { request } from 'node:http';
import { connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import { afterAll, describe, expect, it } from 'vitest';
import { loadDesign } from '../../../lambdas/local/preview/design.ts';
import { failureOf } from '../../../lambdas/local/preview/failure.ts';
import { galleryOf, type Pages } from '../../../lambdas/local/preview/gallery.ts';
import { serve } from '../../../lambdas/local/preview/server.ts';
import { caseOf, rendered } from '../../rendering/rendered.ts';

const name = 'hostile';
const { eml } = await rendered(caseOf(name));
const reader = { name: '<b>Dana</b>', email: 'dana@example.com' };
const message = { id: 'monthly/dana@example.com', edition: 'monthly', reader, version: 'en', eml };
const design = await loadDesign();
const shown = { messages: [message], failure: null, remark: 'Rendered', live: true };
const pages = galleryOf(shown, design);
const textOf = (all: Pages, path: string) => String(all.get(path)?.body());

describe('the gallery', () => {
  it('has a page for every message, each client’s look and its files', () => {
    const page = textOf(pages, 'monthly/dana@example.com/index.html');
    const linked = [...page.matchAll(/(?:src|href)="((?!\.\.|data:)[^"]+)"/g)].map(
      ([, to = '']) => to,
    );
    expect(linked.length).toBeGreaterThan(12);
    for (const to of linked) {
      expect(pages.has(`monthly/dana@example.com/${decodeURIComponent(to)}`), to).toBe(true);
    }
    const look = textOf(pages, 'monthly/dana@example.com/gmail.html');
    expect(look).not.toMatch(/src="(?!data:image\/png;base64,iVBOR)/);
  });

  it('lists subject and preheader as a phone cuts them', () => {
    const front = textOf(pages, 'index.html');
    const listed = [...front.matchAll(/<span class="listed[^>]*>([^<]*)</g)].map(
      ([, words = '']) => words,
    );
    expect(listed).toHaveLength(2);
    for (const words of listed)
      expect(words.replaceAll(/&[^;]+;/g, '&').length).toBeLessThanOrEqual(41);
  });

  it('shows what names hold and runs nothing of it', () => {
    for (const [path, { type, body }] of pages) {
      if (type.startsWith('text/html'))
        expect(String(body()), path).not.toMatch(/<b>Dana|<script>alert/);
    }
    expect(textOf(pages, 'monthly/dana@example.com/index.html')).toMatch(/<iframe[^>]* sandbox>/);
  });

  it('loads again by itself only while it is served', () => {
    expect(textOf(pages, 'index.html')).toContain('gallery.js');
    expect(textOf(galleryOf({ ...shown, live: false }, design), 'index.html')).not.toContain(
      '<script',
    );
  });

  it('says what is wrong, and where, above the last good rendering', () => {
    const failure = { message: 'Parse error', places: ['templates/weekly/report.html.hbs:3'] };
    const page = textOf(
      galleryOf({ ...shown, failure }, design),
      'monthly/dana@example.com/index.html',
    );
    expect(page).toContain('templates/weekly/report.html.hbs:3');
    expect(page).toContain('last good rendering');
    expect(page).toContain('gmail.html');
  });
});

describe('a fault of a template', () => {
  const places = (error: unknown, files: Record<string, string>, changed: string[] = []) =>
    failureOf(error, new Map(Object.entries(files)), new Set(changed)).places;

  it('is named by file and line when it is no template', () => {
    const files = { 'weekly/report.html.hbs': '<p>\n{{#if a}}\n', 'x.css': '{{' };
    expect(places(new Error('any'), files)).toEqual(['templates/weekly/report.html.hbs:3']);
  });

  it('is named where a name, a partial or a helper stands that is not there', () => {
    const files = {
      'partials/a.html.hbs': 'x\n{{nope}} {{nopes}}',
      'partials/b.html.hbs': '{{> lost}}',
    };
    const at = (message: string) => places(new Error(message), files);
    expect(at('"nope" not defined in [object Object] - 1:2')).toEqual([
      'templates/partials/a.html.hbs:2',
    ]);
    expect(at('The partial lost could not be found')).toEqual(['templates/partials/b.html.hbs:1']);
  });

  it('is looked for first in what was changed last', () => {
    const files = { 'a.hbs': '{{nope}}', 'b.hbs': '\n{{nope}}' };
    expect(places(new Error('"nope" not defined'), files, ['b.hbs'])).toEqual([
      'templates/b.hbs:2',
    ]);
  });

  it('is named in a language file that is no JSON', () => {
    const at = places(new Error('any'), { 'languages/de.json': '{\n "a": 1,\n}' });
    expect(at).toEqual(['templates/languages/de.json:3']);
  });
});

describe('the server', async () => {
  const gallery = await serve(() => pages, 0);
  afterAll(() => gallery.close());
  const { port } = new URL(gallery.address);

  it('serves the gallery', async () => {
    const page = await fetch(gallery.address);
    expect([page.status, page.headers.get('content-type')]).toEqual([
      200,
      'text/html; charset=utf-8',
    ]);
    expect((await fetch(`${gallery.address}monthly/dana@example.com/`)).status).toBe(200);
  });

  it.each([
    '/../package.json',
    '/%2e%2e/package.json',
    '/..%2fpackage.json',
    '/%',
    '//etc/passwd',
    '/x',
  ])('has no page at %s', async (path) => expect(await statusOf(path)).toBe(404));

  it('answers to no other name, as a page of the internet would call it', async () => {
    expect(await statusOf('/', 'attacker.example')).toBe(403);
  });

  it('is reached from this machine alone', async () => {
    const others = Object.values(networkInterfaces())
      .flatMap((all) => all ?? [])
      .filter(({ internal, family }) => !internal && family === 'IPv4');
    for (const { address } of others) {
      const reached = await new Promise((done) => {
        const socket = connect(Number(port), address, () => done(true)).on('error', () =>
          done(false),
        );
        socket.unref();
      });
      expect(reached, address).toBe(false);
    }
    expect(gallery.address).toMatch(/^http:\/\/127\.0\.0\.1:/);
  });

  it('tells open pages to load again', async () => {
    const { body } = await fetch(`${gallery.address}events`);
    const events = body?.getReader();
    await events?.read();
    gallery.changed();
    expect(new TextDecoder().decode((await events?.read())?.value)).toContain('data: changed');
    await events?.cancel();
  });

  function statusOf(path: string, host = `127.0.0.1:${port}`): Promise<number | undefined> {
    return new Promise((done, failed) => {
      const sent = request({ host: '127.0.0.1', port, path, headers: { host } }, (answer) => {
        answer.resume();
        done(answer.statusCode);
      });
      sent.on('error', failed).end();
    });
  }
});
