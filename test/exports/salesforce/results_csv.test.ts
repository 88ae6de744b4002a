import { describe, expect, it } from 'vitest';
import { VendorDown } from '../../../lambdas/errors.ts';
import {
  checkColumns,
  parseResults,
  recordsOf,
} from '../../../lambdas/exports/salesforce/results_csv.ts';

const where = 'salesforce: Account, job 750R00000000001IAA, page 3';
const parsed = (body: string) => recordsOf(parseResults(body, where));
const secret = 'Jane Roe';

function refused(body: string): string {
  try {
    parsed(body);
  } catch (error) {
    expect(error).toBeInstanceOf(VendorDown);
    const { message, cause } = error as Error;
    expect(`${message} ${JSON.stringify(cause)}`).not.toContain(secret);
    return message;
  }
  throw new Error('it was taken');
}

describe('a page of results', () => {
  it('F20: holds line breaks, quotes and commas inside cells', () => {
    expect(parsed('"Id","Name"\n"1","A\nB ""C"", D\r\nE"\n')).toEqual([
      { Id: '1', Name: 'A\nB "C", D\r\nE' },
    ]);
  });

  it('F20: loses its NUL bytes and its byte order mark, and nothing else', () => {
    expect(parsed('\uFEFF"Id","Name"\n"1","A\0B"\n')).toEqual([{ Id: '1', Name: 'AB' }]);
    expect(() =>
      checkColumns(parseResults('\uFEFF"Id","Name"\n', where), ['Id', 'Name'], where),
    ).not.toThrow();
  });

  it('has null where a cell is empty, and keeps numbers as they are written', () => {
    expect(parsed('"Id","Amount","Days"\n"1","","0.0"\n"2",1.2E7,30\n')).toEqual([
      { Id: '1', Amount: null, Days: '0.0' },
      { Id: '2', Amount: '1.2E7', Days: '30' },
    ]);
  });

  it('may be a header alone, or empty, and then holds no record', () => {
    expect(parsed('"Id","Name"\n')).toEqual([]);
    expect(parsed('')).toEqual([]);
  });

  it('F20: is refused with job, page and line where a row is short or long', () => {
    expect(refused(`"Id","Name"\n"1","${secret}"\n"2"\n`)).toMatch(
      /page 3, line 3: a row has another/,
    );
    expect(refused(`"Id","Name"\n"1","A","${secret}"\n`)).toMatch(
      /page 3, line 2: a row has another/,
    );
  });

  it('F20: is refused where a quote is not closed or stands alone, and no row is skipped', () => {
    expect(refused(`"Id","Name"\n"1","${secret}\n"2","B"\n`)).toMatch(/page 3, line \d/);
    expect(refused(`"Id","Name"\n"1",${secret} "x"\n`)).toMatch(/line 2: a quote stands inside/);
    expect(refused(`"Id","Name"\n"1","${secret}`)).toMatch(/the page ends inside a row/);
  });

  it('is refused where it is cut inside the last number, which parses', () => {
    expect(parsed('"Id","Amount"\n1,20\n')).toEqual([{ Id: '1', Amount: '20' }]);
    expect(refused('"Id","Amount"\n1,2')).toMatch(/line 2: the page ends inside a row/);
  });

  it('is refused where its columns are others, stand twice, or are parted by semicolons', () => {
    const check = (header: string) => () =>
      checkColumns(parseResults(header, where), ['Id', 'Name'], where);
    expect(check('"Id","Name"\n')).not.toThrow();
    expect(check('"Name","Id"\n')).not.toThrow();
    expect(check('Id;Name\n1;A\n')).toThrow(/page 3, line 1: has 1 columns, other than the 2/);
    expect(check('"Id","Name","Email"\n')).toThrow(/has 3 columns/);
    expect(check('"Id","name"\n')).toThrow(/has 2 columns, other/);
    expect(refused('"Id";"Name"\n"1";"A"\n')).toMatch(/line 1: a quote stands inside a cell/);
    expect(refused('"Id","Id"\n"1","2"\n')).toMatch(/line 1: names a column twice/);
  });

  it('is refused where one row fills the memory', () => {
    expect(refused(`"Id","Name"\n"1","${'x'.repeat(1_100_000)}"\n`)).toMatch(/longer than 1000000/);
  });
});
