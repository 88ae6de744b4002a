import { describe, expect, it } from 'vitest';
import { VendorDown } from '../../../lambdas/errors.ts';
import { serverTime } from '../../../lambdas/exports/client/server_time.ts';
import { openLine } from './line.ts';

describe("F32: the vendor's time", () => {
  it('is the Date header of its answer, whatever our clock says', async () => {
    const line = await openLine({ now: '2026-11-02T03:10:00.000Z' });
    expect(serverTime((await line.api.get('/things')).headers)).toBe('2026-11-02T03:00:00.000Z');
    await line.close();
  });

  it.each([['Monday, 02-Nov-26 03:00:00 GMT'], ['Mon, 02 Nov 2026 03:00:00 GMT']])(
    'is read in each form that HTTP has: %s',
    (date) => {
      expect(serverTime(new Headers({ date }))).toBe('2026-11-02T03:00:00.000Z');
    },
  );

  it.each(['', '1762052400', 'yesterday', '2026', 'Mon Nov  2 03:00:00 2026'])(
    'is never guessed from "%s"',
    (date) => {
      expect(() => serverTime(new Headers({ date }))).toThrow(VendorDown);
    },
  );

  it('is asked for where a proxy takes it away', () => {
    expect(() => serverTime(new Headers())).toThrow('no Date header');
  });
});
