import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseSettings } from '../../../lambdas/settings/parse.ts';
import { tables } from '../../../lambdas/tables/catalogue.ts';
import { demoCompany } from './company.ts';
import { type Drops, openDrops } from './drops.ts';

const small = { accounts: 40, months: 8 };

let drops: Drops;

beforeAll(async () => {
  drops = await openDrops();
  await drops.write('once', { options: small });
});

afterAll(() => drops.close());

describe('the demo company’s file drop', () => {
  it('has the same bytes for the same options', async () => {
    await drops.engine.query('set threads = 1');
    await drops.write('again', { options: small });
    await drops.engine.query('reset threads');
    expect(await drops.hashes('again')).toEqual(await drops.hashes('once'));
  });

  it('has a file for every canonical table, with its columns as the header', async () => {
    const out = drops.folder('once');
    for (const { name, columns } of tables.filter((table) => table.name !== 'events')) {
      const [header] = (await out.readText(`${name}.csv`)).split('\n');
      expect(header).toBe(Object.keys(columns).join(','));
    }
  });

  it('has the events of each month in a file of its own', async () => {
    const keys = await drops.folder('once').list('events/');
    expect(keys.length).toBe(9);
    expect(keys.at(0)).toBe('events/part-2026-03.parquet');
    expect(keys.at(-1)).toBe('events/part-2026-11.parquet');
  });

  it('parts its tables by accounts where there are many, with the same rows', async () => {
    await drops.write('parts', { options: small, batchSize: 25 });
    expect(await drops.folder('parts').list('users')).toEqual([
      'users/part-0001.csv',
      'users/part-0002.csv',
    ]);
    const parts = drops.csv('parts', 'users/*');
    const written = await drops.engine.query(`select user_id from ${parts} order by user_id`);
    const users = demoCompany(small)
      .rows('users')
      .map((row) => row.user_id);
    expect(written.map((row) => row.user_id)).toEqual(users);
  });
});

describe('the demo company’s settings', () => {
  it('can be read, and name managers who are there', async () => {
    const file = new URL('../../../lambdas/local/demo/settings.json', import.meta.url);
    const { readers } = parseSettings(await readFile(file, 'utf8'), 'settings.json');
    const managers = new Set(
      demoCompany({ accounts: 60, months: 2 })
        .rows('accounts')
        .map(({ csm }) => csm),
    );
    const named = readers.flatMap(({ scope }) => scope?.csm ?? []);
    expect(named.length).toBe(2);
    expect(named.filter((name) => !managers.has(name))).toEqual([]);
  });
});
