import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openDuckDb } from '../../lambdas/local/duckdb.ts';
import { openFolder } from '../../lambdas/local/folder.ts';
import { duckDbParquet } from '../../lambdas/local/parquet_drop.ts';
import { folderRecords } from '../../lambdas/local/records.ts';
import { queryText } from '../../lambdas/local/world.ts';
import { parseSettings } from '../../lambdas/settings/parse.ts';
import { takeSnapshot } from '../../lambdas/staging/take_snapshot.ts';
import { type MeasuredWorld, silent, withMeasuredDrop } from '../measured_world.ts';

type Files = Readonly<Record<string, string>>;

async function withDrop<T>(files: Files, check: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'cs-pulse-staging-'));
  try {
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
    return await check(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const staged = <T>(files: Files, check: (world: MeasuredWorld) => T | Promise<T>) =>
  withDrop(files, (folder) =>
    withMeasuredDrop({ folder, edition: 'monthly', period: '2026-10' }, check),
  );

const accountsHeader =
  'account_id,name,created_at,domain,merged_into_account_id,source_updated_at,is_deleted';
const accounts = (...rows: string[]) => [accountsHeader, ...rows, ''].join('\n');
const spans = (...rows: string[]) =>
  [
    'source,subscription_item_id,subscription_id,account_id,currency,mrr_minor,status,starts_on',
    ...rows,
    '',
  ].join('\n');

describe('two rows with one key', () => {
  it('are one when they are identical copies', async () => {
    await staged(
      { 'accounts.csv': accounts('a,A,2026-01-01,,,,', 'a,A,2026-01-01,,,,') },
      ({ snapshot }) => {
        expect(snapshot.tables[0]).toMatchObject({
          table: 'accounts',
          rows: 1,
          folded: 1,
          rejected: 0,
        });
      },
    );
  });

  it('of different content leave the newer one, by its time, else by its place in the file', async () => {
    const files = {
      'accounts.csv': accounts(
        'a,New,2026-01-01,,,2026-03-02T00:00:00Z,',
        'a,Old,2026-01-01,,,2026-03-01T00:00:00Z,',
        'b,First,2026-01-01,,,,',
        'b,Second,2026-01-01,,,,',
      ),
    };
    await staged(files, async ({ query }) => {
      const names = await query('select account_id, name from accounts order by account_id');
      expect(names).toEqual([
        { account_id: 'a', name: 'New' },
        { account_id: 'b', name: 'Second' },
      ]);
    });
  });

  it('keep the one that lost, with the line of the one that stands', async () => {
    const out = mkdtempSync(join(tmpdir(), 'cs-pulse-out-'));
    const files = { 'accounts.csv': accounts('b,First,2026-01-01,,,,', 'b,Second,2026-01-01,,,,') };
    await withDrop(files, async (folder) => {
      const [drop, target] = [openFolder(folder), openFolder(out)];
      const engine = await openDuckDb(target);
      const snapshot = await takeSnapshot({
        drop,
        lake: target,
        lakeRecords: folderRecords(out),
        engine,
        queryText,
        parquet: duckDbParquet(engine, drop, target),
        progress: silent,
        mapping: undefined,
        settings: parseSettings('{}', 'test'),
        source: 'crm',
        version: 'test',
      });
      engine.close();
      const run = snapshot.fingerprint.slice(0, 12);
      const kept = readFileSync(
        join(out, `rejected/accounts/source=crm/run=${run}/superseded.jsonl`),
        'utf8',
      );
      expect(JSON.parse(kept)).toEqual({
        file: 'accounts.csv',
        line: 2,
        reason: 'same account_id as line 3 of accounts.csv, which is newer and stands',
      });
    });
    rmSync(out, { recursive: true });
  });

  it('are two events where events share an id, for dropping one would lose usage', async () => {
    const events =
      'event_id,account_id,user_id,event_name,occurred_at\ne,a,u,login,2026-10-01T08:00:00Z\ne,a,u,export,2026-10-01T08:05:00Z\n';
    await staged({ 'events.csv': events }, ({ snapshot }) => {
      expect(snapshot.tables[0]).toMatchObject({ table: 'events', rows: 2, folded: 0 });
    });
  });
});

describe('an account that other systems know by another id', () => {
  const files = {
    'accounts.csv': accounts(
      'crm-1,Alpha,2026-01-01,alpha.example,,,',
      'crm-2,Beta,2026-01-01,beta.example,,,',
      'crm-3,Gamma,2026-01-01,,,,',
      'crm-4,Beta old,2026-01-01,,crm-2,,',
    ),
    'contacts.csv':
      'contact_id,account_id,email\nc,crm-3,kim@gamma.example\nd,crm-1,pat@gmail.com\n',
    'account_links.csv':
      'source,source_id,account_id,domain\nbilling,cus_1,crm-1,\nbilling,cus_2,crm-4,\nbilling,cus_3,,GAMMA.example\nbilling,cus_4,,gmail.com\n',
    'subscription_periods.csv': spans(
      ...[1, 2, 3, 4].map((n) => `billing,i${n},s${n},cus_${n},EUR,${n}000,active,2026-01-01`),
    ),
  };

  it('is found by an explicit id, through a merge, and by a domain that is not a public mail provider', async () => {
    await staged(files, async ({ query }) => {
      const rows = await query('select item_id, account_id from recurring_spans order by item_id');
      expect(rows.map(({ account_id }) => account_id)).toEqual([
        'crm-1',
        'crm-2',
        'crm-3',
        'cus_4',
      ]);
    });
  });

  it('keeps its revenue, under unlinked, when nothing finds it', async () => {
    await staged(files, ({ records, unlinked, snapshot }) => {
      const mrr = (value: string) =>
        records.find(
          (r) =>
            r.kpi === 'mrr' &&
            r.period === '2026-10' &&
            r.segment?.dimension === 'csm' &&
            r.segment.value === value,
        )?.value;
      expect([...unlinked].filter((id) => id !== '')).toEqual(['cus_4']);
      expect(mrr('unlinked')).toBe(40);
      expect(snapshot.tables.find(({ table }) => table === 'subscription_periods')?.orphans).toBe(
        1,
      );
    });
  });
});

describe('accounts that were merged', () => {
  it('in a circle stop the run and are named', async () => {
    const files = { 'accounts.csv': accounts('a,A,2026-01-01,,b,,', 'b,B,2026-01-01,,a,,') };
    await expect(staged(files, () => {})).rejects.toThrow(/runs in a circle at a, b/);
  });

  it('into one that is not there stay what they are', async () => {
    const files = {
      'accounts.csv': accounts('a,A,2026-01-01,,gone,,'),
      'subscription_periods.csv': spans('x,i,s,a,EUR,1000,active,2026-01-01'),
    };
    await staged(files, ({ accounts: cards }) => {
      expect(cards.filter((card) => card.is_customer).map(({ account_id }) => account_id)).toEqual([
        'a',
      ]);
    });
  });
});

describe('a row that its source deleted', () => {
  it('ends a subscription on that day, as churn, and takes any other row away', async () => {
    const files = {
      'accounts.csv': accounts('a,A,2026-01-01,,,,', 'b,B,2026-01-01,,,2026-09-01T00:00:00Z,true'),
      'subscription_periods.csv':
        'subscription_item_id,subscription_id,account_id,currency,mrr_minor,status,starts_on,source_updated_at,is_deleted\ni,s,a,EUR,1000,active,2026-01-01,2026-10-10T00:00:00Z,true\n',
    };
    await staged(files, async ({ records, query }) => {
      const value = (kpi: string) =>
        records.find(
          (r) =>
            r.kpi === kpi && r.period === '2026-10' && r.segment === null && r.window === 'period',
        )?.value;
      expect([value('mrr'), value('churned_mrr')]).toEqual([0, 10]);
      expect(await query('select account_id from accounts')).toEqual([{ account_id: 'a' }]);
    });
  });
});
