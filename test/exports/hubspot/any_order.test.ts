import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deep } from '../../deep.ts';
import type { HubspotFace } from '../vendors/hubspot_face.ts';
import { type HubspotWorld, inHubspot } from './world.ts';

/** What may happen at HubSpot or to us, on a few companies. */
const id = fc.integer({ min: 1, max: 8 }).map(String);
const happening = fc.oneof(
  { weight: 4, arbitrary: fc.record({ what: fc.constant('put' as const), id }) },
  { weight: 2, arbitrary: fc.record({ what: fc.constant('archive' as const), id }) },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('restore' as const), id }) },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('purge' as const), id }) },
  {
    weight: 4,
    arbitrary: fc.record({ what: fc.constant('pass' as const), minutes: fc.nat({ max: 40 }) }),
  },
  // Exported before a search can know of it.
  { weight: 2, arbitrary: fc.record({ what: fc.constant('write' as const), id }) },
  {
    weight: 3,
    arbitrary: fc.record({
      what: fc.constant('export' as const),
      requests: fc.option(fc.integer({ min: 3, max: 9 }), { nil: undefined }),
    }),
  },
);
type Happening = typeof happening extends fc.Arbitrary<infer Value> ? Value : never;

const world = fc.record({
  aPage: fc.integer({ min: 1, max: 5 }),
  lag: fc.integer({ min: 0, max: 120_000 }),
  repeats: fc.boolean(),
  before: fc.array(happening, { maxLength: 6 }),
  // These happen between two requests of one export.
  during: fc.array(
    happening.filter(({ what }) => !['export', 'pass', 'write'].includes(what)),
    {
      maxLength: 4,
    },
  ),
  after: fc.array(happening, { maxLength: 8 }),
});

describe('HubSpot companies, in any order of events', () => {
  it('F15: any windows, page sizes, changes, deletes and interruptions give the final state', async () => {
    await fc.assert(
      fc.asyncProperty(world, async ({ aPage, lag, repeats, before, during, after }) => {
        await inHubspot(
          async (at) => {
            at.face.recordsAPage = aPage;
            at.face.repeatsAtJoins = repeats && aPage > 1;
            at.face.indexLag = (_object, one) => (Number(one) % 2) * lag;
            for (const one of before) await happen(at, one);
            interrupted(at, during);
            for (const one of after) await happen(at, one);
            // A window that is sure to cover the last change, and a full read for what left no trace.
            for (const minutes of [30, 8 * 24 * 60]) {
              at.pass(minutes);
              await exportWhole(at);
            }
            expect(names(at)).toEqual(there(at.face));
          },
          { only: ['companies'] },
        );
      }),
      { numRuns: deep ? 60 : 5, endOnFailure: true },
    );
  });

  it('F15: without purges and silent restores the changes alone give the final state', async () => {
    const kinds = ['put', 'archive', 'pass', 'export', 'write'];
    const events = fc.array(
      happening.filter(({ what }) => kinds.includes(what)),
      { maxLength: 12 },
    );
    await fc.assert(
      fc.asyncProperty(events, fc.integer({ min: 1, max: 5 }), async (happenings, aPage) => {
        await inHubspot(
          async (at) => {
            at.face.recordsAPage = aPage;
            at.face.indexLag = (_object, one) => (Number(one) % 2) * 120_000;
            await exportWhole(at);
            for (const one of happenings) await happen(at, one);
            at.pass(30);
            // The first ends what an interrupted call began, which covers no more than its own window.
            await exportWhole(at);
            await exportWhole(at);
            expect(names(at)).toEqual(there(at.face));
          },
          { only: ['companies'] },
        );
      }),
      { numRuns: deep ? 60 : 3, endOnFailure: true },
    );
  });
});

let writes = 0;

async function happen(at: HubspotWorld, event: Happening): Promise<void> {
  const { face, vendor, exported } = at;
  if (event.what === 'pass') at.pass(event.minutes);
  else if (event.what === 'write') {
    await happen(at, { what: 'put', id: event.id });
    at.pass(1);
    await exportWhole(at);
  } else if (event.what === 'export') {
    const end = vendor.requests.length + (event.requests ?? Number.POSITIVE_INFINITY);
    const left = () => (vendor.requests.length < end ? Number.POSITIVE_INFINITY : 0);
    await exported.export({ left });
  } else {
    const known = face.get('companies', event.id);
    writes += 1;
    if (event.what === 'put' && !known?.archived) {
      at.put('companies', event.id, { name: `Name ${writes}` });
    } else if (event.what === 'archive' && known && !known.archived) {
      face.archive('companies', event.id, vendor.now);
    } else if (event.what === 'restore' && known?.archived) {
      face.restore('companies', event.id, vendor.now, writes % 2 === 0);
    } else if (event.what === 'purge' && known) face.purge('companies', event.id);
  }
}

/** Lets one thing happen at each of the next requests. */
function interrupted(at: HubspotWorld, events: readonly Happening[]): void {
  const waiting = [...events];
  at.vendor.faults.push({
    when: () => {
      const next = waiting.shift();
      if (next) void happen(at, next);
      return false;
    },
    what: 'reset',
  });
}

async function exportWhole({ exported }: HubspotWorld): Promise<void> {
  while (!(await exported.export({ acceptsDeletes: true, flushEvery: 100 })).done);
}

const names = ({ exported }: HubspotWorld) =>
  exported.rows('accounts').map(({ account_id, name }) => [account_id, name]);

const there = (face: HubspotFace) =>
  face
    .all('companies')
    .filter(({ archived }) => !archived)
    .map(({ id: one, properties }) => [one, properties.name]);
