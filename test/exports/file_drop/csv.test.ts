import { describe, expect, it } from 'vitest';
import { failure, gz, land, only } from './drop.ts';

const header = 'account_id,name,created_at\n';
const accounts = (text: string | Uint8Array) => ({ 'accounts.csv': text });

describe('a CSV file', () => {
  it('lands as flat rows with their file and line', async () => {
    const { rows, table } = await land(accounts(`${header}a1,Ada,2024-01-02\n`));
    expect(rows.accounts).toMatchObject([
      {
        ...{ source: 'test', source_updated_at: null, is_deleted: null, account_id: 'a1' },
        ...{ name: 'Ada', created_at: '2024-01-02T00:00:00.000Z', segment: null, tags: null },
        ...{ _file: 'accounts.csv', _line: 2 },
      },
    ]);
    expect(table('accounts')).toMatchObject({ rows: 1, rejected: 0, format: 'jsonl' });
    expect(table('accounts').keys).toEqual(['landed/accounts/source=test/run=r1/part-0.jsonl']);
  });

  it('may start with a byte order mark', async () => {
    const { rows } = await land(accounts(`\ufeff${header}a1,Ada,2024-01-02\n`));
    expect(only(rows.accounts, 'account_id')).toEqual([{ account_id: 'a1' }]);
  });

  it('may be UTF-16, as spreadsheets write Unicode text', async () => {
    const text = `\ufeff${header}a1,Zoë,2024-01-02\n`.replaceAll(',', '\t');
    const { rows } = await land(accounts(Buffer.from(text, 'utf16le')));
    expect(only(rows.accounts, 'name')).toEqual([{ name: 'Zoë' }]);
  });

  it('may end its lines in any of three ways, even in one file', async () => {
    const { rows } = await land(
      accounts(
        'account_id,name,created_at\na1,A,2024-01-02\r\na2,B,2024-01-02\ra3,C,2024-01-02\r\n',
      ),
    );
    expect(only(rows.accounts, 'account_id', 'name', '_line')).toEqual([
      { account_id: 'a1', name: 'A', _line: 2 },
      { account_id: 'a2', name: 'B', _line: 3 },
      { account_id: 'a3', name: 'C', _line: 4 },
    ]);
  });

  it('may be parted by semicolons, tabs or bars', async () => {
    for (const sign of [';', '\t', '|']) {
      const text = `${header}a1,"A, B",2024-01-02\n`.replace(/,(?! )/g, sign);
      const { rows } = await land(accounts(text));
      expect(only(rows.accounts, 'name'), sign).toEqual([{ name: 'A, B' }]);
    }
  });

  it('may hold line breaks and quotes inside quotes, and lines are counted across them', async () => {
    const text = `${header}a1,"Ada\r\n""the"" first\nGmbH",2024-01-02\r\n\r\na2,B,2024-01-02\r\n`;
    const { rows } = await land(accounts(text), { chunk: 3 });
    expect(only(rows.accounts, 'name', '_line')).toEqual([
      { name: 'Ada\r\n"the" first\nGmbH', _line: 2 },
      { name: 'B', _line: 6 },
    ]);
  });

  it('may be compressed', async () => {
    const { rows } = await land({ 'accounts.csv.gz': gz(`${header}a1,Ada,2024-01-02\n`) });
    expect(rows.accounts).toHaveLength(1);
  });

  it('with only a header is a table with no rows', async () => {
    const { table, rows } = await land(accounts(header));
    expect(table('accounts')).toMatchObject({ rows: 0, rejected: 0 });
    expect(rows.accounts).toEqual([]);
  });

  it('does not count lines of blank cells, which spreadsheets leave at the end', async () => {
    const { table } = await land(accounts(`${header}a1,Ada,2024-01-02\n,,\n , ,\n`));
    expect(table('accounts')).toMatchObject({ rows: 1, rejected: 0 });
  });

  it('that is empty fails and says so', async () => {
    for (const text of ['', '\ufeff', '\n\n'])
      expect(await failure(accounts(text))).toMatch(/^BadExport: accounts.csv is empty/);
  });

  it('with a column name twice fails, for which one counts cannot be known', async () => {
    expect(await failure(accounts('account_id,name,name,created_at\n'))).toMatch(
      /accounts.csv: line 1 names "name" twice/,
    );
  });

  it('lacking a required column fails with file, column, header and the name probably meant', async () => {
    const message = await failure(accounts('Account ID,name,created_on\n'));
    expect(message).toContain('accounts.csv lacks columns that accounts needs');
    expect(message).toContain('"account_id"; is it "Account ID"?');
    expect(message).toContain('"created_at"; is it "created_on"?');
    expect(message).toContain('found: Account ID, name, created_on');
  });

  it('has a row with another number of cells than its header rejected, with the line', async () => {
    const text = `${header}a1,Ada,2024-01-02\na2,B\na3,C,2024-01-02,x\na4,D,2024-01-02\n`;
    const { rejects, rows } = await land(accounts(text));
    expect(rejects.accounts).toEqual([
      {
        file: 'accounts.csv',
        line: 3,
        reason: 'the row has 2 cells, the header 3',
        row: ['a2', 'B'],
      },
      {
        ...{ file: 'accounts.csv', line: 4, reason: 'the row has 4 cells, the header 3' },
        row: ['a3', 'C', '2024-01-02', 'x'],
      },
    ]);
    expect(rows.accounts).toHaveLength(2);
  });

  it('reports columns that nothing uses', async () => {
    const { table, said } = await land(
      accounts('account_id,name,created_at,favourite_colour,\na1,Ada,2024-01-02,red,\n'),
    );
    expect(table('accounts').unknownColumns).toEqual([
      'favourite_colour',
      '(column 5, without a name)',
    ]);
    expect(said.join('\n')).toContain('favourite_colour');
  });
});

describe('a cut CSV file', () => {
  it('that ends inside a row has that row rejected and called cut', async () => {
    const { rejects, rows } = await land(accounts(`${header}a1,Ada,2024-01-02\na2,B`));
    expect(rejects.accounts).toEqual([
      {
        ...{ file: 'accounts.csv', line: 3, row: ['a2', 'B'] },
        reason: 'the file ends inside this row; it is cut, export it again',
      },
    ]);
    expect(rows.accounts).toHaveLength(1);
  });

  it('that ends inside a letter is cut too', async () => {
    const bytes = Buffer.from(`${header}a1,Ada,2024-01-02\na2,Zoë`);
    const { rejects } = await land(accounts(bytes.subarray(0, -1)));
    expect(rejects.accounts?.[0]?.reason).toContain('it is cut');
  });

  it('whose last row has all its cells but no line break lands, with a doubt', async () => {
    const { table } = await land(accounts(`${header}a1,Ada,2024-01-02`));
    expect(table('accounts').rows).toBe(1);
    expect(table('accounts').doubts).toEqual([
      'accounts.csv does not end with a line break; if its last row (line 2) is cut, that cannot be seen',
    ]);
  });

  it('that ends inside quotes fails with the line where they open', async () => {
    const message = await failure(accounts(`${header}a1,Ada,2024-01-02\na2,"B\na3,C,2024-01-02\n`));
    expect(message).toBe(
      'BadExport: accounts.csv: the row that starts at line 3 opens a quote that is never closed; the file is cut, export it again',
    );
  });

  it('whose compression ends early fails, says so, and lands nothing', async () => {
    const rows = Array.from({ length: 5000 }, (_, at) => `a${at},Ada ${at * 7919},2024-01-02\n`);
    const bytes = gz(header + rows.join(''));
    const out = {};
    const message = await failure(
      { 'accounts.csv.gz': bytes.subarray(0, bytes.length / 2) },
      { out },
    );
    expect(message).toMatch(
      /accounts.csv.gz: the compressed file is cut or damaged .* after line \d+; export it again/,
    );
    expect(out).toEqual({});
  });

  it('that was never compressed although its name says so fails, too', async () => {
    expect(await failure({ 'accounts.csv.gz': `${header}a1,Ada,2024-01-02\n` })).toContain(
      'the compressed file is cut or damaged',
    );
  });
});

describe('a CSV file cut at any byte', () => {
  const text = `${header}a1,"Ada, ""A""",2024-01-02\r\na2,"B\nB",2024-01-03\na3,Zoë,2024-01-04\n`;

  it('fails, has its last row rejected, or says that the last row may be cut', async () => {
    const whole = (await land(accounts(text))).rows.accounts ?? [];
    const bytes = Buffer.from(text);
    for (let end = 0; end < bytes.length; end++) {
      const part = bytes.subarray(0, end);
      const landed = await land(accounts(part)).catch(() => undefined);
      if (!landed) continue;
      const { doubts, rejected } = landed.table('accounts');
      const rows = landed.rows.accounts ?? [];
      const sure = doubts.length > 0 ? rows.slice(0, -1) : rows;
      expect(sure, `cut at ${end}`).toEqual(whole.slice(0, sure.length));
      const betweenRows = /[\r\n]$/.test(part.toString('latin1'));
      expect(doubts.length + rejected > 0 || betweenRows, `cut at ${end}`).toBe(true);
    }
  });
});

describe('text of another style', () => {
  it('that is not UTF-8 fails and names the way out', async () => {
    const latin = Buffer.from(`${header}a1,Zoë,2024-01-02\n`, 'latin1');
    expect(await failure(accounts(latin))).toMatch(
      /accounts.csv: not utf-8 text, near its start; .* state csv.encoding/,
    );
    const { rows } = await land(accounts(latin), {
      mapping: { csv: { encoding: 'windows-1252' } },
    });
    expect(only(rows.accounts, 'name')).toEqual([{ name: 'Zoë' }]);
  });

  it('with a quote inside a cell fails with the line, unless the mapping says nothing is quoted', async () => {
    const text = `${header}a1,5" pipes,2024-01-02\n`;
    expect(await failure(accounts(text))).toMatch(
      /accounts.csv: a quote stands inside a cell of the row that starts at line 2 .* csv.quotes to "none"/,
    );
    const { rows } = await land(accounts(text), { mapping: { csv: { quotes: 'none' } } });
    expect(only(rows.accounts, 'name')).toEqual([{ name: '5" pipes' }]);
  });

  it('with a quote that swallows the rest of a large file fails before it fills the memory', async () => {
    const rest = 'a2,B,2024-01-02\n'.repeat(100_000);
    expect(await failure(accounts(`${header}a1,"A,2024-01-02\n${rest}`))).toContain(
      'the row that starts at line 2 is longer than 1000000 characters',
    );
  });
});
