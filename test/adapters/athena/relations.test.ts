import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { namingRelations } from '../../../lambdas/adapters/athena/relations_in_use.ts';
import { OurBug } from '../../../lambdas/errors.ts';
import { landedColumns } from '../../../lambdas/staging/current.ts';
import { findTable } from '../../../lambdas/tables/catalogue.ts';
import { known } from '../../naive/world.ts';
import { database, openTestAthena, type TestAthena } from './athena_world.ts';
import { landLeads, rates, ratesFolder, started } from './lake_content.ts';

let athena: TestAthena;
beforeAll(async () => {
  athena = await openTestAthena('quick');
});
afterEach(() => athena.reset());
afterAll(() => athena.close());

const leads = landedColumns(known(findTable('leads')));

describe('a snapshot in use', () => {
  it('is read from its own folder alone, and only by the query that names the table', async () => {
    const engine = athena.engine();
    await engine.unload(ratesFolder, rates('EUR'));
    await engine.unload('staged/fx_rates/snapshot=2026-11-02.2', rates('USD'));
    await engine.useSnapshot('2026-11-02.2');
    expect(await engine.query('select currency from fx_rates')).toEqual([{ currency: 'USD' }]);
    expect(await engine.query('select 1 as one')).toEqual([{ one: 1n }]);
    expect(started(athena).at(-1)).toBe('select 1 as one');
  });

  it('has an empty relation for a table that it does not have, with the types of the table', async () => {
    const engine = athena.engine();
    await engine.useSnapshot('2026-11-02');
    const sql = `select count(*) as n, sum(reporting_per_unit) as sum, max(rate_on) as day from fx_rates`;
    expect(await engine.query(sql)).toEqual([{ n: 0n, sum: null, day: null }]);
    expect(started(athena).at(-1)).not.toContain(database);
  });

  it('holds what was written under a table after the last look', async () => {
    const engine = athena.engine();
    await engine.useSnapshot('2026-11-02');
    await engine.unload(ratesFolder, rates('EUR'));
    await engine.useSnapshot('2026-11-02', ['fx_rates']);
    expect(await engine.query('select currency from fx_rates')).toHaveLength(1);
  });

  it('gives dates, instants and decimals as the port says', async () => {
    const engine = athena.engine();
    await engine.unload(ratesFolder, rates('EUR'));
    await engine.useSnapshot('2026-11-02');
    const columns = 'source_updated_at, is_deleted, rate_on, reporting_per_unit';
    expect(await engine.query(`select ${columns} from fx_rates`)).toEqual([
      {
        source_updated_at: '2026-10-01T12:30:00.125Z',
        is_deleted: false,
        rate_on: '2026-10-01',
        reporting_per_unit: '1.500000',
      },
    ]);
  });
});

describe('landed rows', () => {
  it('are text that is cast to the types asked for', async () => {
    const engine = athena.engine();
    const key = await landLeads(
      athena,
      {
        lead_id: 'l"1\\',
        created_at: '2026-10-25T00:59:59.999Z',
        is_deleted: true,
        name: 'Zoë\n😀',
      },
      { lead_id: 'l2', created_at: '0999-01-01T00:00:00.000Z', is_deleted: null },
    );
    await engine.useLanded('landed_leads', leads, [key]);
    const columns = 'lead_id, created_at, is_deleted, _file, _line';
    expect(await engine.query(`select ${columns} from landed_leads order by _line`)).toEqual([
      {
        lead_id: 'l"1\\',
        created_at: '2026-10-25T00:59:59.999Z',
        is_deleted: true,
        _file: 'leads.csv',
        _line: 2n,
      },
      {
        lead_id: 'l2',
        created_at: '0999-01-01T00:00:00.000Z',
        is_deleted: null,
        _file: 'leads.csv',
        _line: 3n,
      },
    ]);
  });

  it('are cast as Athena casts, which reads an instant without its T and Z alone', async () => {
    const engine = athena.engine();
    await engine.useLanded('landed_leads', leads, [await landLeads(athena, { lead_id: 'l1' })]);
    await engine.query('select count(*) as n from landed_leads');
    const [text = ''] = started(athena);
    expect(text).toContain(
      "cast(replace(replace(created_at, 'T', ' '), 'Z', '') as timestamp) as created_at",
    );
    expect(text).toContain('cast(is_deleted as boolean) as is_deleted');
    expect(text).toContain("where landed_source = 'exports' and landed_run = 'r1'");
  });

  it('fail a query where they do not hold what their table says', async () => {
    const engine = athena.engine();
    const key = await landLeads(athena, { lead_id: 'l1', created_at: 'soon' });
    await engine.useLanded('landed_leads', leads, [key]);
    const asked = engine.query('select max(created_at) as at from landed_leads');
    await expect(asked).rejects.toThrow(OurBug);
  });

  it('are an empty relation where nothing landed', async () => {
    const engine = athena.engine();
    await engine.useLanded('landed_leads', leads, []);
    expect(await engine.query('select count(*) as n from landed_leads')).toEqual([{ n: 0n }]);
  });

  it('must be all that lies in one folder of landed text', async () => {
    const engine = athena.engine();
    const key = await landLeads(athena, { lead_id: 'l1' });
    const use = (...keys: string[]) => engine.useLanded('landed_leads', leads, keys);
    await expect(use('elsewhere/part-0.jsonl')).rejects.toThrow(OurBug);
    await expect(use(key, key.replace('r1', 'r2'))).rejects.toThrow(OurBug);
    const parquet = key.replace('.jsonl', '.parquet');
    await athena.files.write(parquet, '');
    await expect(use(key)).rejects.toThrow(OurBug);
    await athena.files.remove(key);
    await expect(use(parquet)).rejects.toThrow(OurBug);
  });
});

describe('a stored relation', () => {
  const store = (value: string) =>
    `select 'a' as account_id, 'all' as dimension, ${value} as value`;

  it('is read back by later queries, its own SQL not run again', async () => {
    const engine = athena.engine();
    await engine.store('account_segments', store(`'x'`));
    const [row] = await engine.query('select account_id, value from account_segments');
    expect(row).toEqual({ account_id: 'a', value: 'x' });
    expect(started(athena).at(-1)).not.toContain(`'x'`);
  });

  it('lies apart from the same relation of another snapshot', async () => {
    const first = athena.engine();
    await first.store('account_segments', store(`'x'`));
    await first.store('account_segments', store(`'y'`));
    const again = athena.engine();
    await again.store('account_segments', store(`'x'`));
    expect(await again.query('select value from account_segments')).toEqual([{ value: 'x' }]);
    expect(athena.facade.executions).toHaveLength(3);
  });

  it('may hold no row', async () => {
    const engine = athena.engine();
    await engine.store('account_segments', `${store(`'x'`)} where false`);
    expect(await engine.query('select value from account_segments')).toEqual([]);
  });

  it('must be one that the catalogue declares', async () => {
    const engine = athena.engine();
    await expect(engine.store('demo_sessions', 'select 1 as a')).rejects.toThrow(OurBug);
    await expect(engine.store('accounts', 'select 1 as a')).rejects.toThrow(OurBug);
    await expect(engine.unload('elsewhere', 'select 1 as a')).rejects.toThrow(OurBug);
  });
});

describe('a query that names relations', () => {
  const inUse = new Map([
    ['tickets', 'select id from "db"."tickets"'],
    ['users', 'select id from "db"."users"'],
  ]);

  it('gets a CTE before its first for each of them, and no other', () => {
    expect(namingRelations('-- of tickets\nwith\na as (select 1)\nselect id from a', inUse)).toBe(
      '-- of tickets\nwith\ntickets as (select id from "db"."tickets"),\na as (select 1)\nselect id from a',
    );
    expect(namingRelations('select ticket from my_tickets', inUse)).toBe(
      'select ticket from my_tickets',
    );
  });

  it('is the same text in whichever order they came into use', () => {
    const sql = 'select 1 from tickets, users';
    const other = new Map([...inUse].reverse());
    expect(namingRelations(sql, inUse)).toBe(namingRelations(sql, other));
  });

  it('may call a CTE of its own as a table that it reads', () => {
    const sql = `with
early as (select id from tickets),
tickets as (
    -- one (or more :-)
    select id, ')' as sign from tickets where (id > 1)
)
select id from tickets join users using (id)`;
    expect(namingRelations(sql, inUse)).toBe(`with
outer_tickets as (select id from "db"."tickets"),
users as (select id from "db"."users"),
early as (select id from outer_tickets),
tickets as (
    -- one (or more :-)
    select id, ')' as sign from outer_tickets where (id > 1)
)
select id from tickets join users using (id)`);
  });
});

it('refuses a scope that could not be part of an address', () => {
  expect(() => athena.engine({ scope: 'run/1' })).toThrow(OurBug);
});
