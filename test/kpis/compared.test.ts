import { describe, expect, it } from 'vitest';
import { factsAt, type Place } from '../../lambdas/kpis/facts.ts';
import { cells } from '../../lambdas/kpis/measures/cells.ts';
import { windowId } from '../../lambdas/kpis/measures/windows.ts';
import { ownCurrency } from '../../lambdas/kpis/rates.ts';
import { definitions } from '../../lambdas/settings/definitions.ts';

const id = windowId(0, 'period');
const row = { window_id: BigInt(id), dimension: 'all', value: '', currency: 'EUR', closing: 700n };
const measured = { subject: () => cells([row]), fact: () => cells([]) };

const place = (isShown: boolean): Place => ({
  ...{ windowId: id, periodWindowId: id, dimension: 'all', value: '', days: 7, features: [] },
  ...{ converter: ownCurrency('EUR'), definitions: definitions.parse({}), isShown },
  ...{ previous: null, lastYear: null },
  elsewhere: () => factsAt(measured, place(isShown)),
});

describe('a period that a trend is only compared with', () => {
  const facts = factsAt(measured, place(false));

  it('knows what it is compared by', () => {
    expect(facts.rows('recurring_revenue')).toEqual([row]);
  });

  it.each([
    ['usage', () => facts.count('usage', 'users')],
    ['usage', () => facts.countAtClosing('usage', 'users')],
    ['activation', () => facts.fact('activation')],
    ['feature_user', () => facts.items('feature_user')],
  ])('does not pass for one in which there was no %s', (name, asked) => {
    expect(asked).toThrow(`${name} is not measured for periods before the trend`);
  });

  it('is no other once it is shown', () => {
    expect(factsAt(measured, place(true)).rows('usage')).toEqual([row]);
  });
});
