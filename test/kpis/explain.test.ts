import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BadSettings, OurBug } from '../../lambdas/errors.ts';
import { catalogue } from '../../lambdas/kpis/catalogue/catalogue.ts';
import type { Explanation } from '../../lambdas/kpis/explain/explanation.ts';
import { explain } from '../../lambdas/kpis/explaining.ts';
import type { KpiText } from '../../lambdas/kpis/kpi.ts';
import type { KpiRecord } from '../../lambdas/kpis/record.ts';
import { demoSettings } from '../../lambdas/local/cli/demo_company.ts';
import { editionOf, findKpi, questionOf } from '../../lambdas/local/cli/explain/asked_kpi.ts';
import { type Explained, explainValue } from '../../lambdas/local/cli/explain/explained.ts';
import { explainedText } from '../../lambdas/local/cli/explain/text.ts';
import { writeDemoCompany } from '../../lambdas/local/demo/write.ts';
import { openDuckDb } from '../../lambdas/local/duckdb.ts';
import { openFolder } from '../../lambdas/local/folder.ts';
import { laptop, queryText } from '../../lambdas/local/world.ts';
import type { ReportRequest } from '../../lambdas/pipeline.ts';
import { penFor } from '../../lambdas/rendering/writing/pen.ts';
import { deep } from '../deep.ts';
import { type MeasuredWorld, silent, withMeasuredDrop } from '../measured_world.ts';
import { counted, fileOf, isPlain, made } from './explained_rows.ts';

const root = mkdtempSync(join(tmpdir(), 'cs-pulse-explain-'));
const drop = join(root, 'drop');
const settings = await demoSettings();
afterAll(() => rmSync(root, { recursive: true, force: true }));

type Step = Parameters<typeof explain>[0];

interface Answer {
  readonly kpi: KpiText;
  readonly window: string;
  readonly explanation: Explanation;
}

const answers: Answer[] = [];
const failures: string[] = [];
/** What rows taken away do to the check. */
const tampered: Record<string, unknown> = {};
/** One row of a table, asked for on its own. */
let oneCohort: Explanation;
let records: readonly KpiRecord[] = [];

beforeAll(async () => {
  const out = openFolder(drop);
  const engine = await openDuckDb(out);
  await writeDemoCompany({ out, engine, options: { accounts: 60, event_volume: 0.3 } });
  engine.close();
  const monthly = { folder: drop, edition: 'monthly', period: '2026-10', settings } as const;
  await withMeasuredDrop({ ...monthly, periods: 1 }, async (world) => {
    records = world.records;
    const step = stepOf(world);
    for (const kpi of asked) await explainEverywhere(step, kpi);
    const whole = { kpi: findKpi('cohort_retention'), window: 'to_date' };
    oneCohort = await explain(step, { ...whole, segment: cohortOf(records) }, records);
    for (const id of ['activation_rate', 'mrr', 'net_promoter_score', 'time_to_first_value']) {
      const which = { kpi: findKpi(id), window: 'period', segment: null };
      tampered[id] = await explain(withoutHalf(step), which, records).catch((error) => error);
    }
  });
});

const cohortOf = (found: readonly KpiRecord[]) =>
  found.find(({ kpi, denominator }) => kpi === 'cohort_retention' && Number(denominator) > 1)
    ?.segment ?? null;

function stepOf({ query, behind }: MeasuredWorld): Step {
  const never = () => Promise.reject(new Error('explaining writes nothing'));
  const read = () => {
    throw new Error('explaining looks its rows up at once');
  };
  const writing = { store: never, unload: never, unloadDays: never };
  const idle = { read, ...writing, useLanded: never, useDays: never, useSnapshot: never };
  const engine = { ...idle, costs: () => [] };
  const rows = query as Step['engine']['query'];
  return { ...behind, settings, queryText, engine: { ...engine, query: rows } };
}

const withoutHalf = (step: Step): Step => ({
  ...step,
  engine: {
    ...step.engine,
    query: async (sql) => (await step.engine.query(sql)).filter((_, n) => n % 2 === 1),
  },
});

/** Every sixth KPI in `npm test`, and all of them in CI. */
const inSegments = (kpi: KpiText) => deep || catalogue.indexOf(kpi) % 6 === 0;

/** Half of them in `npm test`, with the one whose rows are read below, and all of them in CI. */
const asked = catalogue.filter(({ id }, nth) => deep || nth % 2 === 0 || id === 'cohort_retention');
const share = deep ? 1 : 0.5;

async function explainEverywhere(step: Step, kpi: KpiText): Promise<void> {
  const segments = records
    .filter((record) => record.kpi === kpi.id && record.segment?.dimension === 'segment')
    .map(({ segment }) => segment);
  for (const window of kpi.windows) {
    for (const segment of inSegments(kpi) ? [null, segments[0] ?? null] : [null]) {
      try {
        const explanation = await explain(step, { kpi, window, segment }, records);
        if (segment === null) answers.push({ kpi, window, explanation });
      } catch (error) {
        failures.push(`${kpi.id} ${window} ${segment?.value}: ${error}`);
      }
      if (segments.length === 0) break;
    }
  }
}

describe('the rows behind every KPI', () => {
  it('give its value, numerator, denominator and sample through the formula, in total and in a segment', () => {
    expect(failures).toEqual([]);
    const explained = new Set(answers.map(({ kpi }) => kpi.id));
    expect(asked.map(({ id }) => id).filter((id) => !explained.has(id))).toEqual([]);
    const measured = answers.filter(({ explanation }) =>
      explanation.records.some(({ status }) => status === 'measured'),
    );
    expect(measured.length).toBeGreaterThan(150 * share);
  });

  it.each(['activation_rate', 'mrr', 'net_promoter_score', 'time_to_first_value'])(
    'of %s would be told from rows that do not',
    (id) => {
      expect(tampered[id]).toBeInstanceOf(OurBug);
      expect(String(tampered[id])).toContain('do not give its value');
    },
  );

  it('of one row of a table are those of no other', () => {
    const [record] = oneCohort.records;
    expect(record?.segment).toEqual(cohortOf(records));
    expect(oneCohort.records).toHaveLength(1);
    expect(oneCohort.tables[0]?.rows).toHaveLength(record?.denominator ?? 0);
  });

  it('are there, with what tells them apart, wherever there is a value above 0', () => {
    const empty = answers.filter(({ explanation: { records: found, tables } }) => {
      const hasValue = found.some(({ value, denominator }) => (denominator ?? value ?? 0) !== 0);
      return hasValue && tables.every(({ rows }) => rows.length === 0);
    });
    expect(empty.map(({ kpi }) => kpi.id)).toEqual([]);
    const known = /^(account_id|member_id|user_id|category|type|cohort)$/;
    const nameless = answers
      .flatMap(({ kpi, explanation }) => explanation.tables.map((table) => ({ kpi, table })))
      .filter(({ table }) => !table.columns.some((column) => known.test(column)));
    expect(nameless.map(({ kpi }) => kpi.id)).toEqual([]);
  });

  it('add up in the file to the totals that are said', () => {
    for (const { kpi, explanation } of answers) {
      for (const table of explanation.tables) {
        const rows = fileOf(table);
        expect(rows, kpi.id).toHaveLength(table.rows.length);
        for (const { at, of, what, value } of table.totals) {
          if (at !== '') continue;
          const said = `${kpi.id} ${of} ${what}`;
          expect(counted(rows, of, what), said).toBeCloseTo(value, 6);
        }
      }
    }
  });
});

describe('a numerator and a denominator', () => {
  it('are counts of rows or sums of a column, but where the formula makes them of several', () => {
    const single = answers.filter(
      ({ explanation: { records: found } }) =>
        found.length === 1 && found[0]?.status === 'measured' && found[0].denominator !== null,
    );
    const others = single.filter(({ explanation }) => !isPlain(explanation));
    expect(others.map(({ kpi }) => kpi.id).filter((id) => !(id in made))).toEqual([]);
    expect(single.length - others.length).toBeGreaterThan(100 * share);
    const known = new Set(catalogue.map(({ id }) => id));
    expect(Object.keys(made).filter((id) => !known.has(id))).toEqual([]);
  });
});

describe('the command', () => {
  const out = join(root, 'out');
  const request: ReportRequest = {
    ...{ edition: 'monthly', period: '2026-10', asOf: 'latest', settings, source: 'demo' },
    ...{ mapping: undefined, attended: true, reader: undefined },
  };
  const stem = 'explain/net_revenue_retention/2026-10-trailing_12_months-segment-smb';
  let found: Explained;

  beforeAll(async () => {
    const world = await laptop(drop, out, silent);
    const kpi = findKpi('net_revenue_retention');
    const which = { kpi, window: 'trailing_12_months', segment: 'segment=smb' };
    found = await explainValue(world, request, which).finally(world.close);
  });

  /** As the command prints it, on one line. */
  const said = (explained: Explained) => {
    const pen = penFor('en-GB', explained.currency);
    return explainedText(explained, { alias: null, out, pen }).replaceAll(/\s+/g, ' ');
  };

  it('says what a value means and is made of, and where its rows and queries are', () => {
    const record = records.find(
      ({ kpi, window, segment }) =>
        kpi === 'net_revenue_retention' &&
        window === 'trailing_12_months' &&
        segment?.dimension === 'segment' &&
        segment.value === 'smb',
    );
    expect(found.records).toEqual([record]);
    for (const words of [
      'What is left of the revenue that we started with',
      '÷ opening',
      'trailing 12 months: 2025-11-01 to before 2026-11-01, 365 days, Europe/Berlin',
      'segment smb',
      'definitions.past_due_grace_days',
      /snapshot 2026-11-\d\d of the export "demo"/,
      /subscription_periods: \d+ rows/,
      `value ${record?.value}; numerator ${record?.numerator}`,
      join(out, `${stem}.csv`),
      join(out, `${stem}.query.sql`),
      'the rows, put through the formula on their own, give the value above',
    ]) {
      expect(said(found)).toMatch(words);
    }
  });

  it('writes the rows, which add up, beside the SQL that gave them', () => {
    expect(found.written[0]).toMatchObject({ csv: `${stem}.csv`, rowsSql: `${stem}.sql` });
    const rows: Record<string, string>[] = parse(readFileSync(join(out, `${stem}.csv`)), {
      bom: true,
      columns: true,
    });
    const opening = rows.reduce((sum, row) => sum + Number(row.opening_mrr), 0);
    expect(opening).toBeCloseTo(found.records[0]?.denominator ?? 0, 6);
    expect(readFileSync(join(out, `${stem}.sql`), 'utf8')).toContain('asked_parts');
    expect(found.written[0]?.queries).toEqual([
      { query: 'recurring_revenue', key: `${stem}.query.sql` },
    ]);
    expect(readFileSync(join(out, `${stem}.query.sql`), 'utf8')).toContain('group by');
  });

  it('lists the rows of a table', () => {
    const cohorts = answers.find(({ kpi }) => kpi.id === 'cohort_retention');
    const table = { records: cohorts?.explanation.records ?? [], written: [] };
    expect(said({ ...found, ...table })).toMatch(/cohort 20\d\d-\d\d\+0: \d+ of \d+ = 100\.0%/);
    expect(said({ ...found, ...table })).toMatch(/… and \d+ more rows; --segment asks for one/);
  });

  it('says why there is no value', () => {
    const unknown = records.filter(({ status }) => status === 'not_measurable').slice(0, 1);
    expect(said({ ...found, records: unknown })).toContain(`Value ${unknown[0]?.reason}`);
  });

  it('takes second names, and names the nearest ids of one that is none', () => {
    expect(findKpi('logo_retention').id).toBe('customer_retention_rate');
    expect(() => findKpi('customer_chrun_rate')).toThrow(BadSettings);
    expect(() => findKpi('customer_chrun_rate')).toThrow(/nearest ids are customer_churn_rate/);
  });

  it('takes the edition from the period, and refuses windows and segments that are not measured', () => {
    expect(editionOf('2026-W44', undefined)).toBe('weekly');
    expect(editionOf('2026-Q3', undefined)).toBe('quarterly');
    expect(editionOf(undefined, undefined)).toBe('monthly');
    expect(() => editionOf(undefined, 'yearly')).toThrow(/weekly, monthly, quarterly/);
    const ask = (which: Parameters<typeof questionOf>[1]) =>
      questionOf(findKpi('mrr'), which, records);
    expect(() => ask({ window: 'to_date' })).toThrow(/its windows are period/);
    expect(() => ask({ segment: 'segment=huge' })).toThrow(/values of segment are .*smb/);
    expect(() => ask({ segment: 'colour=red' })).toThrow(/measured by .*segment/);
    expect(() => ask({ segment: 'smb' })).toThrow(/dimension=value/);
    expect(ask({ segment: 'segment=smb' }).segment).toEqual({ dimension: 'segment', value: 'smb' });
  });
});
