import { clip, unmarked } from '../writing/clean.ts';

/** Excel refuses a file with a text of more than 32,767 UTF-16 units; a character has at most two. */
const longest = 16_000;

/** Text as a cell can hold it: one line, nothing that XML forbids or that Excel would read as an escape. */
export function cellText(text: string): string {
  const line = unmarked(text)
    .replaceAll(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .replaceAll(/[\p{Cs}\ufffe\uffff]/gu, '')
    .trim();
  const safe = clip(line, longest).replaceAll(/_(?=x[\da-f]{4}_)/gi, '_x005F_');
  // The library looks texts up in a plain object, where it finds "constructor" before it was put there.
  return safe in {} ? `${safe}\u200b` : safe;
}
