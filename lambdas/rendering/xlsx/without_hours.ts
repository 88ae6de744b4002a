import { OurBug } from '../../errors.ts';

/** 1980-01-01, the first day that a ZIP file can say, at midnight. */
const firstDay = 0x0021_0000;

/** Signatures, and where they and what they tell of lie, as APPNOTE.TXT of the ZIP format has them. */
const [endMark, entryMark, endLength, entryLength] = [0x0605_4b50, 0x0201_4b50, 22, 46];

/** A ZIP file without a comment at its end, all of whose files are of one day: changed in place. */
export function withoutHours(zip: Uint8Array): Uint8Array {
  const data = new DataView(zip.buffer, zip.byteOffset, zip.byteLength);
  const end = zip.byteLength - endLength;
  expectMark(data, end, endMark);
  let entry = data.getUint32(end + 16, true);
  for (let left = data.getUint16(end + 10, true); left > 0; left -= 1) {
    expectMark(data, entry, entryMark);
    data.setUint32(entry + 12, firstDay, true);
    data.setUint32(data.getUint32(entry + 42, true) + 10, firstDay, true);
    const named = data.getUint16(entry + 28, true) + data.getUint16(entry + 30, true);
    entry += entryLength + named + data.getUint16(entry + 32, true);
  }
  return zip;
}

function expectMark(data: DataView, at: number, mark: number): void {
  if (at < 0 || data.getUint32(at, true) !== mark) {
    throw new OurBug('the library of workbooks writes another ZIP file than it did');
  }
}
