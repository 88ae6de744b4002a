import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { landDrop } from '../../lambdas/exports/file_drop/land.ts';
import type { Landing } from '../../lambdas/exports/file_drop/landing.ts';
import { type Mapping, parseMapping } from '../../lambdas/exports/file_drop/mapping.ts';
import { type DuckDb, openDuckDb } from '../../lambdas/local/duckdb.ts';
import { openFolder } from '../../lambdas/local/folder.ts';
import { duckDbParquet } from '../../lambdas/local/parquet_drop.ts';
import { gates } from '../../lambdas/settings/gates.ts';

const data = resolve(import.meta.dirname, '../../../shared/data');
const present = existsSync(join(data, 'ravenstack'));
const why = present ? '' : ` (skipped: ${data} is not there)`;

const mappingOf = (name: string): Mapping => {
  const file = join(import.meta.dirname, `${name}.mapping.json`);
  return parseMapping(readFileSync(file, 'utf8'), file);
};

describe.skipIf(!present)(`the RavenStack export${why}`, () => {
  let root: string;
  let engine: DuckDb;
  let landing: Landing;
  let mangled: Landing;

  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), 'ravenstack-'));
    engine = await openDuckDb(openFolder(root));
    [landing, mangled] = [await land('ravenstack'), await land('ravenstack_excel_mangled')];
  });
  afterAll(async () => {
    engine.close();
    await rm(root, { recursive: true });
  });

  function land(name: string): Promise<Landing> {
    const [drop, out] = [openFolder(join(data, name)), openFolder(root)];
    return landDrop({
      ...{ drop, out, mapping: mappingOf(name), run: 'r1', source: name },
      gates: gates.parse({ rejected_share: 0, rejected_rows: 0 }),
      parquet: duckDbParquet(engine, drop, out),
      progress: { step: () => {}, note: () => {}, warn: () => {} },
    });
  }

  /** Landed rows of a table as a relation, every cell as text. */
  const landed = (table: string, source = 'ravenstack') =>
    `read_json('${root}/landed/${table}/source=${source}/run=r1/part-0.jsonl', format = 'newline_delimited', hive_partitioning = false)`;
  const one = async (sql: string) => Object.values((await engine.query(sql))[0] ?? {});

  it('lands whole, without a rejected row or a column that nobody knows', () => {
    const counts = landing.tables.map((one) => [one.table, one.rows, one.rejected, one.leftOut]);
    expect(counts).toEqual([
      ['accounts', 500, 0, 0],
      ['subscription_periods', 5000, 0, 0],
      ['trials', 778, 0, 4222],
      ['survey_responses', 1175, 0, 825],
      ['events', 25_000, 0, 0],
      ['features', 40, 0, 24_960],
      ['tickets', 2000, 0, 0],
    ]);
    expect(landing.tables.flatMap((one) => [...one.unknownColumns, ...one.doubts])).toEqual([]);
    expect(landing.unreadFiles).toEqual([]);
  });

  it('says that it has no users', () => {
    const declared = landing.tables.filter((one) => one.declaredUnknown.length > 0);
    expect(declared.map((one) => [one.table, one.declaredUnknown])).toEqual([
      ['events', ['user_id']],
    ]);
  });

  it('has the published MRR of open, paid subscriptions on every quoted day', async () => {
    for (const [day, mrr, accounts] of [
      ['2024-01-01', 1_283_540, 187],
      ['2024-04-01', 2_311_365, 255],
      ['2024-07-01', 3_863_566, 334],
      ['2024-10-01', 6_062_312, 414],
      ['2024-12-31', 10_159_608, 500],
    ])
      expect(
        await one(`select cast(sum(cast(mrr_minor as decimal(20,6))) / 100 as bigint), count(distinct account_id)
          from ${landed('subscription_periods')}
          where status = 'active' and starts_on <= '${day}' and (ends_on is null or ends_on > '${day}')`),
      ).toEqual([BigInt(mrr ?? 0), BigInt(accounts ?? 0)]);
  });

  it('keeps both of two events that share an id', async () => {
    expect(await one(`select count(*), count(distinct event_id) from ${landed('events')}`)).toEqual(
      [25_000n, 24_979n],
    );
  });

  it('finds the account of every event through its subscription', async () => {
    const orphans = `select count(*) from ${landed('events')} where account_id not in (select account_id from ${landed('accounts')})`;
    expect(await one(orphans)).toEqual([0n]);
  });

  it('takes a blank satisfaction score for no answer, not for zero', async () => {
    expect(
      await one(
        `select count(*), min(cast(score as integer)), max(cast(score as integer)) from ${landed('survey_responses')}`,
      ),
    ).toEqual([1175n, 3, 5]);
  });

  it('dates first responses by their minutes, and escalations by the day of the ticket', async () => {
    expect(
      await one(`select min(date_sub('minute', cast(created_at as timestamp), cast(first_response_at as timestamp))),
        count(escalated_at), count(*) filter (where first_response_at < created_at) from ${landed('tickets')}`),
    ).toEqual([expect.any(BigInt), 95n, 0n]);
  });

  it('calls every span with an end cancelled, as its own flag does', async () => {
    expect(
      await one(`select count(ends_on), count(end_reason), count(*) filter (where ends_on is null and end_reason is not null)
        from ${landed('subscription_periods')}`),
    ).toEqual([486n, 486n, 0n]);
  });

  it('lands the same accounts after a spreadsheet wrote its dates, once their format is stated', async () => {
    expect(mangled.tables.map((one) => [one.table, one.rows])).toEqual([['accounts', 500]]);
    const columns = 'account_id, name, industry, country, created_at, acquisition_channel';
    const difference = `select count(*) from (
      select ${columns} from ${landed('accounts')}
      except select ${columns} from ${landed('accounts', 'ravenstack_excel_mangled')})`;
    expect(await one(difference)).toEqual([0n]);
  });

  it('is refused, not guessed, where the format of those dates is not stated', async () => {
    const { date_format: _, ...unstated } = mappingOf('ravenstack_excel_mangled');
    const drop = openFolder(join(data, 'ravenstack_excel_mangled'));
    const landing = landDrop({
      ...{ drop, out: openFolder(root), mapping: unstated, run: 'r2', source: 'unstated' },
      gates: gates.parse({}),
      parquet: duckDbParquet(engine, drop, openFolder(root)),
      progress: { step: () => {}, note: () => {}, warn: () => {} },
    });
    await expect(landing).rejects.toThrow(
      /500 of 500 rows are rejected.*\n.*500 × created_at \(column signup_date\) is not a time .* state date_format in the mapping \(first at ravenstack_accounts.csv:2\)/,
    );
  });
});
