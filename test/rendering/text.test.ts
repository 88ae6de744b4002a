import { describe, expect, it } from 'vitest';
import { columns } from '../../lambdas/rendering/text/columns.ts';
import { table, wrap } from '../../lambdas/rendering/text/layout.ts';
import { caseOf, cases, rendered } from './rendered.ts';

describe.each(Object.entries(cases))('the text part of %s', (_, variant) => {
  it('fits 78 columns and ends no line in blanks', async () => {
    const { text } = await rendered(variant);
    const lines = text.split('\n');
    expect(lines.filter((line) => columns(line) > 78)).toEqual([]);
    expect(lines.filter((line) => line !== line.trimEnd())).toEqual([]);
  });

  it('has no markup and no unfilled gap', async () => {
    const { text } = await rendered(variant);
    expect(text).not.toMatch(/&(amp|lt|gt|quot|#x?\d+);|\bundefined\b|\bNaN\b|\[object/);
  });
});

describe('the text part', () => {
  const sections = async (name: string) =>
    (await rendered(caseOf(name))).text.match(/^[A-Z ]{6,}$/gm);

  it('of the week starts with what to do', async () => {
    expect((await sections('weekly'))?.slice(0, 3)).toEqual([
      'WHAT TO DO',
      'KEY METRICS',
      'AT RISK',
    ]);
  });

  it('of the month starts with the metrics, the bridge, and why they moved', async () => {
    expect((await sections('monthly'))?.slice(0, 3)).toEqual([
      'KEY METRICS',
      'RECURRING REVENUE',
      'WHY IT MOVED',
    ]);
  });

  it.each([
    ['weekly', ['KPI SPOTLIGHT', 'CUSTOMER STORY']],
    ['monthly', ['LOST CUSTOMERS']],
    ['quarterly', ['LOST CUSTOMERS', 'WHICH KPIS TO KEEP', 'DATA MATURITY']],
  ])('of the %s edition tells what is its own', async (name, own) => {
    const headings = (await rendered(caseOf(name))).text.split('\n');
    const special = [
      'KPI SPOTLIGHT',
      'CUSTOMER STORY',
      'LOST CUSTOMERS',
      'WHICH KPIS TO KEEP',
      'DATA MATURITY',
    ];
    expect(special.filter((heading) => headings.includes(heading))).toEqual(own);
  });

  it('of the quarter says what worked before what did not, then the outlook', async () => {
    const order = [
      'EXECUTIVE SUMMARY',
      'TARGETS MET',
      'TARGETS MISSED',
      'AT RISK',
      'DATA MATURITY',
    ];
    const found = await sections('quarterly');
    expect(found?.filter((heading) => order.includes(heading))).toEqual(order);
  });
});

describe('a table of text', () => {
  it('aligns numbers to the right, also beside names of wide letters', () => {
    expect(
      table([
        ['株式', '$4'],
        ['Acme', '$1,200'],
      ]),
    ).toEqual(['株式      $4', 'Acme  $1,200']);
  });

  it('shortens the name and never the number', () => {
    const [line = ''] = table([['Name '.repeat(40).trim(), '$312,431.17']]);
    expect(line).toMatch(/…\s+\$312,431\.17$/);
    expect(columns(line)).toBeLessThanOrEqual(76);
  });
});

describe('wrapping', () => {
  it('breaks a word only where it alone is longer than a line', () => {
    expect(wrap(`short ${'x'.repeat(100)}`)).toEqual(['short', 'x'.repeat(76), 'x'.repeat(24)]);
  });
});
