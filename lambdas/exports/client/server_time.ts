import { VendorDown } from '../../errors.ts';

/** Instant of the `Date` header: the vendor's time of day, whole seconds. Throws VendorDown without one. */
export function serverTime(headers: Headers): string {
  const instant = instantOf(headers.get('date'));
  if (instant === null) {
    throw new VendorDown(
      'The answer has no Date header, by which windows are cut: does a proxy take it away?',
    );
  }
  return new Date(instant).toISOString();
}

/** Milliseconds since 1970 of an HTTP date; null where it is none. */
export function instantOf(text: string | null): number | null {
  // `Date.parse` reads much else, such as a bare number as a year, or local time without `GMT`.
  if (!text || !/^[A-Z][a-z]{2,8}, .*\d{2}:\d{2}:\d{2} GMT$/.test(text)) return null;
  const instant = Date.parse(text);
  return Number.isNaN(instant) ? null : instant;
}
