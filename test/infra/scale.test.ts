import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { yearOf } from '../../infra/scale/company.ts';
import { needs } from '../../infra/scale/needs.ts';
import { written } from '../../infra/scale/tables.ts';

const document = readFileSync(new URL('../../infra/SCALE.md', import.meta.url), 'utf8');

describe('what breaks first', () => {
  it('is worked out from the code as it is; else run npx tsx .ci/scale.ts', () => {
    expect(written(document)).toBe(document);
  });

  it('is a text around its tables, which cannot be written where they have no place', () => {
    expect(() => written('# Scale')).toThrow('has lost its marks');
  });

  it('is no partition and no text, however many events there are', () => {
    const year = yearOf(1e11);
    const bound = needs.filter(({ what }) => /partitions|names of/.test(what));
    expect(bound.map(({ of, limit }) => of(year) < limit / 5)).toEqual([true, true]);
  });

  it('keeps settled months of few events in a file for each table, and every large day in one', () => {
    expect(yearOf(1e6).files).toBeLessThan(60 * 8);
    expect(yearOf(1e10).files).toBe(365 * 8);
  });
});
