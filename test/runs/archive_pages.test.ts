import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eachScore, type Scorecard } from '../../lambdas/kpis/scores/scorecard.ts';
import { openFolder } from '../../lambdas/local/folder.ts';
import { loadTemplates } from '../../lambdas/local/templates.ts';
import { bookFolder } from '../../lambdas/rendering/archive/book_folder.ts';
import { readerScopes } from '../../lambdas/reports/scopes.ts';
import { archiveRun } from '../../lambdas/runs/archive.ts';
import type { Job } from '../../lambdas/runs/job.ts';
import type { Totals } from '../../lambdas/runs/values.ts';
import { parseSettings } from '../../lambdas/settings/parse.ts';
import { noFacts } from '../../lambdas/settings/playbooks.ts';
import { reader, weekly } from '../documents_fixture.ts';
import { silent } from '../measured_world.ts';

const root = mkdtempSync(join(tmpdir(), 'cs-pulse-pages-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));
const templates = await loadTemplates(new URL('../../templates', import.meta.url).pathname);

const scoped = { ...reader, email: 'ines@example.com', scope: { csm: ['Ines'] } };
const settings = parseSettings(
  JSON.stringify({ company: 'Tiny', readers: [reader, scoped] }),
  'test',
);
const scopes = readerScopes(settings.readers);
const count = 120;

const account = (n: number): Scorecard => ({
  ...{ account_id: `<${n}>`, name: `Company ${n}`, segment: 'smb', plan: null, region: null },
  ...{ csm: n % 10 === 0 ? 'Ines' : 'Jo', onboarding_model: null, acquisition_channel: null },
  ...{ mrr: n, opening_mrr: n, is_customer: true, is_lost: false, end_reason: null },
  ...{ movements: null, tier: 'green', previous_tier: 'green', at_risk: n === 7, facts: noFacts },
  scores: eachScore(() => ({ value: n % 100, present: 1, readings: [] })),
  previous: eachScore(() => null),
  history: [],
});

async function* inParts(size: number) {
  const all = Array.from({ length: count }, (_, n) => account(n));
  for (let at = 0; at < count; at += size) yield all.slice(at, at + size);
}

const folder = 'runs/weekly/2026-W45/run-1';
const job = {
  ...{ edition: 'weekly', asOf: 'latest', settings, readers: [], scopes, id: 'run-1', folder },
  ...{ source: 'test', version: 'v', period: { ...weekly.period, edition: 'weekly' } },
} as unknown as Job;
const ines = new Set(Array.from({ length: 12 }, (_, n) => `<${n * 10}>`));
const values = {
  ...{ records: [], restated: [], currency: 'USD', queries: new Map() },
  own: async () => ({ records: [], supporting: [] }),
  scopeAccounts: new Map(scopes.map(({ id }) => [id, ines])),
  snapshot: { snapshot: 's', date: '2026-11-09', fingerprint: 'f', tables: [] },
  quality: { shut_gates: ['<gate>'] },
  counts: { kpi_values: 0, accounts: count },
} as unknown as Totals;

/** Writes the pages from accounts that come so many at a time; every key that was written, in order. */
async function written(
  name: string,
  size: number,
  order = { job, values },
  begun = () => {},
): Promise<string[]> {
  const files = openFolder(join(root, name));
  const books = order.job.scopes.map(({ id }) => `books/${id}/`);
  for (const book of ['', 'books/company/', ...books]) {
    await files.write(`${folder}/${book}report.json`, JSON.stringify(weekly));
    for (const file of ['kpis', 'accounts']) await files.write(`${folder}/${book}${file}.csv`, '');
    const action = '"now","2026-11-12","Ines","<20>","Call <them>","Ask why"';
    const head = 'priority,due_on,owner,account_id,title,play';
    await files.write(`${folder}/${book}actions.csv`, `${head}\r\n${action}\r\n`);
  }
  const keys: string[] = [];
  const archive: typeof files = {
    ...files,
    write: async (key, body) => {
      keys.push(key);
      await files.write(key, body);
    },
  };
  const world = { archive, assets: { templates }, progress: silent };
  const accounts = () => {
    begun();
    return inParts(size);
  };
  await archiveRun(world, { ...order, accounts, costs: [] });
  return keys;
}

const pages = (book: string) => `${book}/weekly/2026-W45/run-1`;
const read = (name: string, key: string) => readFileSync(join(root, name, key), 'utf8');
const company = pages(bookFolder(null));
const book = pages(bookFolder('CSM: Ines'));
let keys: string[];
beforeAll(async () => {
  keys = await written('a', 7);
});

describe('the pages of a run', () => {
  it('have fifty accounts to a file and a lifecycle stage to a file', () => {
    const files = keys
      .filter((key) => key.startsWith(`${company}/`))
      .map((key) => key.slice(company.length + 1));
    expect(files.filter((file) => file.startsWith('accounts-'))).toEqual([
      'accounts-001.html',
      'accounts-002.html',
      'accounts-003.html',
    ]);
    expect(files.filter((file) => file.startsWith('kpis-'))).toHaveLength(7);
    expect(keys.length).toBeLessThan(50);
  });

  it('are the same to the byte however many accounts come at a time', async () => {
    expect(await written('b', 200)).toEqual(keys);
    expect(keys.filter((key) => read('a', key) !== read('b', key))).toEqual([]);
  });

  it('of a book have its accounts alone', () => {
    const texts = keys.filter((key) => key.startsWith(`${book}/`)).map((key) => read('a', key));
    const names = new Set(texts.join('').match(/Company \d+/g));
    expect([...names].sort()).toEqual([...ines].map((id) => `Company ${id.slice(1, -1)}`).sort());
  });

  it('of many books are written for some books after the others, and each has its own', async () => {
    const csms = Array.from({ length: 60 }, (_, n) => `Csm ${n}`);
    const many = readerScopes(csms.map((csm) => ({ ...reader, scope: { csm: [csm] } })));
    const own = new Map(many.map(({ id }, n) => [id, new Set([`<${n}>`])]));
    const order = { job: { ...job, scopes: many }, values: { ...values, scopeAccounts: own } };
    let readings = 0;
    const all = await written('many', 7, order, () => {
      readings += 1;
    });
    expect(readings).toBe(2);
    for (const [n, { label }] of many.entries()) {
      const texts = all.filter((key) => key.startsWith(`${pages(bookFolder(label))}/`));
      const names = texts.flatMap((key) => read('many', key).match(/Company \d+/g) ?? []);
      expect(new Set(names)).toEqual(new Set([`Company ${n}`]));
    }
  });

  it('list a run only once everything that the list leads to is there, and vouch for each page', () => {
    const last = keys.filter((key) => key.startsWith(bookFolder(null))).slice(-2);
    expect(last).toEqual([
      'site/company/entries/weekly/2026-W45/run-1.json',
      'site/company/index.html',
    ]);
    const hashes = JSON.parse(read('a', `${folder}/site/company.json`));
    expect(Object.keys(hashes)).toContain('accounts-003.html');
  });

  it('show words of an export as text, and actions with their account', () => {
    const text = read('a', `${company}/accounts-001.html`);
    expect(text).toContain('Call &lt;them&gt;');
    expect(text).toContain('<code>&lt;20&gt;</code>');
    expect(read('a', `${company}/log.html`)).toContain('&lt;gate&gt;');
  });

  it('lead from a KPI to the accounts that are most to it', () => {
    const text = read('a', `${company}/kpis-retention.html`);
    const at = text.slice(text.indexOf('id="at_risk_customers"'));
    expect(at.match(/<a href="(accounts-[^"]+)">([^<]+)/)?.slice(1)).toEqual([
      'accounts-001.html#account-8',
      'Company 7',
    ]);
    const mrr = text.slice(text.indexOf('id="mrr"'));
    expect(mrr.match(/<a href="(accounts-[^"]+)">([^<]+)/)?.slice(1)).toEqual([
      'accounts-003.html#account-120',
      'Company 119',
    ]);
  });

  it('tell readers of a book nothing of what the whole was made of', () => {
    expect(read('a', `${company}/log.html`)).toContain('Its queries ran on this machine');
    expect(read('a', `${book}/log.html`)).not.toContain('Its queries ran on this machine');
  });
});
