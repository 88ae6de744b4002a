import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stripeWorld } from '../vendors/stripe_face.ts';
import { opened } from './exported_stripe.ts';
import { type Happening, type Life, live, plans, prices } from './life.ts';
import { type MappedRows, mapped } from './made.ts';

const day = 86_400;
const percent = fc.constantFrom(10, 12.5, 33.33, 50);

const happening: fc.Arbitrary<Happening> = fc
  .tuple(
    fc.record({ day: fc.integer({ min: 0, max: 800 }), hour: fc.integer({ min: 0, max: 23 }) }),
    fc.oneof(
      fc.record({ what: fc.constant('seats' as const), seats: fc.integer({ min: 1, max: 40 }) }),
      fc.record({ what: fc.constant('seats' as const), seats: fc.integer({ min: 1, max: 40 }) }),
      fc.record({
        what: fc.constant('swap' as const),
        plan: fc.constantFrom('basic' as const, 'pro' as const, 'yearly' as const),
      }),
      fc.record({
        what: fc.constant('coupon' as const),
        percent,
        days: fc.option(fc.integer({ min: 32, max: 200 })),
      }),
      fc.record({
        what: fc.constantFrom(
          'add' as const,
          'remove' as const,
          'cancel_later' as const,
          'keep' as const,
        ),
      }),
      fc.record({ what: fc.constantFrom('cancel' as const) }),
    ),
  )
  .map(([when, what]) => ({ ...when, ...what }));

const lives = fc.record({
  start: fc.integer({ min: 1, max: 28 }),
  seats: fc.integer({ min: 1, max: 20 }),
  happenings: fc.uniqueArray(happening, {
    maxLength: 9,
    selector: (one) => `${one.day} ${one.hour}`,
  }),
});

const begun = (start: number) => `2025-01-${String(start).padStart(2, '0')}`;
const iso = (seconds: number) => `${new Date(seconds * 1000).toISOString().slice(0, 19)}Z`;

/** What is mapped at the end, after exports at these instants, the last one of them at the end. */
function exported(life: Life, exports: readonly number[]): MappedRows {
  const seen = exports.map((at) => ({ at, ...life.shown(at) }));
  const last = seen.at(-1);
  if (!last) throw new Error('no export');
  const states: [string, Record<string, unknown>][] = [];
  for (const { at, subscription } of seen) {
    if (JSON.stringify(states.at(-1)?.[1]) !== JSON.stringify(subscription))
      states.push([iso(at), subscription]);
  }
  const waiting = new Map(
    seen.flatMap(({ at, waiting: all }) => all.map((one) => [String(one.id), { at, one }])),
  );
  const gone = [...waiting].filter(([, { at }]) => at < last.at);
  return mapped(
    {
      subscriptions: [last.subscription],
      invoices: last.invoices,
      invoice_items: [...waiting.values()].map(({ one }) => one),
      prices,
    },
    {
      until: iso(last.at),
      states: { sub_1: states },
      deleted: Object.fromEntries(gone.map(([id, { at }]) => [id, iso(at)])),
    },
  );
}

/** Minor units a month, by what happened alone. */
function naiveMrr(life: Life, at: number): number {
  return life.naive(at).reduce((sum, { plan, seats, percents }) => {
    const { unit, months } = plans[plan];
    return sum + percents.reduce((net, off) => net * (1 - off / 100), (unit * seats) / months);
  }, 0);
}

function spanMrr(rows: readonly Record<string, unknown>[], at: number): number {
  const on = iso(at).slice(0, 10);
  return rows
    .filter(
      ({ starts_on, ends_on }) =>
        String(starts_on) <= on && (ends_on === null || on < String(ends_on)),
    )
    .reduce((sum, { mrr_minor }) => sum + Number(mrr_minor), 0);
}

describe('spans of any life', () => {
  it('sum to the MRR of what happened, on every day, after any exports', () => {
    fc.assert(
      fc.property(
        lives,
        fc.uniqueArray(fc.integer({ min: 5, max: 849 }), { maxLength: 12 }),
        ({ start, seats, happenings }, days) => {
          const life = live(begun(start), seats, happenings);
          const end = life.start + 850 * day;
          const exports = [...days.sort((a, b) => a - b).map((one) => life.start + one * day), end];
          const rows = exported(life, exports).rows('subscription_periods');
          for (let at = life.start; at < end; at += 3 * day) {
            expect([iso(at), spanMrr(rows, at)]).toEqual([
              iso(at),
              expect.closeTo(naiveMrr(life, at), 4),
            ]);
          }
        },
      ),
      { numRuns: process.env.DEEP ? 600 : 30 },
    );
  });

  it('are the same whether one export saw it all or many did, where bills say it', () => {
    fc.assert(
      fc.property(
        lives,
        fc.uniqueArray(fc.integer({ min: 5, max: 849 }), { maxLength: 30 }),
        ({ start, seats, happenings }, days) => {
          const life = live(begun(start), seats, happenings);
          const end = life.start + 850 * day;
          const exports = [...days.sort((a, b) => a - b).map((one) => life.start + one * day), end];
          expect(exported(life, exports).rows('subscription_periods')).toEqual(
            exported(life, [end]).rows('subscription_periods'),
          );
        },
      ),
      { numRuns: process.env.DEEP ? 600 : 30 },
    );
  });

  it('end in the present state, and change at the latest at the next export, where no bill says when', () => {
    fc.assert(
      fc.property(lives, fc.integer({ min: 3, max: 40 }), ({ start, seats, happenings }, every) => {
        const quiet = happenings.filter(({ what }) => what === 'seats' || what === 'swap');
        const life = live(begun(start), seats, quiet, false);
        const exports: number[] = [];
        for (let at = life.start + day; at < life.start + 850 * day; at += every * day)
          exports.push(at);
        const rows = exported(life, exports).rows('subscription_periods');
        for (const [n, at] of exports.entries()) {
          const isQuiet =
            naiveMrr(life, exports[n - 1] ?? 0) === naiveMrr(life, at) &&
            naiveMrr(life, at - day) === naiveMrr(life, at);
          if (n === exports.length - 1 || isQuiet)
            expect(spanMrr(rows, at)).toBeCloseTo(naiveMrr(life, at), 4);
        }
      }),
      { numRuns: process.env.DEEP ? 200 : 15 },
    );
  });

  it('of one item never overlap, and say why they follow each other', () => {
    fc.assert(
      fc.property(lives, ({ start, seats, happenings }) => {
        const life = live(begun(start), seats, happenings);
        const rows = exported(life, [life.start + 850 * day]).rows('subscription_periods');
        for (const [n, row] of rows.entries()) {
          const next = rows[n + 1];
          if (next?.subscription_item_id !== row.subscription_item_id) continue;
          expect(row.ends_on).toBe(next?.starts_on);
          expect([row.end_reason, next?.change_reason]).toEqual(['changed', expect.any(String)]);
        }
      }),
      { numRuns: process.env.DEEP ? 200 : 15 },
    );
  });
});

describe('an export', () => {
  it('gives the same rows whatever the size of pages and wherever it was stopped', async () => {
    const life = live('2025-03-05', 3, [
      { day: 40, hour: 9, what: 'seats', seats: 7 },
      { day: 80, hour: 1, what: 'add' },
      { day: 100, hour: 2, what: 'coupon', percent: 10, days: 90 },
      { day: 300, hour: 3, what: 'remove' },
      { day: 420, hour: 3, what: 'cancel_later' },
    ]);
    const filled = () => {
      const world = stripeWorld();
      const { subscription, invoices, waiting } = life.shown(life.start + 600 * day);
      world.put('subscriptions', subscription);
      world.put('invoices', ...invoices);
      world.put('invoice_items', ...waiting);
      world.put('prices', ...prices);
      return world;
    };
    const whole = await opened('2026-11-02T03:00:00.000Z', { world: filled() });
    await whole.export();
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 9 }),
        fc.array(fc.integer({ min: 1, max: 25 }), { maxLength: 4 }),
        async (size, stops) => {
          const world = filled();
          [world.pageSize, world.innerSize] = [size, 1 + (size % 3)];
          const one = await opened('2026-11-02T03:00:00.000Z', { world });
          for (const stop of stops) {
            let left = stop;
            const isLast = () => left-- > 0;
            await one.export({ left: () => (isLast() ? Number.POSITIVE_INFINITY : 0) });
          }
          expect(await one.export()).toMatchObject({ done: true });
          for (const table of ['subscription_periods', 'invoices', 'trials', 'account_links']) {
            expect(one.exported.rows(table)).toEqual(whole.exported.rows(table));
          }
        },
      ),
      { numRuns: 4 },
    );
  });
});
