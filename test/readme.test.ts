import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { catalogue } from '../lambdas/kpis/catalogue/catalogue.ts';
import { renewed } from '../lambdas/local/docs/readme.ts';

const root = resolve(import.meta.dirname, '..');
const readme = readFileSync(resolve(root, 'README.md'), 'utf8');

describe('the README', () => {
  it('lists the KPIs and tables as they are (npm run docs makes them anew)', () => {
    expect(readme).toBe(renewed(readme));
    for (const { id, aliases = [], question } of catalogue) {
      for (const name of [id, ...aliases]) expect(readme).toContain(`\`${name}\``);
      expect(readme).toContain(question);
    }
    const folded = readme.match(/<summary>[^<]+: (\d+) KPIs<\/summary>/g) ?? [];
    const counts = folded.map((summary) => Number(/\d+/.exec(summary)?.[0]));
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(catalogue.length);
  });

  it('names only commands that exist', () => {
    const scripts = JSON.parse(readFileSync(resolve(root, 'package.json'), 'utf8')).scripts;
    const named = [...readme.matchAll(/npm run (\w+)/g)].map(([, name = '']) => name);
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
  });
});
