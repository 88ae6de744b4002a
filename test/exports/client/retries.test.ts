import { afterEach, describe, expect, it } from 'vitest';
import type { Trouble, VendorAnswer } from '../vendors/server.ts';
import { type Line, openLine } from './line.ts';

let line: Line;
afterEach(() => line.close());

const failing = (what: VendorAnswer | Trouble, times = 1) => ({ when: () => true, what, times });

describe('the client asks again', () => {
  it.each([408, 409, 425, 429, 500, 502, 503, 504, 599])('after status %i', async (status) => {
    line = await openLine();
    line.vendor.faults.push(failing({ status, body: {} }, 2));
    const { json } = await line.api.get('/things');
    expect(json).toMatchObject({ path: '/things' });
    expect(line.slept).toEqual([250, 500]);
  });

  it.each(['reset', 'cut', 'html', 'nothing'] as const)('after trouble: %s', async (what) => {
    line = await openLine();
    line.vendor.faults.push(failing(what, 2));
    expect((await line.api.get('/things')).status).toBe(200);
    expect(line.vendor.requests).toHaveLength(3);
  });

  it('after an answer that is too slow', async () => {
    line = await openLine({ patience: { answer: 30 } });
    line.vendor.faults.push(failing('slow'));
    expect((await line.api.get('/things')).status).toBe(200);
  });
});
