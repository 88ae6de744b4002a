import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deep } from '../../deep.ts';
import { type ChargebeeWorld, openChargebee } from './chargebee_world.ts';

const step = fc.oneof(
  fc.record({
    does: fc.constant('write' as const),
    id: fc.integer({ min: 1, max: 9 }),
    quantity: fc.integer({ min: 1, max: 4 }),
    isDeleted: fc.boolean(),
    seconds: fc.constantFrom(0, 0, 1, 90),
  }),
  fc.record({ does: fc.constant('pass' as const), seconds: fc.constantFrom(1, 59, 600, 86_400) }),
  fc.record({
    does: fc.constant('export' as const),
    pageSize: fc.integer({ min: 1, max: 4 }),
    /** The call ends after so many requests, the next export goes on from there. */
    pages: fc.integer({ min: 1, max: 40 }),
    lost: fc.integer({ min: 0, max: 3 }),
  }),
);
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

const later = (instant: string, seconds: number) =>
  new Date(Date.parse(instant) + seconds * 1000).toISOString();

async function take(world: ChargebeeWorld, one: Step, truth: Map<string, string>): Promise<void> {
  if (one.does === 'pass') world.vendor.now = later(world.vendor.now, one.seconds);
  else if (one.does === 'write') write(world, one, truth);
  else {
    world.face.pageSize = one.pageSize;
    const when = ({ path }: { path: string }, nth: number) =>
      path.endsWith('/invoices') && nth === one.lost;
    world.vendor.faults.push({ when, what: 'reset', times: 1, after: true });
    const before = world.vendor.requests.length;
    const asked = () => world.vendor.requests.length - before - 1;
    await world.exported.export({ left: () => (asked() >= one.pages ? 0 : 1e9) });
  }
}

function write(world: ChargebeeWorld, one: Step & { does: 'write' }, truth: Map<string, string>) {
  const at = later(world.vendor.now, -one.seconds);
  const id = `i${one.id}`;
  world.invoice(id, at, [], { total: one.quantity * 100, deleted: one.isDeleted });
  if (one.isDeleted) truth.delete(id);
  else truth.set(id, String(one.quantity * 100));
}

describe('exports of Chargebee, however they are cut', () => {
  it('F15: any windows, page sizes, changes, deletions and ends in the middle give the final state', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
        const world = await openChargebee();
        try {
          const truth = new Map<string, string>();
          for (const one of steps) await take(world, one, truth);
          world.vendor.now = later(world.vendor.now, 3600);
          // The first may only end what was begun before the last change.
          for (const _ of [1, 2]) {
            await world.exported.export();
            world.vendor.now = later(world.vendor.now, 600);
          }
          const rows = world.exported.rows('invoices');
          expect(new Map(rows.map((row) => [row.invoice_id, row.total_minor]))).toEqual(truth);
          expect(rows).toHaveLength(truth.size);
        } finally {
          await world.close();
        }
      }),
      { numRuns: deep ? 40 : 3 },
    );
  });
});
