import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { dataSentence } from '../../lambdas/reports/words/data_sentences.ts';
import { inEnglish } from '../../lambdas/reports/words/in_english.ts';
import { heldBack } from '../../lambdas/staging/gates.ts';
import { allColumns, tables } from '../../lambdas/tables/catalogue.ts';
import { cellReader } from '../../lambdas/tables/cells/cell.ts';
import { canonicalReading } from '../../lambdas/tables/cells/reading.ts';
import { emptyRequired, outside } from '../../lambdas/tables/row_schema.ts';

const isKnown = (text: string) => typeof dataSentence(text)[0] === 'object';

describe('a sentence about the data', () => {
  it('says the same in English as what left it', () => {
    const text = 'zendesk tickets: merged into another ticket, so it does not count again (5)';
    expect(inEnglish(dataSentence(text))).toBe(text);
  });

  it('holds its numbers and days as data', () => {
    const said = dataSentence('the data ends before 2026-10-30, 3 days before the period does');
    expect(said).toEqual([
      {
        words: 'the data ends before {0}, {1} days before the period does',
        with: [[{ date: '2026-10-30' }], [{ figure: { value: 3, unit: 'count' } }]],
      },
    ]);
  });

  it('is said as it is where nobody knows it', () => {
    expect(dataSentence('{0} <b>?')).toEqual(['{0} <b>?']);
    expect(dataSentence('')).toEqual([]);
  });
});

describe('every sentence that a reader may be told can be translated', () => {
  it.each([...new Set(tables.flatMap(reasonsOf))])('of a row: %s', (reason) => {
    expect(isKnown(reason)).toBe(true);
  });

  it.each(exportsSay())('of an export: %s', (text) => expect(isKnown(text)).toBe(true));

  it('of each gate', () => {
    const told = { table: 'tickets', format: 'jsonl', files: [], orphans: 9, rows: 10 };
    const snapshot = { date: '2026-10-01', tables: [told] };
    const gate = { max_share: 0.1, max_days: 1, when_shut: 'stop' };
    const said = heldBack({
      gates: { freshness: gate, row_drop: gate, orphans: gate },
      snapshot,
      before: { ...snapshot, tables: [{ ...told, rows: 100 }] },
      periodEnd: '2026-11-01',
      attended: true,
    } as never);
    expect(said.map(isKnown)).toEqual([true, true, true]);
  });
});

function reasonsOf(table: (typeof tables)[number]): string[] {
  const columns = Object.entries(allColumns(table)).flatMap(([name, column]) => [
    `${name} ${cellReader(column.type, canonicalReading).says}`,
    ...(column.required ? [`${name} ${emptyRequired}`] : []),
    ...(column.values || name === 'currency' ? [`${name} ${outside(name, column)}`] : []),
  ]);
  return [...columns, ...table.rules.map(({ says }) => says)];
}

/** Texts of notes and refusals that stand whole in the code of the exports. */
function exportsSay(): string[] {
  const folder = 'lambdas/exports';
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const sources = files
    .filter((file) => file.endsWith('.ts'))
    .map((file) => readFileSync(`${folder}/${file}`, 'utf8'));
  const told = /(?:refused: |\bnote\((?:'\w+', |table, )?)'([^']{8,})'|reason:\s+'([^']{8,})'/g;
  const found = sources.flatMap((text) => [...text.matchAll(told)]).map(([, a, b]) => a ?? b ?? '');
  return found.filter((text) => text.includes(' '));
}
