import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deep } from '../../deep.ts';
import { exportPath, openZendesk, type ZendeskWorld } from './zendesk_world.ts';

const step = fc.oneof(
  fc.record({
    does: fc.constant('write' as const),
    id: fc.integer({ min: 1, max: 12 }),
    status: fc.constantFrom('open', 'solved', 'deleted'),
    seconds: fc.constantFrom(0, 0, 1, 90),
  }),
  fc.record({ does: fc.constant('pass' as const), seconds: fc.constantFrom(1, 59, 600, 86_400) }),
  fc.record({
    does: fc.constant('export' as const),
    pageSize: fc.integer({ min: 1, max: 5 }),
    /** The call ends after so many pages, the next export goes on from there. */
    pages: fc.integer({ min: 1, max: 30 }),
    lost: fc.integer({ min: 0, max: 3 }),
  }),
);
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

const later = (instant: string, seconds: number) =>
  new Date(Date.parse(instant) + seconds * 1000).toISOString();

async function exportOnce(world: ZendeskWorld, pages: number): Promise<void> {
  const before = world.vendor.requests.length;
  const read = () => world.vendor.requests.length - before - 1;
  await world.exported.export({ left: () => (read() >= pages ? 0 : 1e9) });
}

/** What a step does; `seconds` is how long before now a change is dated, less than what is never read yet. */
async function take(world: ZendeskWorld, one: Step, truth: Map<number, string>): Promise<void> {
  if (one.does === 'pass') {
    world.vendor.now = later(world.vendor.now, one.seconds);
  } else if (one.does === 'write') {
    const at = later(world.vendor.now, -one.seconds);
    world.face.ticket(one.id, at, { status: one.status });
    truth.set(one.id, one.status);
  } else {
    world.face.pageSize = one.pageSize;
    const when = ({ path }: { path: string }, nth: number) =>
      path === exportPath && nth === one.lost;
    world.vendor.faults.push({ when, what: 'reset', times: 1, after: true });
    await exportOnce(world, one.pages);
  }
}

describe('exports of Zendesk, however they are cut', () => {
  it('F15: any windows, page sizes, changes, deletions and ends in the middle give the final state', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 14 }), async (steps) => {
        const world = await openZendesk();
        try {
          const truth = new Map<number, string>();
          for (const one of steps) await take(world, one, truth);
          world.vendor.now = later(world.vendor.now, 3600);
          // The first may only end what was begun before the last change.
          for (const _ of [1, 2]) {
            await world.exported.export();
            world.vendor.now = later(world.vendor.now, 600);
          }
          const rows = world.exported.rows('tickets');
          const found = rows.map(({ ticket_id, status }) => [Number(ticket_id), status]);
          const alive = [...truth].filter(([, status]) => status !== 'deleted');
          expect(new Map(found as [number, string][])).toEqual(new Map(alive));
          expect(rows).toHaveLength(alive.length);
        } finally {
          await world.close();
        }
      }),
      { numRuns: deep ? 100 : 5 },
    );
  });
});
