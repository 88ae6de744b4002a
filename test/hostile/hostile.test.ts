import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { laptop } from '../../lambdas/local/world.ts';
import { type RunResult, runReport } from '../../lambdas/pipeline.ts';
import { parseSettings } from '../../lambdas/settings/parse.ts';
import { type EditionName, editionNames } from '../../lambdas/settings/schema.ts';
import { deep } from '../deep.ts';
import { silent } from '../measured_world.ts';
import { attack } from './attacks.ts';
import { makeHostile, makeJapanese, writeCompany } from './company.ts';
import { faultsOfDocument, xmlFaults } from './document_faults.ts';

const root = mkdtempSync(join(tmpdir(), 'cs-pulse-hostile-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const all = [...editionNames];
const readers = [
  { email: 'whole@example.com', name: attack(0), editions: all },
  { email: 'german@example.com', name: attack(13), editions: all, language: 'de', locale: 'de-DE' },
  { email: 'book@example.com', name: attack(1), editions: all, scope: { csm: [attack(1)] } },
  { email: 'long+tag@example.com', name: attack(16), editions: all, locale: 'ar-EG' },
];

/** A company as something that is too much for a careless program. */
interface Case {
  readonly about: string;
  readonly settings?: object;
  readonly prepare: (folder: string) => Promise<void> | void;
  readonly always?: EditionName;
}

const small = { accounts: 12, months: 14, event_volume: 0.05, user_volume: 0.2 };
const cases: readonly Case[] = [
  {
    about: 'names that are markup, templates, formulas, header lines and endless',
    settings: { company: attack(13) },
    prepare: async (folder) => {
      await writeCompany(folder, small);
      makeHostile(folder);
    },
  },
  {
    about: 'a single account and nothing else',
    prepare: loneAccount,
    always: 'weekly',
  },
  {
    about: 'one account of few months',
    prepare: (folder) =>
      writeCompany(folder, { accounts: 1, months: 3, event_volume: 1, user_volume: 1 }),
  },
  {
    about: 'a currency without minor units',
    settings: { reporting_currency: 'JPY' },
    prepare: async (folder) => {
      await writeCompany(folder, { ...small, accounts: 6 });
      makeJapanese(folder);
    },
  },
];

function loneAccount(folder: string): void {
  mkdirSync(folder, { recursive: true });
  const columns = 'account_id,name,created_at';
  writeFileSync(join(folder, 'accounts.csv'), `${columns}\na-1,Only One,2026-10-01T00:00:00Z\n`);
}

describe.each(cases.filter(({ always }) => deep || always))('$about', (one) => {
  const place = mkdtempSync(join(root, 'case-'));
  const folder = join(place, 'drop');
  const editions = deep ? all : all.filter((name) => name === one.always);
  beforeAll(() => one.prepare(folder));

  it.each(editions)(
    'makes whole and harmless documents: %s',
    async (edition) => {
      const { folder: run } = await report(edition, one, place);
      const archive = deep ? filesOf(join(place, 'out', 'site')) : [];
      const files = [...filesOf(join(place, 'out', run)), ...archive];
      expect(new Set(files.map((file) => file.replace(/.*\./, '')))).toContain('eml');
      const faults: string[] = [];
      for (const file of files) {
        faults.push(...(await faultsOfDocument(relative(place, file), readFileSync(file))));
      }
      expect(faults.slice(0, 20)).toEqual([]);
      expect(readdirSync(place).sort(), 'nothing is written beside the run').toEqual([
        'drop',
        'out',
      ]);
    },
    240_000,
  );
});

async function report(edition: EditionName, { settings }: Case, place: string): Promise<RunResult> {
  const world = await laptop(join(place, 'drop'), join(place, 'out'), silent);
  await world.engine.query('set threads = 1');
  try {
    const given = { reporting_currency: 'USD', readers, ...settings };
    return await runReport(world, {
      ...{ edition, period: undefined, asOf: 'latest', attended: true, source: 'hostile' },
      settings: parseSettings(JSON.stringify(given), 'test'),
      ...{ mapping: undefined, reader: undefined },
    });
  } finally {
    world.close();
  }
}

const filesOf = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));

describe('the checks of documents', () => {
  const faults = (path: string, text: string) => faultsOfDocument(path, Buffer.from(text));

  it.each([
    ['a.html', '<p>a<script>pwned()</script></p>'],
    ['a.html', '<p title="a"onmouseover=pwned()>a</p>'],
    ['a.html', '<body><p><b>a</p></b></body>'],
    ['a.html', '<body><p>undefined</p></body>'],
    ['a.txt', 'MRR NaN'],
    ['a.csv', '\ufeffa,b\r\n1,=pwned()\r\n'],
    ['a.csv', 'a\r\n"-2+3"\r\n'],
    ['a.eml', 'To: a@example.com\r\nBcc: b@example.com\r\nSubject: x\r\n\r\ny'],
    ['a.pdf', '%PDF-1.7 cut'],
    ['a.exe', ''],
  ])('notice a fault in %s', async (path, text) => {
    expect(await faults(path, text)).not.toEqual([]);
  });

  it('let pass what is right', async () => {
    expect(await faults('a.html', '<body><p title="pwned">&lt;pwned&gt; {{x}}</p></body>')).toEqual(
      [],
    );
    expect(await faults('a.csv', "\ufeffa,b\r\n-2.5,'=x\r\n")).toEqual([]);
    expect(xmlFaults('<?xml version="1.0"?><a b="c"><d/>x &amp; y</a>')).toEqual([]);
    expect(xmlFaults('<a><b></a></b> & \u0007')).toHaveLength(4);
  });
});
