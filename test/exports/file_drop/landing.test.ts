import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { failure, gz, land, only } from './drop.ts';

const header = 'account_id,name,created_at\n';
const good = (count: number, first = 0) =>
  Array.from({ length: count }, (_, at) => `a${first + at},A,2024-01-02\n`).join('');
const events = 'event_id,account_id,user_id,event_name,occurred_at\ne1,a1,u1,click,2024-01-02\n';

describe('a drop', () => {
  it('lands its tables in the order of the catalogue and reports what it did not read', async () => {
    const { tables, unreadFiles, said } = await land({
      'events.csv': events,
      'accounts.csv': header + good(1),
      'notes.docx': 'x',
      'churn.csv': 'a\n',
    });
    expect(tables.map(({ table }) => table)).toEqual(['accounts', 'events']);
    expect(unreadFiles).toEqual(['churn.csv', 'notes.docx']);
    expect(said.join('\n')).toContain('churn.csv is not read');
  });

  it('may hold a table in a folder of files, which are read in order', async () => {
    const { rows, table } = await land({
      'events/day=2024-01-02/b.jsonl':
        '{"event_id":"e2","account_id":"a","user_id":"u","event_name":"n","occurred_at":"2024-01-02"}\n',
      'events/a.csv.gz': gz(events),
      'events/_SUCCESS': '',
    });
    expect(only(rows.events, 'event_id', '_file')).toEqual([
      { event_id: 'e1', _file: 'events/a.csv.gz' },
      { event_id: 'e2', _file: 'events/day=2024-01-02/b.jsonl' },
    ]);
    expect(table('events').files).toEqual(['events/a.csv.gz', 'events/day=2024-01-02/b.jsonl']);
  });

  it('that holds a table twice fails, for its rows would count twice', async () => {
    expect(await failure({ 'accounts.csv': header, 'accounts.csv.gz': gz(header) })).toContain(
      'accounts is there more than once: accounts.csv, accounts.csv.gz',
    );
  });

  it('without any table fails with what is expected and what was found', async () => {
    const message = await failure({ 'crm export.csv': 'x\n' });
    expect(message).toMatch(
      /^BadExport: the drop holds no table. Expected <table>.csv, .*accounts, /,
    );
    expect(message).toContain('Found: crm export.csv');
  });

  it('with several broken tables fails once, with all that is wrong', async () => {
    const message = await failure({ 'accounts.csv': '', 'events.csv': 'event_id\n' });
    expect(message).toContain('accounts.csv is empty');
    expect(message).toContain('events.csv lacks columns');
  });

  it('lands rows that their source deleted', async () => {
    const { rows } = await land({
      'accounts.csv':
        'account_id,name,created_at,is_deleted,source_updated_at\na1,A,2024-01-02,true,2024-02-03T04:05:06Z\n',
    });
    expect(only(rows.accounts, 'is_deleted', 'source_updated_at')).toEqual([
      { is_deleted: true, source_updated_at: '2024-02-03T04:05:06.000Z' },
    ]);
  });

  it('gives the same bytes for the same input, however it is cut into chunks', async () => {
    const files = { 'accounts.csv': header + good(500), 'events.csv': events };
    const [once, again] = [await land(files), await land(files, { chunk: 7 })];
    expect(again.out).toEqual(once.out);
    expect(again.tables).toEqual(once.tables);
  });

  it('is fingerprinted by the bytes of its files', async () => {
    const text = header + good(1);
    const sha256 = (body: string) => createHash('sha256').update(body).digest('hex');
    const { table } = await land({ 'accounts.csv': text });
    expect(table('accounts').sha256).toBe(sha256(`${sha256(text)}  accounts.csv\n`));
  });

  it('leaves nothing of an earlier try of the same run', async () => {
    const out = {
      'landed/accounts/source=test/run=r1/part-0.parquet': 'old',
      'rejected/accounts/source=test/run=r1/rejected.jsonl': 'old',
      'landed/accounts/source=test/run=r0/part-0.jsonl': '{}',
    };
    await land({ 'accounts.csv': header + good(1) }, { out });
    expect(Object.keys(out)).toEqual([
      'landed/accounts/source=test/run=r0/part-0.jsonl',
      'landed/accounts/source=test/run=r1/part-0.jsonl',
    ]);
  });
});

describe('rejected rows', () => {
  const mostly = `${header}${good(10)}b1,,2024-01-02\nb2,B,02.01.2024\nb3,C,03.01.2024\n`;

  it('lie beside the landed ones with file, line, reason and the row as it was', async () => {
    const { rejects, out } = await land({ 'accounts.csv': mostly });
    expect(rejects.accounts?.[1]).toEqual({
      ...{ file: 'accounts.csv', line: 13 },
      reason: expect.stringContaining('created_at "02.01.2024" is not a time such as'),
      row: { account_id: 'b2', name: 'B', created_at: '02.01.2024' },
    });
    expect(Object.keys(out).sort()).toEqual([
      'landed/accounts/source=test/run=r1/part-0.jsonl',
      'rejected/accounts/source=test/run=r1/rejected.jsonl',
    ]);
  });

  it('are counted by reasons that quote no cell, and the counts add up to them', async () => {
    const { table } = await land({ 'accounts.csv': mostly });
    const { reasons, rejected, rows } = table('accounts');
    expect(rows).toBe(10);
    expect(rejected).toBe(3);
    expect(Object.values(reasons).reduce((sum, count) => sum + count)).toBe(3);
    expect(reasons['name is required, but empty']).toBe(1);
    expect(Object.keys(reasons).join()).not.toContain('02.01.2024');
  });

  it('over the share that the gate allows fail the table with counts, reasons and an example', async () => {
    const out = {};
    const message = await failure({ 'accounts.csv': mostly }, { rejectedShare: 0.2, out });
    expect(message).toContain(
      'accounts (accounts.csv): 3 of 13 rows are rejected, more than gates.rejected_share (0.2)',
    );
    expect(message).toMatch(/2 × created_at is not a time such as .* \(first at accounts.csv:13\)/);
    expect(message).toContain('rejected/accounts/source=test/run=r1/rejected.jsonl');
    expect(Object.keys(out)).toEqual(['rejected/accounts/source=test/run=r1/rejected.jsonl']);
  });

  it('at exactly the share that the gate allows pass', async () => {
    const files = { 'accounts.csv': `${header}${good(19)}b1,,2024-01-02\n` };
    expect((await land(files, { rejectedShare: 0.05 })).table('accounts').rejected).toBe(1);
  });

  it('name the column as the export calls it', async () => {
    const { rejects } = await land(
      { 'crm.csv': 'id,name,opened\na1,A,soon\n' },
      {
        mapping: {
          tables: {
            accounts: { file: 'crm.csv', columns: { account_id: 'id', created_at: 'opened' } },
          },
        },
      },
    );
    expect(rejects.accounts?.[0]?.reason).toMatch(/^created_at \(column opened\) "soon" is not/);
  });

  it('do not name a person in their reason', async () => {
    const { rejects } = await land({
      'contacts.csv': 'contact_id,account_id,email,created_at\nc1,,ada@example.com,x\n',
    });
    expect(rejects.contacts?.[0]?.reason).toMatch(
      /account_id is required, but empty; created_at "x"/,
    );
    expect(rejects.contacts?.[0]?.reason).not.toContain('ada');
  });
});

describe('several files', () => {
  it('can make up one table, each with its own columns', async () => {
    const { rows, table } = await land(
      {
        'customers/eu.csv': 'id,name,since\n1,A,2024-01-02\n',
        'customers/us.csv': 'id,name,since\n2,B,2024-01-02\n',
        'prospects.csv': 'no,company,added\n9,C,2024-01-03\n',
      },
      {
        mapping: {
          tables: {
            accounts: [
              {
                file: 'customers/*.csv',
                columns: {
                  account_id: 'id',
                  created_at: 'since',
                  segment: { constant: 'customer' },
                },
              },
              {
                file: 'prospects.csv',
                columns: { account_id: 'no', name: 'company', created_at: 'added' },
              },
            ],
          },
        },
      },
    );
    expect(only(rows.accounts, 'account_id', 'segment', '_file')).toEqual([
      { account_id: '1', segment: 'customer', _file: 'customers/eu.csv' },
      { account_id: '2', segment: 'customer', _file: 'customers/us.csv' },
      { account_id: '9', segment: null, _file: 'prospects.csv' },
    ]);
    expect(table('accounts').files).toHaveLength(3);
  });

  it('can be filled from one, and what one table uses is not unknown to the other', async () => {
    const { tables, unreadFiles } = await land(
      { 'support.csv': 'ticket_id,created_at,score,agent\nt1,2024-01-02,4,Bo\n', 'old.csv': 'x\n' },
      {
        mapping: {
          ignore_files: ['old.*'],
          tables: {
            tickets: { file: 'support.csv' },
            survey_responses: {
              file: 'support.csv',
              columns: {
                ...{ response_id: 'ticket_id', responded_at: 'created_at' },
                ...{ type: { constant: 'csat' }, higher_is_better: { constant: true } },
                ...{ scale_min: { constant: 1 }, scale_max: { constant: 5 } },
              },
            },
          },
        },
      },
    );
    expect(tables.map(({ table, rows }) => [table, rows])).toEqual([
      ['survey_responses', 1],
      ['tickets', 1],
    ]);
    expect(tables.flatMap(({ unknownColumns }) => unknownColumns)).toEqual(['agent', 'agent']);
    expect(unreadFiles).toEqual([]);
  });

  it('that the mapping names and the drop lacks fail with the name probably meant', async () => {
    const mapping = { tables: { accounts: { file: 'acounts.csv' } } };
    expect(await failure({ 'accounts.csv': header }, { mapping })).toContain(
      'the mapping names "acounts.csv" for accounts, but the drop holds no such file; did you mean "accounts.csv"?',
    );
  });
});
