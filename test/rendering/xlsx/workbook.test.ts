import { describe, expect, it, vi } from 'vitest';
import { catalogue } from '../../../lambdas/kpis/catalogue/catalogue.ts';
import { english } from '../../../lambdas/rendering/languages/words.ts';
import type { AccountRow, Contents } from '../../../lambdas/rendering/xlsx/contents.ts';
import { renderWorkbook } from '../../../lambdas/rendering/xlsx/workbook.ts';
import { quarterly, records } from '../../documents_fixture.ts';
import { type ReadSheet, readBack } from './read_back.ts';

const account: AccountRow = {
  ...{ account_id: 'a-1', name: 'Northwind Traders', csm: 'Dana Reyes', segment: 'enterprise' },
  ...{ plan: 'scale', region: 'EMEA', is_customer: true, is_lost: false },
  ...{ mrr: 4000.5, opening_mrr: 4250.5, tier: 'red', previous_tier: 'amber', at_risk: true },
  scores: {
    ...{ customer_health_score: 34.2, churn_risk_score: 71, expansion_opportunity_score: null },
    ...{ customer_engagement_score: 40, expansion_readiness_index: 1, adoption_score: 12.5 },
    ...{ referral_readiness_score: 3, relationship_depth_score: 50 },
  },
  churn_risk_before: 55,
  facts: { days_to_renewal: 42, days_since_login: 36_500, days_since_touch: 3, open_tickets: 2 },
};

const contents: Contents = {
  totals: records.flatMap((record) =>
    record.segment === null ? [{ ...record, period: quarterly.period.label }] : [],
  ),
  accounts: [account],
  actions: quarterly.actions.rows,
};

async function bytesOf(more: Partial<Contents> = {}, locale = 'en-US'): Promise<Uint8Array> {
  return renderWorkbook({
    report: quarterly,
    contents: { ...contents, ...more },
    kpis: catalogue,
    reader: { language: 'en', locale },
    words: english,
  });
}

async function sheet(name: string, more: Partial<Contents> = {}, locale = 'en-US') {
  const found = readBack(await bytesOf(more, locale)).get(name);
  if (found === undefined) throw new Error(`no sheet ${name}`);
  return found;
}

const named = (name: string) => sheet('Accounts', { accounts: [{ ...account, name }] });

describe('the workbook', () => {
  it('has a sheet for each kind of question', async () => {
    expect([...readBack(await bytesOf()).keys()]).toEqual([
      'Headlines',
      'KPIs',
      'KPI history',
      'Accounts',
      'Actions',
      'Definitions',
    ]);
  });

  it('has the same bytes whenever it is made', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-11-01T10:00:00Z') });
    const first = await bytesOf();
    vi.setSystemTime(new Date('2027-03-31T23:59:58Z'));
    expect(Buffer.compare(first, await bytesOf())).toBe(0);
    vi.useRealTimers();
  });

  it('keeps the header and the first column in sight, and filters every column', async () => {
    for (const [name, { xml, cells }] of readBack(await bytesOf())) {
      expect(xml, name).toMatch(/<pane [^>]*ySplit="1"[^>]*state="frozen"/);
      expect(xml, name).toMatch(/<pane [^>]*xSplit="1"/);
      const [, column, row] = /<autoFilter ref="A1:([A-Z]+)(\d+)"\/>/.exec(xml) ?? [];
      const last = [...cells.keys()].filter((address) => /^[A-Z]+1$/.test(address)).at(-1);
      expect(`${column}1`, name).toBe(last);
      expect(Number(row), name).toBeGreaterThan(1);
      expect(xml.indexOf('<autoFilter'), name).toBe(
        xml.indexOf('</sheetData>') + '</sheetData>'.length,
      );
    }
  });

  it('writes an account with its currency, its loss as a negative number, and its scores', async () => {
    expect((await sheet('Accounts')).row(2)).toMatchObject({
      Account: { kind: 'text', text: 'Northwind Traders' },
      MRR: { kind: 'number', text: '4000.5', format: '"$"#,##0.00' },
      'Change of MRR': { kind: 'number', text: '-250', format: '"$"#,##0.00' },
      'Health score': { kind: 'number', text: '34.2', format: '0.0' },
      'Days since login': { kind: 'text', text: 'never' },
      'At risk': { text: 'yes' },
    });
  });

  it('leaves what is unknown empty', async () => {
    expect((await sheet('Accounts')).row(2)).not.toHaveProperty('Expansion opportunity');
  });

  it.each([
    ['en-US', '"$"#,##0.00', 'mm/dd/yyyy'],
    ['de-DE', '#,##0.00" $"', 'dd.mm.yyyy'],
    ['sv-SE', '#,##0.00" US$"', 'yyyy-mm-dd'],
    ['ar-EG', /US\$/, 'yyyy-mm-dd'],
  ])('writes money and dates as %s does', async (locale, money, date) => {
    const action = (await sheet('Actions', {}, locale)).row(2);
    expect(action.MRR?.format).toMatch(money instanceof RegExp ? money : /.*/);
    if (typeof money === 'string') expect(action.MRR?.format).toBe(money);
    expect(action.Due).toMatchObject({ kind: 'number', format: date });
  });

  it('counts days from 30 December 1899, as Excel does', async () => {
    const [first] = quarterly.actions.rows;
    const serial = Number((await sheet('Actions')).row(2).Due?.text);
    expect(new Date(Date.UTC(1899, 11, 30) + serial * 86_400_000).toISOString()).toContain(
      first?.due_on,
    );
  });

  it('writes shares as parts of one in a format of per cent', async () => {
    const total = { ...contents.totals[0], kpi: 'net_revenue_retention', unit: '%', value: 104.25 };
    const { row } = await sheet('KPI history', { totals: [total as Contents['totals'][number]] });
    expect(row(2)).toMatchObject({ Value: { text: '1.0425', format: '0.0%' } });
  });

  it('shows of every KPI the periods before it, the newest first', async () => {
    const totals = ['2026-Q1', '2026-Q2', '2026-Q3'].map((period, n) => ({
      ...(contents.totals[0] as Contents['totals'][number]),
      ...{ kpi: 'customers', unit: 'count', period, value: n + 1 },
    }));
    const { cells } = await sheet('KPIs', { totals });
    const header = [...cells].flatMap(([at, { text }]) => (/^[A-Z]+1$/.test(at) ? [text] : []));
    expect(header.filter((title) => title.startsWith('Q'))).toEqual([
      'Q3 2026',
      'Q2 2026',
      'Q1 2026',
    ]);
    expect(cells.get('D2')?.text).toBe('3');
  });
});

describe('a hostile name', () => {
  it.each(['=1+1', '+1', '-5', '@x', '=cmd|"/c calc"!A1', '\t=1', '＝1'])(
    'stays text in a cell: %j',
    async (name) => {
      const { kind, text } = nameOf(await named(name));
      expect(kind).toBe('text');
      expect(text).toBe(name.trim());
    },
  );

  it.each(['a\tb', 'a\r\nb', 'a\u0000b', 'a\u001fb', 'a\u000bb'])(
    'loses what XML forbids or a row cannot hold: %j',
    async (name) => {
      expect(nameOf(await named(name)).text).toBe('a b');
    },
  );

  it.each(['<b>&"\'', '😀 Ünï 客户', 'constructor', '__proto__', 'toString', '_x0041_', ']]>'])(
    'is read back as it was: %j',
    async (name) => {
      expect(nameOf(await named(name)).text.replace('\u200b', '')).toBe(name);
    },
  );

  it('keeps its neighbours when half a character is lost', async () => {
    expect(nameOf(await named('a\ud83db\udc00c')).text).toBe('abc');
  });

  it('may have 10 kB', async () => {
    expect(nameOf(await named('x'.repeat(10_000))).text).toHaveLength(10_000);
  });

  it('never exceeds the 32,767 units that a cell holds', async () => {
    for (const name of ['x'.repeat(50_000), '😀'.repeat(50_000)]) {
      expect(nameOf(await named(name)).text.length).toBeLessThanOrEqual(32_767);
    }
  });

  it('is no formula anywhere', async () => {
    const hostile = { ...account, name: '=1', csm: '=2', segment: '=3', plan: '+4', region: '@5' };
    for (const [, { cells }] of readBack(await bytesOf({ accounts: [hostile] }))) {
      expect([...cells.values()].filter(({ kind }) => kind === 'formula')).toEqual([]);
    }
  });
});

function nameOf({ row }: ReadSheet) {
  const cell = row(2).Account;
  if (cell === undefined) throw new Error('no name');
  return cell;
}
