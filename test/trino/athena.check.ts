import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { OurBug } from '../../lambdas/errors.ts';
import { openDuckDb } from '../../lambdas/local/duckdb.ts';
import { openFolder } from '../../lambdas/local/folder.ts';
import type { Engine, Objects } from '../../lambdas/ports.ts';
import { landedColumns } from '../../lambdas/staging/current.ts';
import { findTable } from '../../lambdas/tables/catalogue.ts';
import { database, openTestAthena, type TestAthena } from '../adapters/athena/athena_world.ts';
import { measureCompany, stageCompany, stagedRows } from '../adapters/athena/company.ts';
import { landLeads, rates, ratesFolder } from '../adapters/athena/lake_content.ts';
import { openTrinoBackend } from '../athena_facade/trino_backend.ts';
import { known } from '../naive/world.ts';

let athena: TestAthena;
beforeAll(async () => {
  athena = await openTestAthena('quick', 1e12, (_, root) =>
    openTrinoBackend({
      address: process.env.TRINO ?? '',
      database,
      bucket: 'lake',
      locate: (address) => address.replace('s3://lake', `file://${root}`),
    }),
  );
});
afterAll(() => athena.close());

describe('Athena that is a real Trino', () => {
  it('reads landed text with the types of its table', async () => {
    const key = await landLeads(
      athena,
      {
        lead_id: 'l"1\\',
        created_at: '2026-10-25T00:59:59.999Z',
        is_deleted: true,
        channel: 'Zoë\n😀',
      },
      {
        lead_id: 'l2',
        created_at: '0999-01-01T00:00:00.000Z',
        is_deleted: null,
        channel: '\u2028',
      },
    );
    const engine = athena.engine({ scope: 'landed' });
    await engine.useLanded('landed_leads', landedColumns(known(findTable('leads'))), [key]);
    const columns = 'lead_id, created_at, is_deleted, channel, _line';
    expect(await engine.query(`select ${columns} from landed_leads order by _line`)).toEqual([
      {
        ...{ lead_id: 'l"1\\', created_at: '2026-10-25T00:59:59.999Z', is_deleted: true },
        ...{ channel: 'Zoë\n😀', _line: 2n },
      },
      {
        ...{ lead_id: 'l2', created_at: '0999-01-01T00:00:00.000Z', is_deleted: null },
        ...{ channel: '\u2028', _line: 3n },
      },
    ]);
    await athena.reset();
  });

  it('gives numbers, dates and instants as the port says', async () => {
    const sql = `select 9223372036854775807 as a, cast('12345678901234.123456' as decimal(20,6)) as b,
      1 as c, 1e21 as d, true as e, date '2024-02-29' as f, timestamp '1969-12-31 23:59:59' as g,
      '' as h, cast(null as varchar) as i`;
    expect(await athena.engine({ scope: 'values' }).query(sql)).toEqual([
      {
        ...{ a: 9223372036854775807n, b: '12345678901234.123456', c: 1n, d: 1e21, e: true },
        ...{ f: '2024-02-29', g: '1969-12-31T23:59:59.000Z', h: '', i: null },
      },
    ]);
  });

  it('replaces what was unloaded before, and reads the one snapshot that is meant', async () => {
    await athena.engine({ scope: 'first' }).unload(ratesFolder, rates('EUR'));
    await athena.engine({ scope: 'other' }).unload(`${ratesFolder}.2`, rates('GBP'));
    const engine = athena.engine({ scope: 'second' });
    await engine.unload(ratesFolder, `${rates('USD', 'JPY')}\norder by currency`);
    await engine.useSnapshot('2026-11-02');
    const rows = await engine.query(
      'select currency, reporting_per_unit, source_updated_at from fx_rates order by currency',
    );
    const at = { source_updated_at: '2026-10-01T12:30:00.125Z' };
    expect(rows).toEqual([
      { currency: 'JPY', reporting_per_unit: '2.500000', ...at },
      { currency: 'USD', reporting_per_unit: '1.500000', ...at },
    ]);
    await athena.reset();
  });

  it('reads no table whose folder is not named', async () => {
    const all = athena.engine().query(`select count(*) as n from "${database}"."fx_rates"`);
    await expect(all).rejects.toThrow(OurBug);
  });
});

describe('a company that went through Athena that is a real Trino', () => {
  it('has the staged rows and the KPI values that it has on a laptop', {
    timeout: 600_000,
  }, async () => {
    const root = mkdtempSync(join(tmpdir(), 'cs-pulse-direct-'));
    const duckDb = await openDuckDb(openFolder(root));
    const direct = await done(duckDb, duckDb, openFolder(root), root);
    const engines = ['stage', 'measure'].map((scope) => athena.engine({ scope }));
    const [staging = duckDb, measuring = duckDb] = engines;
    const found = await done(staging, measuring, athena.lake, athena.files.locate(''));
    expect(found.staged).toEqual(direct.staged);
    const { records, supporting, accounts, unlinked, sources } = direct.measured;
    expect(found.measured).toMatchObject({ records, supporting, accounts, unlinked, sources });
    expect(records.length).toBeGreaterThan(1000);
    duckDb.close();
  });
});

async function done(staging: Engine, measuring: Engine, lake: Objects, folder: string) {
  const snapshot = await stageCompany(staging, lake, folder);
  const measured = await measureCompany(measuring, snapshot);
  return { measured, staged: await stagedRows(openFolder(folder), snapshot) };
}
