/**
 * A workbook as LibreOffice reads it against what it was made of: `npx tsx .ci/documents/workbook.ts
 * <report.….xlsx> <folder with a CSV per sheet>`.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { strFromU8, unzipSync } from 'fflate';
import { z } from 'zod';
import { contents } from '../../lambdas/rendering/xlsx/contents.ts';
import { report } from '../../lambdas/reports/model.ts';

const [workbook = '', folder = ''] = process.argv.slice(2);
const book = dirname(workbook);
const run = dirname(dirname(book));
const json = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'));
const given = contents.parse(json(join(book, 'workbook.json')));
const isCompany = basename(book) === 'company';
const told = report.parse(json(join(isCompany ? run : book, 'report.json')));

const empty = new Uint8Array();
const faults: string[] = [];
const check = (is: boolean, what: string) => is || faults.push(what);

const rows = z.array(z.array(z.string()));
const stem = basename(workbook, '.xlsx');
const sheets = new Map(
  readdirSync(folder).map((file) => [
    file.slice(stem.length + 1, -'.csv'.length),
    rows.parse(parse(readFileSync(join(folder, file)), { bom: true, relax_column_count: true })),
  ]),
);
/** In the reader's language. */
const names = [
  ...strFromU8(unzipSync(readFileSync(workbook))['xl/workbook.xml'] ?? empty).matchAll(
    /<sheet [^>]*name="([^"]*)"/g,
  ),
].map(([, name = '']) => name);
const sheet = (place: number) => sheets.get(names[place] ?? '') ?? [];
check(
  names.length === 6 && names.every((name) => sheets.has(name)),
  `sheets: ${[...sheets.keys()].join(', ')}`,
);

/** Compares numbers as numbers: LibreOffice writes a share as 0.93 or 93%. */
function same(cell: string | undefined, value: number | null, what: string): void {
  if (value === null) return void check(cell === '', `${what}: "${cell}" is not empty`);
  const read = cell?.endsWith('%') ? Number(cell.slice(0, -1)) / 100 : Number(cell);
  check(Math.abs(read - value) < 1e-5, `${what}: "${cell}" is not ${value}`);
}

const history = sheet(2).slice(1);
check(history.length === given.totals.length, `${history.length} rows of KPI history`);
for (const [n, total] of given.totals.entries()) {
  const isShare = total.unit.startsWith('%') || total.unit === 'count & %';
  const value = total.value === null ? null : total.value / (isShare ? 100 : 1);
  same(history[n]?.[6], value, `${total.kpi} ${total.period}`);
  same(history[n]?.[9], total.numerator, `numerator of ${total.kpi} ${total.period}`);
}

const accounts = sheet(3).slice(1);
check(accounts.length === given.accounts.length, `${accounts.length} accounts`);
for (const [n, account] of given.accounts.entries()) {
  check(accounts[n]?.[1] === account.account_id, `account ${n} is ${accounts[n]?.[1]}`);
  same(accounts[n]?.[7], account.mrr, `MRR of ${account.account_id}`);
  same(accounts[n]?.[13], account.scores.churn_risk_score, `risk of ${account.account_id}`);
}
check(sheet(0).length === told.tiles.length + 1, 'headlines');
check(sheet(4).length === given.actions.length + 1, 'actions');
check(sheet(5).length > 100, 'definitions');

console.log(
  `${workbook}: ${history.length} KPI values and ${accounts.length} accounts compared, ${faults.length} faults`,
);
if (faults.length > 0) throw new Error(faults.slice(0, 20).join('\n'));
