import { describe, expect, it } from 'vitest';
import type { Row } from '../../../lambdas/local/demo/tables/cells.ts';
import { tables as canonical, findTable } from '../../../lambdas/tables/catalogue.ts';
import type { Column } from '../../../lambdas/tables/column.ts';
import { asOf, demoCompany, text } from './company.ts';

const { tables, rows } = demoCompany();

const shapes: Partial<Record<Column['type'], RegExp>> = {
  integer: /^-?\d+$/,
  mrr: /^\d+\.\d{6}$/,
  number: /^-?\d+(\.\d{1,6})?$/,
  boolean: /^(true|false)$/,
  date: /^\d{4}-\d\d-\d\d$/,
  instant: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/,
};

function wrongCells(name: string, row: Row): string[] {
  const columns = findTable(name)?.columns ?? {};
  const unknown = Object.keys(row).filter((column) => !(column in columns));
  const wrong = Object.entries(columns).filter(([column, { type, required, values }]) => {
    const value = row[column] ?? null;
    if (value === null || value === '') return required;
    const isListed = values === undefined || values.includes(String(value));
    return !isListed || !(shapes[type] ?? /./).test(String(value));
  });
  return [...unknown, ...wrong.map(([column]) => column)];
}

describe.each(canonical.filter(({ name }) => name !== 'events'))(
  'the demo table $name',
  (table) => {
    const own = rows(table.name);

    it('has rows', () => {
      expect(own.length).toBeGreaterThan(0);
    });

    it('holds canonical columns and values only', () => {
      const wrong = own.flatMap((row) => wrongCells(table.name, row));
      expect([...new Set(wrong)]).toEqual([]);
    });

    it('fills every column somewhere', () => {
      const never = Object.keys(table.columns).filter((column) =>
        own.every((row) => (row[column] ?? '') === ''),
      );
      // Staging finds the rule of a link.
      expect(never).toEqual(table.name === 'account_links' ? ['rule'] : []);
    });

    it('names no key twice', () => {
      const keys = own.map((row) => table.key.map((column) => text(row, column)).join('|'));
      expect(new Set(keys).size).toBe(keys.length);
    });

    it('keeps the rules of its rows', () => {
      const broken = own.flatMap((row) => table.rules.filter(({ holds }) => !holds(row)));
      expect(broken.map(({ says }) => says)).toEqual([]);
    });
  },
);

/** Dates that lie ahead by their nature. */
const ahead = new Set([
  'subscription_periods.ends_on',
  'contracts.starts_on',
  'contracts.ends_on',
  'opportunities.expected_close_on',
  'opportunity_history.expected_close_on',
  'invoices.due_at',
]);

describe('the demo company', () => {
  it('tells no fact of the day of its making or later', () => {
    const late = [...tables].flatMap(([name, all]) =>
      Object.entries(findTable(name)?.columns ?? {})
        .filter(([, { type }]) => type === 'instant' || type === 'date')
        .filter(([column]) => !ahead.has(`${name}.${column}`) && column !== 'covers_until')
        .filter(([column]) =>
          all.some((row) => row.outcome !== 'scheduled' && text(row, column) >= asOf),
        )
        .map(([column]) => `${name}.${column}`),
    );
    expect(late).toEqual([]);
  });

  it('runs no item twice at once, and leaves no gap in it', () => {
    const spans = rows('subscription_periods');
    const overlaps = spans.filter((span, place) => {
      const next = spans[place + 1];
      const goesOn = next?.subscription_item_id === span.subscription_item_id;
      return next && goesOn && text(span, 'ends_on') !== text(next, 'starts_on');
    });
    expect(overlaps).toEqual([]);
  });

  it('never ends a span before it has begun', () => {
    const empty = rows('subscription_periods').filter(
      (row) => row.ends_on !== null && text(row, 'ends_on') <= text(row, 'starts_on'),
    );
    expect(empty).toEqual([]);
  });

  it.each([
    ['account_id', 'accounts', 'account_id'],
    ['user_id', 'users', 'user_id'],
    ['contact_id', 'contacts', 'contact_id'],
    ['lead_id', 'leads', 'lead_id'],
    ['referral_id', 'referrals', 'referral_id'],
    ['subscription_id', 'subscription_periods', 'subscription_id'],
    ['renewed_by_contract_id', 'contracts', 'contract_id'],
    ['merged_into_account_id', 'accounts', 'account_id'],
    ['referrer_user_id', 'users', 'user_id'],
    ['csm', 'csm_time', 'csm'],
  ])('points with %s at rows of %s only', (column, target, key) => {
    const known = new Set(rows(target).map((row) => row[key]));
    const lost = [...tables].flatMap(([name, all]) =>
      all
        .filter((row) => (row[column] ?? null) !== null && !known.has(row[column] ?? null))
        .map((row) => `${name} ${row[column]}`),
    );
    expect(lost).toEqual([]);
  });
});
