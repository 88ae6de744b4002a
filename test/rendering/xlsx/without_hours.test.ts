import { strToU8, unzipSync, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { OurBug } from '../../../lambdas/errors.ts';
import { withoutHours } from '../../../lambdas/rendering/xlsx/without_hours.ts';

const files = { 'a.xml': strToU8('<a/>'), 'folder/b.xml': strToU8('<b/>'.repeat(1000)) };
const zippedAt = (mtime: string) => zipSync(files, { mtime });

describe('a ZIP file without hours', () => {
  it('has the same bytes whenever it was made, those of the first day that it can say', () => {
    const expected = zippedAt('1980-01-01T00:00:00');
    for (const hour of ['2026-11-22T20:15:02', '2031-02-28T23:59:58']) {
      expect(withoutHours(zippedAt(hour))).toEqual(expected);
    }
  });

  it('holds the same files', () => {
    expect(unzipSync(withoutHours(zippedAt('2026-11-22T20:15:02')))).toEqual(files);
  });

  it('is an error of ours where what is given is none', () => {
    expect(() => withoutHours(strToU8('no archive of any kind, though long enough'))).toThrow(
      OurBug,
    );
    expect(() => withoutHours(new Uint8Array(3))).toThrow(OurBug);
  });
});
