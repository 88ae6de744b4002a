import { EventEmitter } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { neededFor } from '../../../lambdas/local/preview/settings_change.ts';
import { follow, matters } from '../../../lambdas/local/preview/watch.ts';
import { parseSettings } from '../../../lambdas/settings/parse.ts';

class Fake extends EventEmitter {
  closed = false;
  async close() {
    this.closed = true;
  }
  change(...paths: string[]) {
    for (const path of paths) this.emit('all', 'change', path);
  }
}

describe('what is watched', () => {
  it('is templates, languages, styles and settings, and not what editors write beside them', () => {
    const paths = ['a/report.html.hbs', 'languages/de.json', 'x/dark.css', 'search.js'];
    expect(paths.filter(matters)).toEqual(paths);
    expect(['a/.report.hbs.swp', 'a/report.hbs~', 'a/4913', 'a/notes.md'].filter(matters)).toEqual(
      [],
    );
  });

  it('is rendered once for files that are saved together', async () => {
    const [watcher, renewed] = [new Fake(), [] as string[][]];
    const following = follow(watcher, async (paths) => {
      renewed.push([...paths]);
    });
    watcher.change('a.hbs', 'b.css', 'a.hbs', 'c.md');
    await wait(200);
    await following.close();
    expect(renewed).toEqual([['a.hbs', 'b.css']]);
    expect(watcher.closed).toBe(true);
  });

  it('is rendered again when it changes while it is rendered, and never twice at a time', async () => {
    const [watcher, renewed] = [new Fake(), [] as string[][]];
    let [running, most] = [0, 0];
    const following = follow(watcher, async (paths) => {
      running += 1;
      most = Math.max(most, running);
      await wait(250);
      renewed.push([...paths]);
      running -= 1;
    });
    watcher.change('a.hbs');
    await wait(150);
    watcher.change('b.hbs');
    await wait(120);
    watcher.change('c.hbs');
    await wait(500);
    await following.close();
    expect(renewed.flat()).toEqual(['a.hbs', 'b.hbs', 'c.hbs']);
    expect(most).toBe(1);
  });
});

const settings = (more: object) => parseSettings(JSON.stringify(more), 'test');
const dana = { email: 'dana@example.com', name: 'Dana', editions: ['weekly'] };
const scoped = { ...dana, scope: { csm: ['Dana'] } };

describe('changed settings', () => {
  it.each([
    ['another company name', { company: 'Acme' }, 'compose'],
    ['a target', { targets: { mrr: 10 } }, 'compose'],
    ['the language of a reader', { readers: [{ ...dana, language: 'de' }] }, 'compose'],
    [
      'another reader of the same part',
      { readers: [dana, { ...dana, email: 'b@example.com' }] },
      'compose',
    ],
    [
      'a reader of another part',
      { readers: [dana, { ...scoped, email: 'b@example.com' }] },
      'measure',
    ],
    ['another edition', { readers: [{ ...dana, editions: ['monthly'] }] }, 'measure'],
    ['a definition', { definitions: { fx_max_age_days: 3 } }, 'measure'],
    ['a time zone', { time_zone: 'Europe/Berlin' }, 'measure'],
  ])('that are %s need no more than they must', (_, change, needed) => {
    expect(neededFor(settings({ readers: [dana] }), settings({ readers: [dana], ...change }))).toBe(
      needed,
    );
  });
});
