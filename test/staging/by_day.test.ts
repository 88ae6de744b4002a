import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { versionsOf } from '../../lambdas/staging/versions.ts';
import { deep } from '../deep.ts';
import '../seed.ts';
import {
  accountFile,
  type Change,
  type Event,
  eventFile,
  features,
  type Lake,
  openLake,
} from './day_drops.ts';

async function withLakes<T>(n: number, check: (...lakes: Lake[]) => Promise<T>): Promise<T> {
  const lakes = await Promise.all(Array.from({ length: n }, openLake));
  try {
    return await check(...lakes);
  } finally {
    for (const lake of lakes) lake.close();
  }
}

const relations = ['events', 'usage_daily', 'first_uses', 'login_days', 'user_journeys'];
const allRows = async (lake: Lake) =>
  Object.fromEntries(
    await Promise.all(relations.map(async (name) => [name, await lake.rows(name)] as const)),
  );

/** Files of the days by what they were made of, whatever number their folder has. */
async function dayFiles(lake: Lake, snapshot: string) {
  const { days } = (await versionsOf(lake.files, snapshot)) ?? {};
  const found = (days?.spans ?? []).map(async ({ from, n, version }) => {
    const tables = ['events', 'usage_daily', 'session_days', 'login_days', 'account_days'];
    const files = tables.map(async (name) => {
      const folder = `staged/${name}/day=${from}/version=${n}/`;
      return [...(await lake.contents(folder)).values()];
    });
    return [`${from} ${version}`, await Promise.all(files)] as const;
  });
  return Object.fromEntries(await Promise.all(found));
}

const base = { 'accounts.csv': accountFile(), 'features.csv': features };
let ids = 0;
const event = (at: string, more: Partial<Event> = {}): Event => {
  ids += 1;
  const names = { account: 'a', user: 'u', session: '', name: 'open', feature: 'f1' };
  return { id: ids, at, ...names, ...more };
};
const day = (n: number) => `events/day-${String(n).padStart(2, '0')}.csv`;

describe('a folder of events', () => {
  it('costs one day more where one day more arrives: no other file is read or written again', async () => {
    await withLakes(1, async (lake) => {
      const first = [1, 2, 3].map((n) => [day(n), eventFile([event(`2026-10-0${n}T12:00:00Z`)])]);
      await lake.arrive({ ...base, ...Object.fromEntries(first) });
      const before = await lake.contents('staged/usage_daily/day=');
      await lake.arrive({ [day(4)]: eventFile([event('2026-10-04T12:00:00Z')]) });
      expect(lake.opened().filter((file) => file.startsWith('events/'))).toEqual([day(4)]);
      const after = await lake.contents('staged/usage_daily/day=');
      expect([...after.keys()].filter((key) => !before.has(key))).toEqual([
        'staged/usage_daily/day=2026-10-04/version=1/part-0.parquet',
      ]);
      expect(await lake.rows('usage_daily')).toHaveLength(4);
    });
  });

  it('has the day of a late event made anew, and what was read before stays', async () => {
    await withLakes(1, async (lake) => {
      const one = await lake.arrive({
        ...base,
        [day(1)]: eventFile([event('2026-10-01T12:00:00Z')]),
        [day(2)]: eventFile([event('2026-10-02T12:00:00Z')]),
      });
      const then = await lake.contents('staged/events/');
      const two = await lake.arrive({
        [day(3)]: eventFile([event('2026-10-01T13:00:00Z'), event('2026-10-03T12:00:00Z')]),
      });
      const now = await lake.contents('staged/events/');
      for (const [key, text] of then) expect(now.get(key)).toBe(text);
      const spans = async (name: string) =>
        (await versionsOf(lake.files, name))?.days?.spans.map(({ from, n }) => `${from} ${n}`);
      expect(await spans(one.snapshot)).toEqual(['2026-10-01 1', '2026-10-02 1']);
      expect(await spans(two.snapshot)).toEqual(['2026-10-01 2', '2026-10-02 1', '2026-10-03 1']);
    });
  });

  it('tells when a day was used from where it begins in UTC, in New York too', async () => {
    await withLakes(1, async (lake) => {
      const login = { name: 'login', feature: '' };
      await lake.arrive({
        ...base,
        [day(1)]: eventFile([
          event('2026-10-01T23:30:00Z', login),
          event('2026-10-02T02:00:00Z', login),
          event('2026-10-02T12:00:00Z', { feature: 'f1' }),
        ]),
      });
      const hours = (n: number) => n * 3_600_000;
      expect(await lake.rows('usage_daily')).toMatchObject([
        { day: '2026-10-01', first_ms: hours(23.5), later_ms: hours(26) },
        { day: '2026-10-02', first_ms: hours(12), later_ms: null },
      ]);
      expect(await lake.rows('login_days')).toMatchObject([
        { day: '2026-10-01', occurred_ms: hours(23.5) },
        { day: '2026-10-01', occurred_ms: hours(26) },
      ]);
    });
  });

  it('has a merge change the days of its accounts alone', async () => {
    await withLakes(1, async (lake) => {
      await lake.arrive({
        ...base,
        [day(1)]: eventFile([event('2026-10-01T12:00:00Z', { account: 'a' })]),
        [day(2)]: eventFile([event('2026-10-02T12:00:00Z', { account: 'b' })]),
      });
      const merged = await lake.arrive({ 'accounts.csv': accountFile({ b: 'c' }) });
      const { days } = (await versionsOf(lake.files, merged.snapshot)) ?? {};
      expect(days?.spans.map(({ n }) => n)).toEqual([1, 2]);
      expect(await lake.rows('usage_daily')).toMatchObject([
        { account_id: 'a' },
        { account_id: 'c' },
      ]);
    });
  });

  it('is counted with its copies, its orphans and its day, as one file is', async () => {
    const copied = event('2026-10-01T12:00:00Z');
    const files = [
      eventFile([copied, event('2026-10-02T02:00:00Z', { account: 'nobody' })]),
      eventFile([copied, event('2026-10-02T12:00:00Z')]),
    ];
    const whole = [...(files[0] ?? '').split('\n'), ...(files[1] ?? '').split('\n').slice(1)];
    await withLakes(2, async (byDay, atOnce) => {
      const one = await byDay.arrive({
        ...base,
        [day(1)]: files[0] ?? '',
        [day(2)]: files[1] ?? '',
      });
      const text = whole.filter((line) => line !== '').join('\n');
      const other = await atOnce.arrive({ ...base, 'events.csv': `${text}\n` });
      const counted = ({ tables }: typeof one) =>
        tables.map(({ table, landed, rows, folded, orphans }) => ({
          ...{ table, landed, rows, folded, orphans },
        }));
      expect(counted(one)).toEqual(counted(other));
      expect(one.date).toBe(other.date);
    });
  });

  it('lets first uses go on from the snapshot before, unless that is being made again', async () => {
    const days = [1, 2, 3].map((n) =>
      eventFile([event(`2026-10-0${n}T12:00:00Z`, { user: `${n}` })]),
    );
    const [one = '', two = '', three = ''] = days;
    await withLakes(2, async (lake, fresh) => {
      const first = await lake.arrive({ ...base, [day(1)]: one });
      await lake.arrive({ [day(2)]: two });
      expect(lake.stored()).toContain('redone_users');
      const last = await lake.arrive({ [day(3)]: three });
      await fresh.arrive({ ...base, [day(1)]: one, [day(2)]: two, [day(3)]: three });
      expect(fresh.stored()).not.toContain('redone_users');
      expect(await lake.rows('first_uses')).toEqual(await fresh.rows('first_uses'));
      const bytes = async (from: Lake) => [
        ...(await from.contents(`staged/first_uses/snapshot=${last.snapshot}/`)).values(),
      ];
      expect(await bytes(lake)).toEqual(await bytes(fresh));
      await lake.files.write(`staged/making/${last.snapshot}/begun`, '');
      await lake.arrive({ [day(1)]: null });
      expect(lake.stored()).not.toContain('redone_users');
      expect(first.snapshot).not.toBe(last.snapshot);
    });
  });

  it('is not taken for rows where those of the snapshot before are gone', async () => {
    await withLakes(1, async (lake) => {
      const { snapshot } = await lake.arrive({
        ...base,
        [day(1)]: eventFile([event('2026-10-01T12:00:00Z', { user: 'before' })]),
      });
      await lake.files.remove(`staged/first_uses/snapshot=${snapshot}`);
      await lake.arrive({ [day(2)]: eventFile([event('2026-10-02T12:00:00Z')]) });
      expect(await lake.rows('first_uses')).toHaveLength(2);
    });
  });

  it('is staged from scratch to the same bytes', async () => {
    await withLakes(1, async (lake) => {
      const files = { ...base, [day(1)]: eventFile([event('2026-10-01T12:00:00Z')]) };
      await lake.arrive({ ...files, [day(2)]: eventFile([event('2026-10-02T12:00:00Z')]) });
      const before = [await lake.contents('staged/'), await lake.contents('landed/')];
      await lake.arrive({}, true);
      expect(lake.opened()).toContain(day(1));
      expect([await lake.contents('staged/'), await lake.contents('landed/')]).toEqual(before);
    });
  });

  it('is made anew where staging it from scratch was cut short, though it has its record', async () => {
    await withLakes(1, async (lake) => {
      const files = { ...base, [day(1)]: eventFile([event('2026-10-01T12:00:00Z')]) };
      const { snapshot } = await lake.arrive(files);
      const before = await lake.contents('staged/');
      await lake.files.write(`staged/making/${snapshot}/begun`, '');
      await lake.files.remove(`staged/accounts/snapshot=${snapshot}`);
      expect((await lake.arrive({})).snapshot).toBe(snapshot);
      expect(await lake.contents('staged/')).toEqual(before);
    });
  });
});

const instant = fc
  .integer({ min: 0, max: 60 * 24 * 6 })
  .map((minute) => new Date(Date.UTC(2026, 8, 28) + minute * 60_000).toISOString());
const anyEvent = fc.record({
  id: fc.integer({ min: 0, max: 30 }),
  account: fc.constantFrom('a', 'b', 'c', 'nobody'),
  user: fc.constantFrom('u', 'v'),
  session: fc.constantFrom('', '', 's', 't'),
  name: fc.constantFrom('open', 'login'),
  feature: fc.constantFrom('', 'f1', 'f2'),
  at: instant,
});
const anyFile = fc.array(anyEvent, { minLength: 1, maxLength: 12 });
const anyChange = fc.record({
  file: fc.integer({ min: 1, max: 6 }).map(day),
  // Null takes a file away.
  events: fc.option(anyFile, { freq: 5 }),
  merge: fc.boolean(),
});

describe('days in any order, late, repeated, amended and taken away', () => {
  it('end as the same rows as one file with all of them, and as the same bytes as all files at once', async () => {
    const arrivals = fc.array(anyChange, { minLength: 2, maxLength: deep ? 8 : 3 });
    await fc.assert(
      fc.asyncProperty(anyFile, arrivals, (first, changes) =>
        withLakes(3, async (arriving, atOnce, asOne) => {
          const drop = new Map([[day(1), first]]);
          await arriving.arrive({ ...base, [day(1)]: eventFile(first) });
          let last = await arriving.arrive({});
          let accounts = accountFile();
          for (const { file, events, merge } of changes) {
            if (events) drop.set(file, events);
            else if (drop.size > 1) drop.delete(file);
            accounts = accountFile(merge ? { b: 'a' } : {});
            const text = drop.has(file) ? eventFile(drop.get(file) ?? []) : null;
            last = await arriving.arrive({ [file]: text, 'accounts.csv': accounts });
          }
          const files: Change = Object.fromEntries([...drop].map(([k, v]) => [k, eventFile(v)]));
          const fresh = await atOnce.arrive({ ...base, 'accounts.csv': accounts, ...files });
          const all = eventFile([...drop.values()].flat());
          await asOne.arrive({ ...base, 'accounts.csv': accounts, 'events.csv': all });
          const wanted = await allRows(atOnce);
          expect(await allRows(arriving)).toEqual(wanted);
          expect(await dayFiles(arriving, last.snapshot)).toEqual(
            await dayFiles(atOnce, fresh.snapshot),
          );
          expect(await allRows(asOne)).toEqual(wanted);
        }),
      ),
      { numRuns: deep ? 25 : 2 },
    );
  }, 600_000);
});
