import { readdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { demoSettings } from '../../lambdas/local/cli/demo_company.ts';
import { writeDemoCompany } from '../../lambdas/local/demo/write.ts';
import { openDuckDb } from '../../lambdas/local/duckdb.ts';
import { readerScopes } from '../../lambdas/reports/scopes.ts';
import { recordCompany } from './company.ts';
import { emptyDrop } from './drops.ts';
import { replay } from './replay.ts';

const drop = emptyDrop();
const engine = await openDuckDb(drop);
await writeDemoCompany({ out: drop, engine, options: { accounts: 40, event_volume: 0.2 } });
engine.close();
const settings = await demoSettings();
const company = await recordCompany({
  drop,
  settings,
  scopes: readerScopes(settings.readers),
  reports: [
    { edition: 'monthly', period: '2026-10' },
    { edition: 'weekly', period: '2026-W44' },
  ],
});

describe('the demo company, a month and a week', async () => {
  it('runs every measure and every query of staging', async () => {
    const wanted = await Promise.all(
      ['staging', 'kpis/measures', 'kpis/measures/facts', 'kpis/measures/signals'].map(queriesIn),
    );
    const shapes = await queriesIn('kpis/measures/shapes');
    // Timelines are asked for by reports, about the accounts that they tell of.
    const apart = ['kpis/measures/timelines.sql'];
    const texts = wanted.flat().filter((name) => !apart.includes(name));
    expect([...company.texts].sort()).toEqual([...texts, ...shapes].sort());
  });

  await replay('demo', company.steps, company.titleOf);
});

async function queriesIn(folder: string): Promise<readonly string[]> {
  const names = await readdir(resolve(import.meta.dirname, '../../lambdas', folder));
  return names.filter((name) => name.endsWith('.sql')).map((name) => `${folder}/${name}`);
}
