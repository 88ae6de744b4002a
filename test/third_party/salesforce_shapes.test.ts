import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { salesforce } from '../../lambdas/exports/salesforce/salesforce.ts';
import type { Group, Kept, Mapped } from '../../lambdas/exports/source.ts';
import { salesforceOptions } from '../../lambdas/settings/exports/salesforce.ts';
import { findTable } from '../../lambdas/tables/catalogue.ts';
import { rowSchema } from '../../lambdas/tables/row_schema.ts';
import { csvOf, type SalesforceRecord } from '../exports/vendors/salesforce_shapes.ts';

const folder = resolve(import.meta.dirname, '../../../shared/data/dbt_salesforce');
const present = existsSync(folder);
const why = present ? '' : ` (skipped: ${folder} is not there)`;

const source = salesforce(salesforceOptions.parse({ currency: 'USD' }));
const objectOf = (name: string) => {
  const object = source.objects.find((one) => one.name === name);
  if (!object) throw new Error(`no ${name}`);
  return object;
};

/** Fivetran's words for Salesforce's: `owner_id` is OwnerId, times have no zone, true is TRUE. */
function theirs(row: Readonly<Record<string, string>>): SalesforceRecord {
  const cells = Object.entries(row).map(([column, cell]) => {
    const name = column.replace(/(^|_)([a-z0-9])/g, (_, __, letter: string) =>
      letter.toUpperCase(),
    );
    if (/^(true|false)$/i.test(cell)) return [name, cell.toLowerCase()];
    const [, date, time] = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)/.exec(cell) ?? [];
    if (!date) return [name, cell];
    const isDate = ['ActivityDate', 'CloseDate', 'ConvertedDate'].includes(name);
    return [name, isDate ? date : `${date}T${time}.000Z`];
  });
  // What Fivetran's test data leaves out: when a row was changed, and of users that none is deleted.
  const known = {
    IsDeleted: 'false',
    SystemModstamp: '2019-11-11T17:23:34.000Z',
    CreatedDate: '2019-01-01T00:00:00.000Z',
  };
  return { ...known, ...Object.fromEntries(cells.filter(([, cell]) => cell !== '')) };
}

/** Records of an object as Bulk API 2.0 would give them, read back. */
function received(name: string, file: string): readonly unknown[] {
  const text = readFileSync(join(folder, `sf_${file}_data.csv`), 'utf8');
  const rows: readonly Record<string, string>[] = parse(text, { columns: true });
  const object = objectOf(name);
  const records = rows.map(theirs);
  const asked = Object.keys('shape' in object.schema ? (object.schema.shape as object) : {});
  const columns = [...asked, 'Type'].filter((column) => records.some((one) => column in one));
  return object.read([{ path: '/jobs/query/750/results', body: csvOf(columns, records) }]);
}

function kept(name: string, file: string): readonly Kept<unknown>[] {
  const object = objectOf(name);
  return received(name, file).map((raw) => {
    const data = object.schema.parse(raw);
    const { id, changedAt, isDeleted } = object.identify(data);
    return { id, changedAt, isDeleted, data, seenAt: '2026-01-01T00:00:00.000Z', states: [] };
  });
}

function mapped(name: string, file: string) {
  const notes: string[] = [];
  const users = kept('User', 'user');
  const rows = kept(name, file).flatMap((one): readonly Mapped[] => {
    const group = {
      key: one.id,
      of: ({ name: asked }: { readonly name: string }) => (asked === name ? [one] : []),
    } as Group;
    return [
      ...source.mapping.rows(group, {
        find: ((_: unknown, id: string) => users.find((user) => user.id === id)) as never,
        ...{ namesAccounts: true, until: '2026-01-01T00:00:00.000Z' },
        note: (table, text) => void notes.push(`${table}: ${text}`),
      }),
    ];
  });
  return { rows, notes };
}

/** Rows as they would be landed; throws where one would be rejected. */
const landed = (rows: readonly Mapped[]) =>
  rows.flatMap((one) => {
    const table = findTable(one.table);
    return table && 'row' in one ? [rowSchema(table).parse(one.row)] : [];
  });

describe.skipIf(!present)(`Salesforce's columns in Fivetran's test data${why}`, () => {
  it.each([
    ['Account', 'account', 10],
    ['Contact', 'contact', 4],
    ['Lead', 'lead', 1],
    ['Opportunity', 'opportunity', 10],
    ['Task', 'task', 10],
    ['Event', 'event', 10],
    ['User', 'user', 10],
  ])('parse: every %s', (name, file, count) => {
    const records = received(name, file);
    const taken = records.filter((one) => objectOf(name).schema.safeParse(one).success);
    expect([records.length, taken.length]).toEqual([count, count]);
  });

  it('give accounts that live, and of deleted ones the loser of a merge alone', () => {
    const { rows } = mapped('Account', 'account');
    const accounts = landed(rows).map((row) => [row.name, row.merged_into_account_id]);
    expect(accounts).toEqual([
      ["Eric's Test", null],
      ['Seinfeld', 'L4izOo4yZpLq5io5YM8pvA=='],
    ]);
  });

  it('give no deal: all of them are in the recycle bin', () => {
    expect(mapped('Opportunity', 'opportunity').rows).toEqual([]);
  });

  it('give contacts of accounts that are not there too, and count the one without', () => {
    const { rows, notes } = mapped('Contact', 'contact');
    expect(landed(rows).map((row) => row.account_id)).toHaveLength(3);
    expect(notes).toEqual(['contacts: Contact: private, without an account; left out']);
  });

  it('give the lead with the account that it became', () => {
    expect(landed(mapped('Lead', 'lead').rows)).toMatchObject([
      {
        converted_account_id: '0011G00000tLWKnQAO',
        converted_at: '2019-11-11T17:23:34.000Z',
        created_at: '2019-11-11T17:23:34.000Z',
      },
    ]);
  });

  it('give meetings and calls of the calendar; tasks of a type without a meaning are counted', () => {
    const types = landed(mapped('Event', 'event').rows).map((row) => [row.type, row.outcome]);
    expect(types.filter(([type]) => type === 'call')).toHaveLength(6);
    expect(types.filter(([type]) => type === 'meeting')).toHaveLength(4);
    expect(new Set(types.map(([, outcome]) => outcome))).toEqual(new Set(['completed']));
    const tasks = mapped('Task', 'task');
    expect(tasks.rows).toEqual([]);
    expect(tasks.notes.filter((text) => text.endsWith('that touches a customer'))).toHaveLength(10);
  });
});
