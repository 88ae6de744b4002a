import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BadSettings, VendorDown } from '../../../lambdas/errors.ts';
import { zendesk } from '../../../lambdas/exports/zendesk/zendesk.ts';
import { zendeskOptions } from '../../../lambdas/settings/exports/zendesk.ts';
import { exportPath, openZendesk, range, type ZendeskWorld } from './zendesk_world.ts';

let world: ZendeskWorld;
beforeEach(async () => {
  world = await openZendesk();
});
afterEach(() => world.close());

const day = (date: string) => `2026-${date}T03:00:00.000Z`;
const nextDay = () => {
  world.vendor.now = day('11-03');
};
const sorted = (ids: readonly number[]) => ids.map(String).sort();

describe('an export of Zendesk', () => {
  it('F1: a ticket that appears 90 s late, with an older time, is in the next export', async () => {
    world.face.ticket(1, day('10-01'));
    await world.exported.export();
    world.face.ticket(2, '2026-11-02T02:57:30.000Z');
    nextDay();
    await world.exported.export();
    expect(world.ticketIds()).toEqual(['1', '2']);
  });

  it('F5: its cut-off stays out of the minutes that are not settled', async () => {
    await world.exported.export();
    expect(world.exported.record.until).toBe('2026-11-02T02:58:00.000Z');
  });

  it('F10, F11: a ticket that is deleted is gone, and deleted again it changes nothing', async () => {
    for (const id of range(3)) world.face.ticket(id, day('10-01'));
    await world.exported.export();
    world.face.ticket(2, '2026-11-02T12:00:00Z', { status: 'deleted', subject: 'SCRUBBED' });
    nextDay();
    await world.exported.export();
    expect(world.ticketIds()).toEqual(['1', '3']);
    const sha = world.exported.record.tables.tickets?.sha256;
    world.vendor.now = day('11-04');
    await world.exported.export();
    expect(world.exported.record.tables.tickets?.sha256).toBe(sha);
  });

  it('a ticket that changes in the minute that a full read leaves out is not taken for deleted', async () => {
    world.face.ticket(1, day('10-01'));
    await world.exported.export();
    world.vendor.now = day('11-20');
    world.face.ticket(1, '2026-11-20T02:59:40.000Z', { status: 'pending' });
    await world.exported.export();
    expect(world.exported.rows('tickets')).toMatchObject([{ status: 'open' }]);
    world.vendor.now = day('11-21');
    await world.exported.export();
    expect(world.exported.rows('tickets')).toMatchObject([{ status: 'pending' }]);
  });

  it('F14: 500 tickets that share one second at the edge of a page and of a window are all read', async () => {
    world.face.pageSize = 120;
    const edge = '2026-11-02T02:58:00.000Z';
    for (const id of range(500)) world.face.ticket(id, edge);
    await world.exported.export();
    expect(world.ticketIds()).toHaveLength(500);
    for (const id of range(500, 501)) world.face.ticket(id, edge);
    nextDay();
    await world.exported.export();
    expect(world.ticketIds()).toHaveLength(1000);
  });

  it('F16: the first export reads all history, from second 0 on', async () => {
    world.face.ticket(1, '1999-12-31T23:59:59.000Z');
    await world.exported.export();
    expect(world.asked(exportPath)[0]?.query.get('start_time')).toBe('0');
    expect(world.ticketIds()).toEqual(['1']);
  });

  it('F17: ended after any page and begun again, it has every ticket once', async () => {
    world.face.pageSize = 2;
    for (const id of range(9)) world.face.ticket(id, day('10-01'));
    for (let calls = 0; calls < 50; calls += 1) {
      const before = world.vendor.requests.length;
      const pages = () => world.vendor.requests.length - before - 1;
      const { done } = await world.exported.export({ left: () => (pages() > 0 ? 0 : 1e9) });
      if (done) break;
    }
    expect(world.ticketIds()).toEqual(sorted(range(9)));
    expect(world.asked(exportPath)).toHaveLength(5);
  });

  it('F19: a ticket with words where a number belongs is kept aside, and the others count', async () => {
    world.face.ticket(1, day('10-01'), { metric_set: { reopens: 'n/a' } });
    world.face.ticket(2, day('10-01'));
    await world.exported.export();
    expect(world.ticketIds()).toEqual(['2']);
    expect(world.exported.record.objects.tickets?.refused).toBe(1);
  });

  it('F23: a cursor that comes again ends it with an error that says so', async () => {
    const page = { tickets: [], after_cursor: 'same', end_of_stream: false };
    world.face.ticket(1, day('10-01'));
    const tickets = [world.face.ticketFields(1)];
    world.vendor.faults.push({
      when: ({ path }) => path === exportPath,
      what: { body: { ...page, tickets } },
    });
    const failed = world.exported.export();
    await expect(failed).rejects.toThrow(VendorDown);
    await expect(failed).rejects.toThrow(/tickets.*cursor for the second time.*never come/s);
  });

  it('F23: it ends where Zendesk says that the stream ends, though there is a cursor', async () => {
    world.face.ticket(1, day('10-01'));
    await world.exported.export();
    expect(world.asked(exportPath)).toHaveLength(1);
  });

  it('a page that goes on and does not say where is no end', async () => {
    const what = { body: { tickets: [], after_cursor: null, end_of_stream: false } };
    world.vendor.faults.push({ when: ({ path }) => path === exportPath, what });
    await expect(world.exported.export()).rejects.toThrow('there is more and not where');
  });

  it('F24: pages that overlap give no ticket twice', async () => {
    for (const id of range(3)) world.face.ticket(id, day('10-01'));
    const page = (ids: readonly number[], end_of_stream: boolean) => ({
      body: {
        tickets: ids.map((id) => world.face.ticketFields(id)),
        ...{ after_cursor: `c${ids.at(-1)}`, end_of_stream },
      },
    });
    const isExport = ({ path }: { path: string }) => path === exportPath;
    world.vendor.faults.push({ when: isExport, what: page([1, 2], false), times: 1 });
    world.vendor.faults.push({ when: isExport, what: page([2, 3], true), times: 1 });
    await world.exported.export();
    expect(world.ticketIds()).toEqual(['1', '2', '3']);
  });

  it('F25: what changes while it reads is in the next export, which begins where this one began', async () => {
    world.face.pageSize = 1;
    for (const id of range(2)) world.face.ticket(id, day('10-01'));
    world.face.beforePage = (_, nth) => {
      if (nth === 1) world.face.ticket(1, world.vendor.now, { status: 'solved' });
    };
    await world.exported.export();
    expect(world.exported.rows('tickets')[0]).toMatchObject({ status: 'open' });
    nextDay();
    world.face.beforePage = undefined;
    await world.exported.export();
    expect(world.exported.rows('tickets')[0]).toMatchObject({ status: 'solved' });
  });

  it('F25: a window without changes moves on too', async () => {
    await world.exported.export();
    nextDay();
    await world.exported.export();
    world.vendor.now = day('11-04');
    await world.exported.export();
    const starts = world.asked(exportPath).map(({ query }) => Number(query.get('start_time')));
    const until = Date.parse('2026-11-03T02:58:00Z') / 1000;
    expect(starts.at(-1)).toBe(until - 600);
  });

  it('F27: credentials that are refused are an error that shows none of them', async () => {
    world.face.ticket(1, day('10-01'));
    world.vendor.faults.push({
      when: ({ path }) => path === exportPath,
      what: { status: 401, body: { error: "Couldn't authenticate you" } },
    });
    const failed = world.exported.export();
    await expect(failed).rejects.toThrow(BadSettings);
    await expect(failed).rejects.not.toThrow(/sesame|admin@/);
  });

  it('F27: credentials that Zendesk does not know are found before anything is read', async () => {
    world.face.credentials.clear();
    await expect(world.exported.export()).rejects.toThrow(/does not know the credentials of acme/);
    expect(world.asked(exportPath)).toHaveLength(0);
  });

  it.each([{ 'retry-after': '7' }, {}])(
    'F28: 20 answers 429 with %o are outwaited',
    async (headers) => {
      world.face.ticket(1, day('10-01'));
      const when = ({ path }: { path: string }) => path === exportPath;
      world.vendor.faults.push({ when, what: { status: 429, headers, body: {} }, times: 20 });
      await world.exported.export();
      expect(world.ticketIds()).toEqual(['1']);
    },
  );

  it('F28: it asks the incremental exports no more than ten times a minute', async () => {
    world.face.pageSize = 1;
    for (const id of range(25)) world.face.ticket(id, day('10-01'));
    await world.exported.export();
    const times = world.asked(exportPath).map(({ now }) => Date.parse(now));
    expect(times).toHaveLength(25);
    const within = times.map((time) => times.filter((one) => one >= time && one < time + 60_000));
    expect(Math.max(...within.map((some) => some.length))).toBeLessThanOrEqual(10);
  });

  it('F31: what it leaves out and reaches back is in milliseconds', () => {
    const { lag, overlap } = zendesk(zendeskOptions.parse({}));
    expect([lag, overlap]).toEqual([120_000, 600_000]);
  });

  it.each(['2026-11-02T03:10:00.000Z', '2026-11-02T02:50:00.000Z'])(
    'F32: our clock at %s changes no window: the time is theirs',
    async (ours) => {
      await world.close();
      world = await openZendesk({ ours });
      await world.exported.export();
      expect(world.exported.record.until).toBe('2026-11-02T02:58:00.000Z');
    },
  );

  it('leaves out what its user may not see, and reads the rest', async () => {
    world.face.ticket(1, day('10-01'));
    world.face.forbidden.add('/api/v2/satisfaction_ratings');
    await world.exported.export();
    expect(world.ticketIds()).toEqual(['1']);
    expect(world.exported.record.objects.satisfaction_ratings?.status).toBe('not_permitted');
    expect(world.exported.record.tables.survey_responses).toBeUndefined();
  });

  it('takes satisfaction ratings that are switched off for what nobody can see', async () => {
    world.face.ratingsAreOn = false;
    await world.exported.export();
    expect(world.exported.record.objects.satisfaction_ratings?.status).toBe('not_permitted');
  });

  it('tells nobody the secret, a name or an address', async () => {
    world.face.user(7, day('10-01'));
    world.face.ticket(1, day('10-01'), { subject: 'Jo is stuck' });
    await world.exported.export();
    expect(world.exported.told.join('\n')).not.toMatch(/sesame|admin@|Ada|Jo/);
  });

  it.each([{}, { subdomain: 'acme.zendesk.com', access_token: 'sesame' }, { sesame: 'sesame' }])(
    'takes no secret of another shape: %o',
    async (secret) => {
      const source = zendesk(zendeskOptions.parse({}));
      const failed = source.connect(secret, world.exported.world);
      await expect(failed).rejects.toThrow(BadSettings);
      await expect(failed).rejects.not.toThrow(/sesame/);
    },
  );
});
