import { createHash } from 'node:crypto';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { GateShut } from '../lambdas/errors.ts';
import type { KpiRecord } from '../lambdas/kpis/record.ts';
import { demoSettings } from '../lambdas/local/cli/demo_company.ts';
import { writeDemoCompany } from '../lambdas/local/demo/write.ts';
import { openDuckDb } from '../lambdas/local/duckdb.ts';
import { openFolder } from '../lambdas/local/folder.ts';
import { laptop } from '../lambdas/local/world.ts';
import { type ReportRequest, type RunResult, runReport } from '../lambdas/pipeline.ts';
import { inEnglish } from '../lambdas/reports/words/in_english.ts';
import { parseSettings } from '../lambdas/settings/parse.ts';
import { deep } from './deep.ts';
import { recordsOf } from './kpi_series.ts';
import { silent } from './measured_world.ts';

const root = mkdtempSync(join(tmpdir(), 'cs-pulse-pipeline-'));
const drop = join(root, 'drop');
const outs: string[] = [];
afterAll(() => rmSync(root, { recursive: true, force: true }));

beforeAll(async () => {
  const out = openFolder(drop);
  const engine = await openDuckDb(out);
  await writeDemoCompany({
    out,
    engine,
    options: { accounts: 24, months: 14, event_volume: 0.1, user_volume: 0.4 },
  });
  engine.close();
});

function freshOut(): string {
  const out = mkdtempSync(join(root, 'out-'));
  outs.push(out);
  return out;
}

async function run(
  out: string,
  more: Partial<ReportRequest> = {},
  folder = drop,
): Promise<RunResult> {
  const world = await laptop(folder, out, silent);
  await world.engine.query('set threads = 1');
  try {
    return await runReport(world, {
      edition: 'weekly',
      period: undefined,
      asOf: 'latest',
      settings: await demoSettings(),
      mapping: undefined,
      source: 'demo',
      attended: true,
      reader: undefined,
      ...more,
    });
  } finally {
    world.close();
  }
}

function hashes(folder: string): Record<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((f) =>
    f.isFile(),
  );
  const paths = files.map((file) => join(file.parentPath, file.name)).sort();
  return Object.fromEntries(
    paths.map((path) => [
      relative(folder, path),
      createHash('sha256').update(readFileSync(path)).digest('hex'),
    ]),
  );
}

const kpis = (out: string, { folder }: RunResult): KpiRecord[] =>
  recordsOf(readFileSync(join(out, folder, 'kpis.json'), 'utf8'));

/** Staged once for the tests that do not ask how. */
const first = freshOut();

describe('a run', () => {
  let one: RunResult;
  beforeAll(async () => {
    one = await run(first);
  });

  // The demo's suite in CI compares three editions; here a second run would take ten seconds.
  it.runIf(deep)('gives the same bytes for the same inputs, messages included', async () => {
    const second = freshOut();
    const two = await run(second);
    expect(one.folder).toBe(two.folder);
    expect(hashes(join(second, 'runs'))).toEqual(hashes(join(first, 'runs')));
    expect(
      Object.keys(hashes(join(first, one.folder))).filter((name) => name.endsWith('.eml')),
    ).toHaveLength(4);
  });

  it('takes the last complete period that the data covers, and leaves every file that it promises', async () => {
    const result = await run(first, { edition: 'monthly' });
    expect(result.period.label).toBe('2026-10');
    const files = Object.keys(hashes(join(first, result.folder)));
    for (const name of [
      'kpis.json',
      'kpis.csv',
      'accounts.csv',
      'actions.csv',
      'dictionary.html',
      'report.json',
      'manifest.json',
      'rejected/README.txt',
    ]) {
      expect(files).toContain(name);
    }
    const manifest = JSON.parse(readFileSync(join(first, result.folder, 'manifest.json'), 'utf8'));
    const { 'manifest.json': _, ...vouched } = hashes(join(first, result.folder));
    expect(manifest.outputs).toEqual(vouched);
  });

  it('records every KPI with the fields of the published shape', async () => {
    const records = kpis(first, one);
    const fields = [
      'kpi',
      'period',
      'start',
      'end',
      'window',
      'segment',
      'value',
      'numerator',
      'denominator',
      'sample',
      'unit',
      'status',
      'reason',
    ];
    for (const record of records)
      expect(Object.keys(record)).toEqual(expect.arrayContaining(fields));
    expect(new Set(records.map(({ period }) => period)).size).toBe(13);
    expect(records.some(({ segment }) => segment?.dimension === 'scope')).toBe(false);
  });

  it('shows a reader with a book of business nothing of anyone else’s', async () => {
    const { folder } = one;
    const file = (name: string) => readFileSync(join(first, folder, 'documents', name), 'utf8');
    const accounts = readFileSync(join(first, folder, 'accounts.csv'), 'utf8')
      .split('\r\n')
      .slice(1, -1)
      .map((line) => line.split(','));
    const [mine, others] = [
      accounts.filter((row) => row[2] === 'Jonas Wieland'),
      accounts.filter((row) => row[2] !== 'Jonas Wieland'),
    ];
    expect(mine.length).toBeGreaterThan(0);
    const text =
      file('jonas.wieland@quayloom.example.txt') + file('jonas.wieland@quayloom.example.html');
    expect(
      others.filter(([, name]) => name && text.includes(name)).map(([, name]) => name),
    ).toEqual([]);
    const attached = Buffer.from(file('jonas.wieland@quayloom.example.eml')).toString();
    const decoded = [
      ...attached.matchAll(
        /Content-Transfer-Encoding: base64\r\n[\s\S]*?\r\n\r\n([A-Za-z0-9+/=\r\n]+)/g,
      ),
    ]
      .map((part) => Buffer.from(part[1] ?? '', 'base64').toString('utf8'))
      .join('');
    expect(others.filter(([id]) => id && decoded.includes(`${id},`)).map(([id]) => id)).toEqual([]);
  });

  it.runIf(deep)('makes documents for one reader alone when asked', async () => {
    const { folder } = await run(first, { reader: 'caleb.stone@quayloom.example' });
    expect(readdirSync(join(first, folder, 'documents')).sort()).toEqual(
      ['eml', 'html', 'page.html', 'txt'].map((end) => `caleb.stone@quayloom.example.${end}`),
    );
  });
});

describe('a period that is reported again', () => {
  const corrected = join(root, 'corrected');
  const settings = parseSettings(
    JSON.stringify({ reporting_currency: 'USD', time_zone: 'Europe/Berlin' }),
    'test',
  );
  const mrrOf = (out: string, result: RunResult) =>
    kpis(out, result).find((r) => r.kpi === 'mrr' && r.segment === null && r.period === '2026-10')
      ?.value ?? 0;

  const earlierOf = ({ report }: RunResult) =>
    report.quality.notes.map(inEnglish).filter((note) => note.startsWith('Other than in the last'));

  beforeAll(() => {
    cpSync(drop, corrected, { recursive: true });
    const file = join(corrected, 'subscription_periods.csv');
    const lines = readFileSync(file, 'utf8').trimEnd().split('\n');
    const header = (lines[0] ?? '').split(',');
    const row = Object.fromEntries(header.map((name) => [name, '']));
    const late: Record<string, string> = {
      ...row,
      subscription_item_id: 'late-item',
      subscription_id: 'late',
      account_id: 'a-00001',
      currency: 'USD',
      mrr_minor: '123400',
      status: 'active',
      starts_on: '2026-09-05',
    };
    writeFileSync(
      file,
      `${[...lines, header.map((name) => late[name] ?? '').join(',')].join('\n')}\n`,
    );
  });

  it.runIf(deep)(
    'reads the data of then or of now, and says what was restated',
    async () => {
      const out = freshOut();
      const request = { edition: 'monthly', period: '2026-10', settings } as const;
      const first = await run(out, request);
      const latest = await run(out, request, corrected);
      const original = await run(out, { ...request, asOf: 'original' }, corrected);
      expect(mrrOf(out, latest) - mrrOf(out, first)).toBeCloseTo(1234, 6);
      expect(mrrOf(out, original)).toBe(mrrOf(out, first));
      expect(first.report.quality.restated).toEqual([]);
      const mrr = latest.report.quality.restated.find(({ label }) => label === 'MRR');
      expect((mrr?.is?.value ?? 0) - (mrr?.was?.value ?? 0)).toBeCloseTo(1234, 6);
      expect(original.report.quality.restated).toEqual([]);
      expect(earlierOf(first)).toEqual([]);
      expect(earlierOf(latest)).toEqual([
        expect.stringMatching(/since data came late: 2026-09 \(\d+ /),
      ]);
      const said = readFileSync(join(out, latest.folder, 'report.json'), 'utf8');
      rmSync(join(out, 'measured'), { recursive: true });
      const measuredAnew = await run(out, request, corrected);
      expect(readFileSync(join(out, measuredAnew.folder, 'report.json'), 'utf8')).toBe(said);
      const again = await run(out, request);
      expect(mrrOf(out, again), 'the export that is named is read, not the newest one known').toBe(
        mrrOf(out, first),
      );
    },
    180_000,
  );
});

describe('a gate', () => {
  it.runIf(deep)(
    'names in the report what may go out all the same: data that ends before the period does',
    async () => {
      const { report } = await run(first, {
        edition: 'monthly',
        period: '2026-12',
        reader: 'helen.marsh@quayloom.example',
      });
      expect(report.quality.notes.map(inEnglish).join()).toMatch(/the data ends before/);
    },
  );

  it.runIf(deep)('stops the report when a KPI is required and not measured', async () => {
    const settings = parseSettings('{"gates": {"required_kpis": ["no_such_kpi"]}}', 'test');
    await expect(run(first, { settings })).rejects.toThrow(/no_such_kpi: there is no such KPI/);
  });

  it.runIf(deep)(
    'stops a schedule when a table lost rows as if the export were cut, and names it to a person who asks',
    async () => {
      const cut = join(root, 'cut');
      cpSync(drop, cut, { recursive: true });
      const file = join(cut, 'tickets.csv');
      const lines = readFileSync(file, 'utf8').trimEnd().split('\n');
      writeFileSync(file, `${lines.slice(0, lines.length / 2).join('\n')}\n`);
      const reader = 'helen.marsh@quayloom.example';
      await expect(run(first, { attended: false }, cut)).rejects.toThrow(GateShut);
      const { report } = await run(first, { reader }, cut);
      expect(report.quality.notes.map(inEnglish).join()).toMatch(/tickets has/i);
      await expect(run(first, { attended: false }, cut)).rejects.toThrow(
        /tickets has \d+ rows where the export before had \d+/,
      );
    },
  );
});
