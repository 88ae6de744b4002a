import { setTimeout } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { VendorDown } from '../../../lambdas/errors.ts';
import type { Trouble, VendorAnswer } from '../vendors/server.ts';
import { type Line, openLine } from './line.ts';

let line: Line;
afterEach(() => line.close());

const failing = (what: VendorAnswer | Trouble, times = Number.POSITIVE_INFINITY) => ({
  when: () => true,
  what,
  times,
});

describe('the client asks again', () => {
  it.each([408, 409, 425, 429, 500, 502, 503, 504, 599])('after status %i', async (status) => {
    line = await openLine();
    line.vendor.faults.push(failing({ status, body: {} }, 2));
    const { json } = await line.api.get('/things');
    expect(json).toMatchObject({ path: '/things' });
    expect(line.slept).toEqual([250, 500]);
  });

  it.each(['reset', 'cut', 'html', 'nothing'] as const)(
    'after trouble on the line: %s',
    async (what) => {
      line = await openLine();
      line.vendor.faults.push(failing(what, 2));
      const { received } = await line.api.get('/things');
      expect(received.body).toBe('{"path":"/things","results":[1,2,3]}');
      expect(line.vendor.requests).toHaveLength(3);
    },
  );

  it('after half a body whose length is right', async () => {
    line = await openLine();
    const headers = { 'content-type': 'application/json' };
    line.vendor.faults.push(failing({ headers, body: '{"results":[1,2' }, 1));
    expect((await line.api.get('/things')).json).toMatchObject({ results: [1, 2, 3] });
  });

  it('after a 404 that is accepted and yet a page of a proxy', async () => {
    line = await openLine();
    line.vendor.faults.push(failing({ ...page, status: 404 }, 1));
    expect((await line.api.get('/things', { accepted: [404] })).status).toBe(200);
  });

  it('after an answer that does not begin in time', async () => {
    line = await openLine({ patience: { answer: 20 } });
    line.vendor.faults.push(failing('slow', 1));
    expect((await line.api.get('/things')).status).toBe(200);
  });

  it('after an answer that stops in its middle', async () => {
    line = await openLine({ patience: { idle: 20 } });
    line.vendor.faults.push(failing({ headers: json, body: dripping(Infinity) }, 1));
    expect((await line.api.get('/things')).status).toBe(200);
  });

  it('with the same body where it sends one', async () => {
    line = await openLine();
    line.vendor.faults.push(failing('reset', 1));
    await line.api.post('/search', { limit: 200 });
    expect(line.vendor.requests.map(({ body }) => body)).toEqual(Array(2).fill('{"limit":200}'));
  });
});

describe('the client gives up', () => {
  it('after so many attempts, and says what failed and that it can be started again', async () => {
    line = await openLine({ random: () => 0.9 });
    line.vendor.faults.push(failing({ status: 503, body: {} }));
    await expect(line.api.get('/things')).rejects.toThrow(
      new VendorDown(
        'acme: GET /things failed 8 times, at last because it answered 503: start again later, it goes on where it stopped',
      ),
    );
    expect(line.vendor.requests).toHaveLength(8);
    expect(line.slept).toEqual([450, 900, 1800, 3600, 7200, 14_400, 28_800]);
  });

  it('where the next wait would exceed the budget of the request', async () => {
    line = await openLine({ attempts: 100, budget: 20_000, random: () => 1 });
    line.vendor.faults.push(failing('reset'));
    await expect(line.api.get('/things')).rejects.toThrow(/ECONNRESET|UND_ERR_SOCKET/);
    expect(line.slept).toEqual([500, 1000, 2000, 4000, 8000]);
  });

  it('where a body drips for longer than the budget', async () => {
    line = await openLine({ budget: 60 });
    line.vendor.faults.push(failing({ headers: json, body: dripping(5) }));
    await expect(line.api.get('/things')).rejects.toThrow(
      'failed once, at last because it was too',
    );
  });

  it('where nobody listens', async () => {
    line = await openLine({ attempts: 2 });
    await line.vendor.close();
    await expect(line.api.get('/things')).rejects.toThrow('the connection failed (ECONNREFUSED)');
  });

  it('at once on a body that is longer than what is held in memory', async () => {
    line = await openLine({ patience: { maxBytes: 2e6 } });
    line.vendor.faults.push(failing({ headers: json, body: JSON.stringify('a'.repeat(3e6)) }));
    await expect(line.api.get('/things')).rejects.toThrow('GET /things answers more than 2 MB');
    expect(line.vendor.requests).toHaveLength(1);
  });
});

const json = { 'content-type': 'application/json' };
const page = { headers: { 'content-type': 'text/html' }, body: '<title>Not here</title>' };

async function* dripping(milliseconds: number) {
  for (;;) {
    yield ' ';
    await (milliseconds === Infinity ? new Promise(() => {}) : setTimeout(milliseconds));
  }
}
