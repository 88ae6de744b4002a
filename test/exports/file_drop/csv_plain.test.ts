import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deep } from '../../deep.ts';
import { land } from './drop.ts';
import '../../seed.ts';

const cell = fc.constantFrom('a1', 'A', '2024-01-02', '', ' ', 'é', '€', 'b c', ';');
const row = fc.array(cell, { minLength: 1, maxLength: 4 }).map((cells) => cells.join(','));
const ending = fc.constantFrom('\n', '\n', '\r\n', '\r', '\n\n');
const lines = fc.array(fc.tuple(row, ending), { maxLength: 12 });

describe('a CSV text that quotes nothing', () => {
  it('is read as one that quotes is, wherever it breaks and however it comes in pieces', async () => {
    const text = fc.tuple(lines, fc.constantFrom('', 'a9,Z,2024-01-02', 'a9,'));
    await fc.assert(
      fc.asyncProperty(text, fc.integer({ min: 1, max: 40 }), async ([all, last], chunk) => {
        const rest = `name,created_at\n${all.flat().join('')}${last}`;
        const read = async (header: string) => {
          const found = await land({ 'accounts.csv': `${header},${rest}` }, { chunk });
          const { hashes: _, sha256: __, ...table } = found.table('accounts');
          return { table, rows: found.rows, rejects: found.rejects };
        };
        expect(await read('account_id')).toEqual(await read('"account_id"'));
      }),
      { numRuns: deep ? 2000 : 40 },
    );
  }, 60_000);

  it('is read by its lines also where a quote comes late', async () => {
    const good = Array.from({ length: 9 }, (_, n) => `a${n},A,2024-01-02\n`).join('');
    const text = `account_id,name,created_at\n${good}\nb1,"B\nB",2024-01-02\nc1,,2024-01-02\n`;
    for (const chunk of [10, 100, 65_536]) {
      const { rows, rejects } = await land({ 'accounts.csv': text }, { chunk });
      expect(rows.accounts?.map(({ _line }) => _line)).toEqual([2, 3, 4, 5, 6, 7, 8, 9, 10, 12]);
      expect(rejects.accounts?.map(({ line }) => line)).toEqual([14]);
    }
  });
});
