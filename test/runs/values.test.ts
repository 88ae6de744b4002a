import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { packedMoments } from '../../lambdas/kpis/scores/packed_moments.ts';
import { openFolder } from '../../lambdas/local/folder.ts';
import { readTotals, readValues, type Values, writeValues } from '../../lambdas/runs/values.ts';
import { moment } from '../reports/small_company.ts';

const archive = openFolder(mkdtempSync(join(tmpdir(), 'cs-pulse-values-')));

/** As many accounts as fill several lines, with names that hold what ends a line elsewhere. */
const accounts = Array.from({ length: 450 }, (_, n) => ({
  account_id: `a${n}`,
  name: `Acme\n\u2028\u2029"${n}" – 日本 😀`,
  mrr: n === 0 ? null : n / 3,
  history: packedMoments([moment({ mrr: n / 3 }), moment({ mrr: null })]),
  tags: { churn_risk_score: undefined },
}));
const values = {
  accounts,
  records: [{ kpi: 'mrr', value: 0.1 + 0.2, segment: null, currency: undefined }],
  supporting: [{ kpi: 'came_and_went_mrr', value: 5, segment: { dimension: 'csm', value: 'Zoë' } }],
  scopeAccounts: new Map([['scope-1', new Set(['a1', 'a2'])]]),
  timelines: new Map([['a1', [{ day: '2026-10-01', code: 'kickoff', score: null }]]]),
  queries: new Map([['account_standing', 'abc']]),
  counts: { kpi_values: 1, accounts: 450 },
} as unknown as Values;

describe('what was measured', () => {
  it('is the same when another process reads it', async () => {
    await writeValues(archive, 'runs/r', values);
    expect(await readValues(archive, 'runs/r')).toStrictEqual(values);
  });

  it('holds what an account was at every cut-off', async () => {
    const [first] = (await readValues(archive, 'runs/r')).accounts;
    expect(first?.history.map(({ mrr }) => mrr)).toEqual([0, null]);
    expect(first?.history[0]?.scores).toEqual(moment().scores);
  });

  it('has no accounts where none were measured', async () => {
    await writeValues(archive, 'runs/none', { ...values, accounts: [] });
    expect((await readValues(archive, 'runs/none')).accounts).toEqual([]);
  });

  it('can be read without its accounts, which are the most of it', async () => {
    const { accounts: _, ...totals } = values;
    expect(await readTotals(archive, 'runs/r')).toStrictEqual(totals);
  });
});
