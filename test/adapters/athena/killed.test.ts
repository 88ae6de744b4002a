import type { AthenaClient } from '@aws-sdk/client-athena';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import type { AthenaWorld } from '../../../lambdas/adapters/athena/world.ts';
import type { Objects, Row } from '../../../lambdas/ports.ts';
import { landedColumns } from '../../../lambdas/staging/current.ts';
import { findTable } from '../../../lambdas/tables/catalogue.ts';
import { known } from '../../naive/world.ts';
import { openTestAthena, type TestAthena } from './athena_world.ts';
import { landLeads, rates, ratesFolder } from './lake_content.ts';

let athena: TestAthena;
beforeAll(async () => {
  athena = await openTestAthena('quick');
});
afterEach(() => athena.reset());
afterAll(() => athena.close());

class Killed extends Error {}

/** A step that lands, stores, stages and counts, its second statement failing in passing at first. */
async function step(options: Partial<AthenaWorld>): Promise<readonly Row[]> {
  const engine = athena.engine(options);
  const key = 'landed/leads/source=exports/run=r1/part-0.jsonl';
  await engine.useLanded('landed_leads', landedColumns(known(findTable('leads'))), [key]);
  await engine.store(
    'account_segments',
    `select lead_id as account_id, 'all' as dimension, cast(_line as varchar) as value from landed_leads`,
  );
  await engine.unload(ratesFolder, rates('EUR', 'USD'));
  await engine.useSnapshot('2026-11-02');
  return engine.query(
    'select s.value, f.currency from account_segments as s cross join fx_rates as f order by f.currency',
  );
}

it('ends with the same files and the same rows wherever it was killed, and no query is paid twice', async () => {
  let kills = 0;
  for (let after = 1; ; after += 1, kills += 1) {
    await athena.reset();
    await landLeads(athena, { lead_id: 'l1' });
    await athena.files.write(`${ratesFolder}/a0-other/part-0.parquet`, 'of an earlier run');
    athena.facade.faults.push({ message: 'x', category: 1, retryable: true, leaves: true });
    const wasKilled = await killedAfter(after);
    const rows = await step({});
    expect(rows.map(({ currency }) => currency)).toEqual(['EUR', 'USD']);
    expect(await paid()).toEqual(['account_segments', 'fx_rates', 'query']);
    const files = (await athena.files.list('')).filter((key) => !key.startsWith('results/'));
    expect(files.map((key) => key.replace(/-[0-9a-f]{8}/g, ''))).toEqual([
      'landed/leads/source=exports/run=r1/part-0.jsonl',
      'scratch/account_segments/run=run-1-stage/a1/part-0.parquet',
      'staged/fx_rates/snapshot=2026-11-02/a0/part-0.parquet',
    ]);
    if (!wasKilled) break;
  }
  expect(kills).toBeGreaterThan(9);
});

/** Runs the step until so many requests and removals are answered; false where it came to its end before. */
async function killedAfter(count: number): Promise<boolean> {
  let left = count;
  const tick = () => {
    left -= 1;
    if (left <= 0) throw new Killed();
  };
  const client = {
    send: async (command: Parameters<AthenaClient['send']>[0]) => {
      if (left <= 0) throw new Killed();
      const answer = await athena.client.send(command);
      tick();
      return answer;
    },
  } as AthenaClient;
  const lake: Objects = {
    ...athena.lake,
    remove: async (key) => {
      await athena.lake.remove(key);
      tick();
    },
  };
  try {
    await step({ client, lake });
    return false;
  } catch {
    return true;
  }
}

/** What succeeded, by what it made; Athena does not charge for what failed. */
async function paid(): Promise<readonly string[]> {
  const good = athena.facade.executions.filter(({ state }) => state === 'SUCCEEDED');
  const texts = good.map(({ request }) => request.QueryString);
  return texts.map((text) => /to 's3:\/\/lake\/\w+\/(\w+)\//.exec(text)?.[1] ?? 'query');
}
