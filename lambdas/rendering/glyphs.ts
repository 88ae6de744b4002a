/** Whether a font has a glyph for a code point. */
export type Covers = (codePoint: number) => boolean;

const known = new WeakMap<Uint8Array, Covers>();

/** Read from the table of a TTF that says which character is which glyph. */
export function coverageOf(font: Uint8Array): Covers {
  const covers = known.get(font) ?? inRanges(rangesOf(font));
  known.set(font, covers);
  return covers;
}

type Range = readonly [first: number, last: number];

function inRanges(ranges: readonly Range[]): Covers {
  return (codePoint) => ranges.some(([first, last]) => first <= codePoint && codePoint <= last);
}

function rangesOf(font: Uint8Array): Range[] {
  const data = new DataView(font.buffer, font.byteOffset, font.byteLength);
  const tables = counted(data.getUint16(4), (n) => 12 + n * 16);
  const table = tables.find((at) => data.getUint32(at) === 0x636d6170);
  if (table === undefined) return [];
  const cmap = data.getUint32(table + 8);
  const parts = counted(data.getUint16(cmap + 2), (n) => cmap + data.getUint32(cmap + 8 + n * 8));
  return parts.flatMap((at) => partRanges(data, at));
}

/** Its two usual forms: runs of any characters, and runs of those with four digits. */
function partRanges(data: DataView, at: number): Range[] {
  const format = data.getUint16(at);
  if (format === 12) {
    return counted(data.getUint32(at + 12), (n) => {
      const run = at + 16 + n * 12;
      return [data.getUint32(run), data.getUint32(run + 4)];
    });
  }
  if (format !== 4) return [];
  const bytes = data.getUint16(at + 6);
  return counted(bytes / 2, (n) => {
    const last = data.getUint16(at + 14 + n * 2);
    // The last run only ends the list.
    return [data.getUint16(at + 16 + bytes + n * 2), last === 0xffff ? 0 : last];
  });
}

const counted = <Made>(count: number, make: (n: number) => Made) =>
  Array.from({ length: count }, (_, n) => make(n));

/** Stands for a letter that the font does not have: a gap would pass for no name at all. */
const missing = '□';
const letters = new Intl.Segmenter('en', { granularity: 'grapheme' });
/** Marks that are never seen by themselves, such as those that turn the direction. */
const unseen = /\p{Default_Ignorable_Code_Point}/gu;

/** The text as the font can draw it: letters that it does not have are seen to be missing. */
export function drawable(text: string, covers: Covers): string {
  if (isDrawn(text, covers)) return text;
  return Array.from(letters.segment(text), ({ segment }) => letter(segment, covers)).join('');
}

function letter(segment: string, covers: Covers): string {
  const seen = segment.replaceAll(unseen, '');
  if (isDrawn(seen, covers)) return seen;
  return seen.trim() === '' ? '\u00a0' : missing;
}

function isDrawn(text: string, covers: Covers): boolean {
  for (const character of text) {
    const codePoint = character.codePointAt(0) ?? 0;
    if (codePoint > 0x7e && !covers(codePoint)) return false;
  }
  return true;
}

/** The same of the words of a drawing. */
export function drawableSvg(svg: string, covers: Covers): string {
  return svg.replaceAll(/>([^<]+)</g, (_, words: string) => `>${drawable(words, covers)}<`);
}
