import { describe, expect, it } from 'vitest';
import { hubspot } from '../../../lambdas/exports/hubspot/hubspot.ts';
import { hubspotOptions } from '../../../lambdas/settings/exports/hubspot.ts';
import { firstOrAll } from '../../deep.ts';
import { inHubspot, now } from './world.ts';

const only = ['companies'];

const { lag } = hubspot(hubspotOptions.parse({}));
const names = (rows: readonly Readonly<Record<string, unknown>>[]) => rows.map(({ name }) => name);
const earlier = (instant: string, milliseconds: number) =>
  new Date(Date.parse(instant) - milliseconds).toISOString();

describe('windows of HubSpot changes', () => {
  it('F1: a record that a search finds only 90 s after it was written is in the next export', () =>
    inHubspot(
      async ({ face, put, pass, exported }) => {
        await exported.export();
        pass(60);
        face.indexLag = () => 90_000;
        put('companies', '1', { name: 'Late' });
        pass(1);
        await exported.export();
        expect(exported.rows('accounts')).toEqual([]);
        pass(60);
        await exported.export();
        expect(names(exported.rows('accounts'))).toEqual(['Late']);
      },
      { only },
    ));

  it('F5: a window ends no later than the lag before its export began', () =>
    inHubspot(
      async ({ vendor, exported, pass }) => {
        for (const _ of [1, 2, 3]) {
          const began = vendor.now;
          await exported.export();
          expect(exported.record.until <= earlier(began, lag)).toBe(true);
          pass(45);
        }
      },
      { only },
    ));

  it.each(firstOrAll([120, 5, 30, 60]))(
    'F7: nothing is lost to an index that is %i s behind',
    (seconds) =>
      inHubspot(async ({ face, put, pass, exported }) => {
        await exported.export();
        face.indexLag = (_object, id) => (Number(id) % 3) * (seconds / 2) * 1000;
        for (let id = 1; id <= 20; id += 1) {
          put('companies', String(id), { name: `Company ${id}` });
          pass(0.2);
          if (id % 10 === 0) await exported.export();
        }
        put('companies', '5', { name: 'Changed at once' });
        await exported.export();
        pass(20);
        await exported.export();
        expect(exported.rows('accounts')).toHaveLength(20);
        expect(names(exported.rows('accounts'))).toContain('Changed at once');
      }),
  );

  it('F14: rows that share one instant at a window’s edge are all read, once', () =>
    inHubspot(
      async ({ face, vendor, pass, exported }) => {
        await exported.export();
        pass(60);
        const edge = earlier(vendor.now, lag);
        for (let id = 1; id <= 500; id += 1) {
          face.put('companies', String(id), { name: `Company ${id}` }, edge);
        }
        await exported.export({ flushEvery: 100 });
        expect(exported.record.until).toBe(edge);
        pass(60);
        await exported.export({ flushEvery: 100 });
        expect(exported.rows('accounts')).toHaveLength(500);
      },
      { only },
    ));

  it('F16: the first export covers all history, however old', () =>
    inHubspot(
      async ({ face, exported }) => {
        face.put('companies', '1', { name: 'Founder' }, '2006-06-01T09:00:00.000Z');
        await exported.export();
        expect(exported.rows('accounts')).toMatchObject([
          { name: 'Founder', created_at: '2006-06-01T09:00:00.000Z' },
        ]);
      },
      { only },
    ));

  it('F25: an empty window moves on, and a record changed during an export is in the next', () =>
    inHubspot(
      async ({ face, vendor, put, pass, exported }) => {
        put('companies', '1', { name: 'Before' });
        pass(60);
        await exported.export();
        const { until } = exported.record;
        pass(60);
        let isChanged = false;
        vendor.faults.push({
          when: ({ path }) => {
            if (path.endsWith('/companies/search') && !isChanged) {
              isChanged = true;
              put('companies', '1', { name: 'During' });
            }
            return false;
          },
          what: 'reset',
        });
        await exported.export();
        expect(exported.record.until > until).toBe(true);
        expect(names(exported.rows('accounts'))).toEqual(['Before']);
        pass(60);
        await exported.export();
        expect(face.get('companies', '1')?.properties.name).toBe('During');
        expect(names(exported.rows('accounts'))).toEqual(['During']);
      },
      { only },
    ));

  it.each([-10, 10])(
    'F32: windows are cut by HubSpot’s clock, with ours %i minutes off',
    (minutes) =>
      inHubspot(
        async ({ put, pass, exported }) => {
          await exported.export();
          expect(exported.record.until).toBe(earlier(now, lag));
          put('companies', '1', { name: 'Acme' });
          pass(30);
          await exported.export();
          expect(names(exported.rows('accounts'))).toEqual(['Acme']);
        },
        { only, skew: minutes * 60_000 },
      ),
  );
});
