import { instantOf } from './server_time.ts';

const base = 500;
const cap = 60_000;
/** Throttles without a Retry-After are of a second or of ten; longer waits would only lose time. */
const throttledCap = 10_000;

/** Milliseconds to wait as the answer says; null where it does not. */
export function saidWait(headers: Headers, now: string): number | null {
  const text = headers.get('retry-after')?.trim();
  if (!text) return null;
  if (/^\d+(\.\d+)?$/.test(text)) return Math.ceil(Number(text) * 1000);
  const until = instantOf(text);
  // The date is by the vendor's clock, which may be minutes off ours.
  const vendorNow = instantOf(headers.get('date')) ?? Date.parse(now);
  return until === null ? null : Math.max(0, until - vendorNow);
}

/** Full jitter: anything from 0 to a bound that doubles, so that many clients do not come back at once. */
export function backoff(failures: number, isThrottled: boolean, random: () => number): number {
  const most = isThrottled ? throttledCap : cap;
  return Math.round(random() * Math.min(most, base * 2 ** (failures - 1)));
}
