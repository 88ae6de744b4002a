import { afterEach, describe, expect, it } from 'vitest';
import { VendorDown } from '../../../lambdas/errors.ts';
import { OutOfTime } from '../../../lambdas/exports/signals.ts';
import { type Line, openLine } from './line.ts';

let line: Line;
afterEach(() => line.close());

const throttled = (times: number, after?: string, body: unknown = {}) => ({
  when: () => true,
  what: { status: 429, headers: after === undefined ? {} : { 'retry-after': after }, body },
  times,
});

describe('a request that is throttled', () => {
  it.each([
    ['in seconds', '3', 3000],
    ['in seconds, zero included', '0', null],
    ['in parts of a second', '0.25', 250],
    ['as a date', 'Mon, 02 Nov 2026 03:00:07 GMT', 7000],
    ['as a date in the past', 'Mon, 02 Nov 2026 02:00:00 GMT', null],
  ])('waits as Retry-After says: %s', async (_, after, wait) => {
    line = await openLine();
    line.vendor.faults.push(throttled(1, after));
    await line.api.get('/things');
    expect(line.slept).toEqual(wait === null ? [] : [wait]);
  });

  it('waits by itself where Retry-After is no time', async () => {
    line = await openLine();
    line.vendor.faults.push(throttled(2, 'soon'));
    await line.api.get('/things');
    expect(line.slept).toEqual([250, 500]);
  });

  it.each([
    ['F28: outlasts a storm of 20 with Retry-After', '2'],
    ['F28: outlasts a storm of 20 with Retry-After: 0', '0'],
    ['F28: outlasts a storm of 20 without Retry-After', undefined],
  ])('%s', async (_, after) => {
    line = await openLine({ random: () => 1 });
    line.vendor.faults.push(throttled(20, after));
    expect((await line.api.get('/things')).status).toBe(200);
    expect(line.vendor.requests).toHaveLength(21);
    const waited = line.slept.reduce((sum, one) => sum + one, 0);
    expect(waited).toBe({ 2: 40_000, 0: 0 }[after ?? ''] ?? 165_500);
  });

  it('F28: gives up on a storm that does not end', async () => {
    line = await openLine();
    line.vendor.faults.push(throttled(Number.POSITIVE_INFINITY, '0'));
    await expect(line.api.get('/things')).rejects.toThrow(VendorDown);
    expect(line.vendor.requests).toHaveLength(30);
  });

  it('F28: stops until tomorrow where the requests of the day are used up', async () => {
    line = await openLine({
      verdict: ({ status, text }) =>
        status === 429 && text.includes('"DAILY"') ? 'today_over' : undefined,
    });
    line.vendor.faults.push(throttled(1, '1', { policyName: 'DAILY', category: 'RATE_LIMITS' }));
    await expect(line.api.get('/things')).rejects.toThrow(
      /^acme: GET \/things answered 429 \(RATE_LIMITS\): .* Start again tomorrow/,
    );
    expect(line.vendor.requests).toHaveLength(1);
  });

  it('throttles the requests that come after it too', async () => {
    line = await openLine({ atOnce: 1 });
    line.vendor.faults.push(throttled(1, '30'));
    await Promise.all([line.api.get('/first'), line.api.get('/second')]);
    const begun = line.vendor.requests.map(({ now }) => Date.parse(now));
    expect(begun.map((instant) => instant - (begun[0] ?? 0) >= 30_000)).toEqual([
      false,
      true,
      true,
    ]);
  });

  it('tells the operator of a long wait', async () => {
    line = await openLine();
    line.vendor.faults.push(throttled(1, '30'));
    await line.api.get('/things');
    expect(line.told).toEqual(['acme: waits 30 s, it answered 429']);
  });
});

describe('a wait that would outlast the process', () => {
  it('ends it before, without having waited', async () => {
    line = await openLine({ left: () => 60_000 });
    line.vendor.faults.push(throttled(1, '41'));
    await expect(line.api.get('/things')).rejects.toThrow(OutOfTime);
    expect(line.slept).toEqual([]);
  });

  it('ends it before, though it is longer than the budget too', async () => {
    line = await openLine({ left: () => 600_000 });
    line.vendor.faults.push(throttled(1, '3600'));
    await expect(line.api.get('/things')).rejects.toThrow(OutOfTime);
  });

  it('is waited where 20 s are left after it', async () => {
    line = await openLine({ left: () => 60_000 });
    line.vendor.faults.push(throttled(1, '40'));
    expect((await line.api.get('/things')).status).toBe(200);
  });

  it('is an error where nothing ends the process and the budget does not suffice', async () => {
    line = await openLine();
    line.vendor.faults.push(throttled(1, '3600'));
    await expect(line.api.get('/things')).rejects.toThrow('start again in 60 min');
  });

  it('is not begun where too little time is left to ask at all', async () => {
    line = await openLine({ left: () => 19_000 });
    await expect(line.api.get('/things')).rejects.toThrow(OutOfTime);
    expect(line.vendor.requests).toHaveLength(0);
  });

  it('includes the wait for a turn', async () => {
    line = await openLine({ perSecond: 1 / 60, left: () => 60_000 });
    await line.api.get('/things');
    await expect(line.api.get('/things')).rejects.toThrow(OutOfTime);
  });
});

describe('F32: the time of day', () => {
  it.each([
    ['ahead of', '2026-11-02T03:10:00.000Z'],
    ['behind', '2026-11-02T02:50:00.000Z'],
  ])("of a Retry-After date is the vendor's where our clock is 10 min %s its", async (_, now) => {
    line = await openLine({ now });
    line.vendor.faults.push(throttled(1, 'Mon, 02 Nov 2026 03:00:07 GMT'));
    await line.api.get('/things');
    expect(line.slept).toEqual([7000]);
  });
});
