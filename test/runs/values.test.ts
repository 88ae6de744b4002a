import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { KpiRecord } from '../../lambdas/kpis/record.ts';
import { momentPacker } from '../../lambdas/kpis/scores/packed_moments.ts';
import { openFolder } from '../../lambdas/local/folder.ts';
import { packingOwn } from '../../lambdas/runs/own_records.ts';
import { type Measured, readTotals, readValues, writeValues } from '../../lambdas/runs/values.ts';
import { noFacts } from '../../lambdas/settings/playbooks.ts';
import { moment } from '../reports/small_company.ts';

const archive = openFolder(mkdtempSync(join(tmpdir(), 'cs-pulse-values-')));

/** As many accounts as fill several lines, with names that hold what ends a line elsewhere. */
const accounts = Array.from({ length: 450 }, (_, n) => ({
  account_id: `a${n}`,
  name: `Acme\n\u2028\u2029"${n}" – 日本 😀`,
  mrr: n === 0 ? null : n / 3,
  history: momentPacker()([moment({ mrr: n / 3 }), moment({ mrr: null })]),
  facts: { ...noFacts, tickets_30d: n },
  tags: { churn_risk_score: undefined },
}));

const own = packingOwn();
const [ofScope, score, line] = ['mrr', 'customer_health_score', 'came_and_went_mrr'].map(
  (kpi, value) => ({ kpi, value, segment: { dimension: 'scope', value: 'scope-1' } }),
) as unknown as [KpiRecord, KpiRecord, KpiRecord];
own.take('scope-1', { records: [ofScope], supporting: [line] });
own.take('scope-1', { records: [score], supporting: [] });
const values = {
  accounts,
  records: [{ kpi: 'mrr', value: 0.1 + 0.2, segment: null, currency: undefined }],
  supporting: [{ kpi: 'came_and_went_mrr', value: 5, segment: { dimension: 'csm', value: 'Zoë' } }],
  scopeAccounts: new Map([['scope-1', new Set(['a1', 'a2'])]]),
  ...{ own: own.of, packedOwn: own.packed },
  timelines: new Map([['a1', [{ day: '2026-10-01', code: 'kickoff', score: null }]]]),
  queries: new Map([['account_standing', 'abc']]),
  counts: { kpi_values: 1, accounts: 450 },
} as unknown as Measured;

/** The records of scopes come by a function. */
const withoutOwn = <Of extends { own: unknown; packedOwn?: unknown }>({
  own: _,
  packedOwn: __,
  ...others
}: Of) => others;

describe('what was measured', () => {
  it('is the same when another process reads it', async () => {
    await writeValues(archive, 'runs/r', values);
    expect(withoutOwn(await readValues(archive, 'runs/r'))).toStrictEqual(withoutOwn(values));
  });

  it('has of a reader’s scope its own records, in the order in which they were made', async () => {
    const expected = { records: [ofScope, score], supporting: [line] };
    expect(await own.of('scope-1')).toStrictEqual(expected);
    expect(own.count()).toBe(2);
    const read = await readValues(archive, 'runs/r');
    expect(await read.own('scope-1')).toStrictEqual(expected);
  });

  it('has nothing of a scope without accounts', async () => {
    const nothing = { records: [], supporting: [] };
    expect(await own.of('scope-2')).toEqual(nothing);
    expect(await (await readTotals(archive, 'runs/r')).own('scope-2')).toEqual(nothing);
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
    const { accounts: _, ...totals } = withoutOwn(values);
    expect(withoutOwn(await readTotals(archive, 'runs/r'))).toStrictEqual(totals);
  });
});
