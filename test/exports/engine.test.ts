import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { machineClock } from '../../lambdas/adapters/clock.ts';
import { BadExport, VendorDown } from '../../lambdas/errors.ts';
import { exportSource } from '../../lambdas/exports/export_source.ts';
import { saidOf } from '../../lambdas/exports/mapped/export_record.ts';
import { NotPermitted } from '../../lambdas/exports/signals.ts';
import type { Objects } from '../../lambdas/ports.ts';
import { settings } from '../../lambdas/settings/schema.ts';
import { deep } from '../deep.ts';
import { type OpenExport, openExport } from './exported.ts';
import { type MadeUp, madeUp, madeUpSource } from './made_up_source.ts';

const open: OpenExport[] = [];
afterEach(() => {
  for (const one of open.splice(0)) one.close();
});

function opened(vendor: MadeUp, shape?: Parameters<typeof madeUpSource>[1], exports: object = {}) {
  const one = openExport(madeUpSource(vendor, shape), {
    secret: null,
    clock: machineClock,
    settings: exports,
  });
  open.push(one);
  return one;
}

const later = (instant: string, minutes: number) =>
  new Date(Date.parse(instant) + minutes * 60_000).toISOString();

function put(vendor: MadeUp, id: string, is: number, at = vendor.now, gone = false): void {
  vendor.things.set(id, { id, at, gone, is });
}

const names = (one: OpenExport) =>
  Object.fromEntries(one.rows('features').map((row) => [row.feature_id, row.name]));

describe('an export', () => {
  it('reads everything first, and afterwards what changed', async () => {
    const vendor = madeUp();
    for (let n = 0; n < 7; n += 1) put(vendor, `t${n}`, n, '2020-01-01T00:00:00.000Z');
    const one = opened(vendor);
    expect(await one.export()).toMatchObject({ done: true });
    expect(Object.keys(names(one))).toHaveLength(7);
    vendor.now = later(vendor.now, 60);
    put(vendor, 't3', 33);
    vendor.now = later(vendor.now, 60);
    await one.export();
    expect(names(one)).toMatchObject({ t3: '33', t4: '4' });
    expect(one.record.objects.things).toMatchObject({ records: 7, deleted: 0 });
  });

  it('F1, F13: has a record that became visible late with an older time', async () => {
    const vendor = madeUp();
    put(vendor, 'a', 1, '2026-11-01T00:00:00.000Z');
    const one = opened(vendor);
    await one.export();
    const past = later(vendor.now, -2);
    vendor.now = later(vendor.now, 60);
    put(vendor, 'late', 2, past);
    await one.export();
    expect(names(one)).toEqual({ a: '1', late: '2' });
  });

  it('keeps a text whole that holds what some take for the end of a line', async () => {
    const vendor = madeUp();
    for (const id of ['a\u2028b', 'c\u2029d', 'e\u0085f'])
      put(vendor, id, 1, '2020-01-01T00:00:00.000Z');
    const one = opened(vendor);
    await one.export();
    expect(Object.keys(names(one)).sort()).toEqual(['a\u2028b', 'c\u2029d', 'e\u0085f']);
  });

  it('F5: never takes for read what is younger than the lag', async () => {
    const vendor = madeUp();
    const one = opened(vendor);
    await one.export();
    expect(one.record.until).toBe(later(vendor.now, -1));
  });

  it('F25: advances over an empty window, and catches what changed while it read', async () => {
    const vendor = madeUp();
    for (const id of ['a', 'b', 'c', 'd']) put(vendor, id, 1, '2026-10-01T00:00:00.000Z');
    const one = opened(vendor);
    vendor.beforePage = (pages) => {
      if (pages === 1) put(vendor, 'a', 2, later(vendor.now, 1));
    };
    await one.export();
    vendor.now = later(vendor.now, 1440);
    await one.export();
    expect(names(one)).toMatchObject({ a: '2' });
    vendor.now = later(vendor.now, 1440);
    await one.export();
    expect(one.record.until).toBe(later(vendor.now, -1));
  });

  it('F10, F11: finds at a full read what is gone, and says nothing new of it afterwards', async () => {
    const vendor = madeUp();
    for (let n = 0; n < 9; n += 1) put(vendor, `t${n}`, n);
    const one = opened(vendor, { reads: 'all' });
    await one.export();
    vendor.things.delete('t4');
    vendor.now = later(vendor.now, 60);
    await one.export();
    expect(Object.keys(names(one))).toHaveLength(8);
    const drop = readFileSync(join(one.folder, 'features/made_up.jsonl.gz'));
    vendor.now = later(vendor.now, 60);
    await one.export();
    expect(readFileSync(join(one.folder, 'features/made_up.jsonl.gz'))).toEqual(drop);
  });

  it('does not take a cut answer for deletions, unless somebody says that they are', async () => {
    const vendor = madeUp();
    vendor.pageSize = 100;
    for (let n = 0; n < 200; n += 1) put(vendor, `t${n}`, n);
    const one = opened(vendor, { reads: 'all' });
    await one.export();
    for (let n = 0; n < 120; n += 1) vendor.things.delete(`t${n}`);
    vendor.now = later(vendor.now, 60);
    await expect(one.export()).rejects.toThrow(BadExport);
    await expect(one.export()).rejects.toThrow(/120 of 200 records are no longer there/);
    expect(Object.keys(names(one))).toHaveLength(200);
    await one.export({ acceptsDeletes: true });
    expect(Object.keys(names(one))).toHaveLength(80);
  });

  it('keeps every state that differs, with the export that first saw it', async () => {
    const vendor = madeUp();
    put(vendor, 'a', 1);
    const one = opened(vendor, { reads: 'all', keeps: 'states' });
    for (const is of [1, 2, 2, 3]) {
      vendor.now = later(vendor.now, 60);
      put(vendor, 'a', is, '2026-01-01T00:00:00.000Z');
      await one.export();
    }
    expect(one.rows('features')[0]?.module).toBe('1 2 3');
  });

  it('F19: keeps a record that is not as documented with its id and the reason, and goes on', async () => {
    const vendor = madeUp();
    put(vendor, 'a', 1);
    put(vendor, 'bad', -5);
    vendor.things.set(
      'worse',
      JSON.parse('{"id": "worse", "at": "x", "gone": false, "is": "n/a"}'),
    );
    const one = opened(vendor);
    await one.export();
    expect(names(one)).toEqual({ a: '1' });
    expect(one.record.tables.features).toMatchObject({ rows: 1, refused: { 'is below zero': 1 } });
    expect(one.record.objects.things).toMatchObject({ refused: 1 });
    const rejected = readdirSync(join(one.folder, '.export/rejected'), {
      recursive: true,
      encoding: 'utf8',
    })
      .filter((name) => name.endsWith('.jsonl'))
      .map((name) => readFileSync(join(one.folder, '.export/rejected', name), 'utf8'))
      .join('');
    expect(rejected).toContain('"worse"');
    expect(rejected).toContain('"bad"');
    expect(rejected).not.toContain('n/a');
  });

  it('has a record once that came to belong to another group, however many there are', async () => {
    const vendor = madeUp();
    vendor.pageSize = 10_000;
    for (let n = 0; n < 21_000; n += 1) put(vendor, `t${n}`, n % 7, '2026-01-01T00:00:00.000Z');
    const one = opened(vendor, { group: ({ is }) => `group ${is}` });
    await one.export();
    for (const id of ['t0', 't1', 't2', 't3', 't4']) put(vendor, id, 8);
    vendor.now = later(vendor.now, 60);
    await one.export();
    const rows = one.rows('features');
    expect(rows).toHaveLength(21_000);
    expect(rows.filter(({ name }) => name === '8')).toHaveLength(5);
  });

  it('tells why there is no table where every record was refused', async () => {
    const vendor = madeUp();
    put(vendor, 'bad', -5);
    const one = opened(vendor);
    await one.export();
    expect(one.rows('features')).toEqual([]);
    expect(saidOf(one.record)).toEqual(['made_up gave no features: is below zero (1)']);
  });

  it('F18: says which fields came and went, and keeps the rows', async () => {
    const vendor = madeUp();
    put(vendor, 'a', 1);
    const one = opened(vendor, { reads: 'all' });
    await one.export();
    vendor.things.set(
      'a',
      JSON.parse('{"id": "a", "at": "2026-11-02T03:00:00.000Z", "gone": false, "is": 2, "new": 1}'),
    );
    vendor.now = later(vendor.now, 60);
    await one.export();
    expect(one.record.objects.things?.new_fields).toEqual(['new']);
    expect(names(one)).toEqual({ a: '2' });
  });

  it('F23: ends with an error where the vendor gives one page for ever', async () => {
    const vendor = madeUp();
    const source = madeUpSource(vendor);
    const [object] = source.objects;
    if (!object) throw new Error('the source has no object');
    const same = { received: [{ path: '/', body: '[{"id":"a","at":"x","gone":false,"is":1}]' }] };
    const stuck = (next: (n: number) => string) => {
      let n = 0;
      const page = async () => ({ ...same, next: next(n++) });
      return { ...source, objects: [{ ...object, streams: () => [{ name: 'stuck', page }] }] };
    };
    for (const [next, says] of [
      [() => 'x', /second time/],
      [(n: number) => String(n), /twice running/],
    ] as const) {
      const one = openExport(stuck(next), { secret: null, clock: machineClock });
      open.push(one);
      await expect(one.export()).rejects.toThrow(says);
      await expect(one.export()).rejects.toThrow(VendorDown);
    }
  });

  it('F9: uses nothing where the vendor has more than it gave', async () => {
    const vendor = madeUp();
    const source = madeUpSource(vendor);
    const [object] = source.objects;
    if (!object) throw new Error('the source has no object');
    const page = async () => ({
      received: [{ path: '/', body: '[]' }],
      next: null,
      total: 2_090_000,
    });
    const short = { ...source, objects: [{ ...object, streams: () => [{ name: 'all', page }] }] };
    const one = openExport(short, { secret: null, clock: machineClock });
    open.push(one);
    await expect(one.export()).rejects.toThrow(/2090000 records and gave 0/);
    expect(existsSync(join(one.folder, 'features'))).toBe(false);
  });

  it('leaves out what is not permitted, names it, and does not pass it off as empty', async () => {
    const vendor = madeUp();
    const source = madeUpSource(vendor);
    const [object] = source.objects;
    if (!object) throw new Error('the source has no object');
    const page = async () => Promise.reject(new NotPermitted('the scope things.read is missing'));
    const closed = { ...source, objects: [{ ...object, streams: () => [{ name: 'all', page }] }] };
    const one = openExport(closed, { secret: null, clock: machineClock });
    open.push(one);
    await one.export();
    expect(one.record.objects.things?.status).toBe('not_permitted');
    expect(one.record.tables).toEqual({});
    expect(one.told.join('\n')).toMatch(/things.read is missing/);
  });

  it('is continued by the next call from the page that the last one reached', async () => {
    const vendor = madeUp();
    for (let n = 0; n < 11; n += 1) put(vendor, `t${n}`, n);
    let asked = 0;
    vendor.beforePage = () => {
      asked += 1;
    };
    const one = opened(vendor);
    let pages = 2;
    expect(await one.export({ left: () => (pages-- > 0 ? 1e9 : 0) })).toEqual({ done: false });
    expect(await one.export()).toMatchObject({ done: true });
    expect(asked).toBe(6);
    expect(Object.keys(names(one))).toHaveLength(11);
  });

  it('leaves what cannot be interrupted to the next call where the time is short', async () => {
    const vendor = madeUp();
    put(vendor, 'a', 1);
    const one = opened(vendor);
    const minutes = async (...left: number[]) =>
      one.export({ left: () => (left.shift() ?? 0) * 60_000 });
    // Asked before the page, before what is pulled is kept, and before the tables are written.
    expect(await minutes(15, 5)).toEqual({ done: false });
    expect(await minutes(15, 15, 15)).toMatchObject({ done: true });
    expect(names(one)).toEqual({ a: '1' });
    put(vendor, 'a', 2);
    vendor.now = later(vendor.now, 60);
    expect(await minutes(15, 14, 7)).toEqual({ done: false });
    expect(names(one)).toEqual({ a: '1' });
    expect(await minutes(15, 15)).toMatchObject({ done: true });
    expect(names(one)).toEqual({ a: '2' });
  });

  it('ends where another process exports the same source, and loses nothing', async () => {
    const vendor = madeUp();
    for (let n = 0; n < 6; n += 1) put(vendor, `t${n}`, n);
    const one = opened(vendor);
    const attempt = () =>
      one.export().then(
        () => 'done',
        (error: unknown) => String(error),
      );
    let other: Promise<string> | undefined;
    vendor.beforePage = () => {
      other ??= attempt();
    };
    const first = await attempt();
    const second = (await other) ?? '';
    expect([first, second].some((text) => /Another process exports made_up/.test(text))).toBe(true);
    await one.export();
    expect(Object.keys(names(one))).toHaveLength(6);
  });
});

/** Objects that end the process at a write, before it or after it. */
function dying(objects: Objects, at: number): Objects {
  let writes = 0;
  const around = async (write: () => Promise<void>) => {
    writes += 1;
    if (writes === at) throw new Error('killed before');
    await write();
    if (writes === at + 1) throw new Error('killed after');
  };
  return {
    ...objects,
    write: (key, body) => around(() => objects.write(key, body)),
    writeStream: (key, body) => around(() => objects.writeStream(key, body)),
    remove: (prefix) => around(() => objects.remove(prefix)),
  };
}

const action = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('put'),
      id: fc.integer({ min: 0, max: 12 }),
      is: fc.nat(9),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('delete'),
      id: fc.integer({ min: 0, max: 12 }),
      is: fc.nat(9),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('export'),
      id: fc.nat(20),
      is: fc.integer({ min: 1, max: 4 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('crash'),
      id: fc.integer({ min: 1, max: 9 }),
      is: fc.integer({ min: 1, max: 4 }),
    }),
  },
);

describe('F15, F17: any interleaving of updates, deletes, exports that end early and crashes', () => {
  it('ends with the vendor’s final state', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(action, { maxLength: 14 }), async (actions) => {
        const vendor = madeUp();
        const one = opened(vendor, {}, { full_read_days: 28 });
        const call = { settings: settings.parse({}).exports, secret: null, since: null };
        for (const { do: what, id, is } of actions) {
          vendor.now = later(vendor.now, 7);
          if (what === 'put') put(vendor, `t${id}`, is);
          if (what === 'delete' && vendor.things.has(`t${id}`))
            put(vendor, `t${id}`, is, vendor.now, true);
          vendor.pageSize = what === 'export' || what === 'crash' ? is : vendor.pageSize;
          let pages = id;
          if (what === 'export') await one.export({ left: () => (pages-- > 0 ? 1e9 : 0) });
          if (what === 'crash') {
            const [lake, drop] = [dying(one.world.lake, id), dying(one.world.drop, id)];
            const world = { ...one.world, lake, drop };
            await exportSource(world, madeUpSource(vendor), {
              ...call,
              acceptsDeletes: false,
              flushEvery: 1,
            }).catch(() => {});
          }
        }
        vendor.now = later(vendor.now, 60);
        await one.export();
        // A pull that was pending has an older cut-off; the one after it covers the rest.
        await one.export();
        const left = [...vendor.things.values()].filter(({ gone }) => !gone);
        expect(names(one)).toEqual(Object.fromEntries(left.map(({ id, is }) => [id, String(is)])));
      }),
      { numRuns: deep ? 300 : 15 },
    );
  });
});
