import { parse } from 'csv-parse/sync';
import { expect, it } from 'vitest';
import { excelCsv } from '../../lambdas/reports/excel_csv.ts';

it('keeps what an export holds from running as a formula', () => {
  const csv = excelCsv(['account', 'amount'], [['=1+1', -5]]);
  expect(csv).toBe("\ufeffaccount,amount\r\n'=1+1,-5\r\n");
});

it('writes every row once, however many there are, and one header', () => {
  const rows = Array.from({ length: 2500 }, (_, no) => [no, no % 2 === 0]);
  const read = parse(excelCsv(['no', 'is_even'], rows), { bom: true });
  expect(read).toEqual([['no', 'is_even'], ...rows.map((row) => row.map(String))]);
});
