import { describe, expect, it } from 'vitest';
import { penFor } from '../../lambdas/rendering/writing/pen.ts';
import type { Figure } from '../../lambdas/reports/model.ts';

const american = penFor('en-US', 'USD');
const money = (value: number, currency = 'USD'): Figure => ({ value, unit: 'money', currency });

describe('a figure in a tile or a sentence', () => {
  const written: readonly [string, Figure, string][] = [
    ['large money in thousands', money(312_431.17), '$312.4k'],
    ['millions with two digits', money(3_749_174), '$3.75M'],
    ['money of some size to the unit', money(1_041.44), '$1,041'],
    ['small money exactly', money(41.4), '$41.40'],
    ['money of 0 as 0', money(0), '$0'],
    ['money without minor units', money(8_200, 'JPY'), '¥8,200'],
    ['a rate with one digit', { value: 104.2, unit: '%' }, '104.2%'],
    ['a share that also has a count', { value: 12.34, unit: 'count & %' }, '12.3%'],
    ['a difference of rates in points', { value: 1.2, unit: 'points', signed: true }, '+1.2 pts'],
    ['a loss with a true minus', { value: -0.6, unit: 'points', signed: true }, '−0.6 pts'],
    [
      'no sign where nothing is left after rounding',
      { value: -0.01, unit: 'points', signed: true },
      '0.0 pts',
    ],
    ['less than an hour in minutes', { value: 0.4, unit: 'hours' }, '24 minutes'],
    ['two days and more in days', { value: 60, unit: 'hours' }, '2.5 days'],
    ['part of a day in hours', { value: 0.25, unit: 'days' }, '6 hours'],
    ['one day in the singular', { value: 1, unit: 'days' }, '1 day'],
    ['what a mean is over', { value: 2.25, unit: 'count/account' }, '2.25 per account'],
    ['what is counted', { value: 1.5, unit: 'orders/customer' }, '1.5 orders per customer'],
    ['a score', { value: 71.84, unit: 'score 0-100' }, '71.8'],
    ['a ratio', { value: 3.2, unit: 'ratio' }, '3.2'],
  ];

  it.each(written)('writes %s', (_, figure, text) => {
    expect(american.brief(figure).replaceAll('\u00a0', ' ')).toBe(text);
  });

  it('writes money of another currency by its unambiguous sign', () => {
    expect(american.brief(money(900, 'CAD'))).toBe('CA$900');
  });

  it('writes as the locale of the reader wants it', () => {
    const german = penFor('de-DE', 'EUR');
    expect(german.brief({ value: 104.2, unit: '%' })).toBe('104,2\u00a0%');
    expect(german.column([money(4_850.5, 'EUR')])).toEqual(['4.850,50\u00a0€']);
    expect(german.date('2026-11-09')).toBe('9.\u00a0Nov.\u00a02026');
  });
});

describe('a column of a table', () => {
  it('is exact, with minor units for all of its amounts or for none', () => {
    expect(american.column([money(312_431.17), money(1_720)])).toEqual([
      '$312,431.17',
      '$1,720.00',
    ]);
    expect(american.column([money(4_850), null, money(980)])).toEqual(['$4,850', '–', '$980']);
  });
});

describe('a period', () => {
  it.each([
    ['2026-W45', 'long', 'Week 45, 2026'],
    ['2026-W45', 'short', 'week 45'],
    ['2026-10', 'long', 'October 2026'],
    ['2026-Q3', 'short', 'Q3 2026'],
    ['FY26', 'long', 'FY26'],
  ] as const)('%s is written %s as %s', (label, width, text) => {
    expect(american.period(label, width)).toBe(text);
  });

  it('ends on the day before its exclusive end', () => {
    expect(american.span('2026-11-02', '2026-11-09')).toMatch(/^Nov 2\s–\s8, 2026$/);
  });
});

describe('German numbers in an English text', () => {
  const mixed = penFor('de-DE', 'USD', 480, 'en-DE');

  it('keep their words English', () => {
    expect(mixed.prose(['ends in ', { figure: { value: 8, unit: 'days' } }])).toBe(
      'ends in 8 days',
    );
    expect(mixed.date('2026-10-05')).toMatch(/Oct/);
    expect(mixed.number({ value: 46.44, unit: '%' })).toMatch(/^46,4/);
  });
});
