import { columns } from './columns.ts';

/** What every mail client shows without breaking a line itself. */
export const textWidth = 76;

/** Breaks at spaces, and inside a word only where it alone is longer than a line. */
export function wrap(text: string, indent = '', first = indent): string[] {
  if (text === '') return [];
  const lines: string[] = [];
  let line = first;
  let empty = true;
  for (const word of text.split(' ').flatMap((whole) => pieces(whole, textWidth - indent.length))) {
    if (!empty && columns(line) + 1 + columns(word) > textWidth) {
      lines.push(line);
      line = indent;
      empty = true;
    }
    line += empty ? word : ` ${word}`;
    empty = false;
  }
  return [...lines, line];
}

/** A section's claim and a rule below it. */
export function titled(title: string): string[] {
  const lines = wrap(title);
  return [...lines, '-'.repeat(Math.max(0, ...lines.map(columns)))];
}

/** Lines whose first column takes the room that the others, right-aligned, leave. */
export function table(rows: readonly (readonly string[])[]): string[] {
  const count = Math.max(0, ...rows.map((row) => row.length));
  const widths = Array.from({ length: count }, (_, index) =>
    Math.max(...rows.map((row) => columns(row[index] ?? ''))),
  );
  const others = widths.slice(1).reduce((sum, width) => sum + width + 2, 0);
  widths[0] = Math.max(1, Math.min(widths[0] ?? 0, textWidth - others));
  return rows.map((row) =>
    row
      .map((text, index) => fill(text, widths[index] ?? 0, index))
      .join('  ')
      .trimEnd(),
  );
}

/** Cut with an ellipsis or filled up to exactly `width` columns; all but the first column to the right. */
function fill(text: string, width: number, index: number): string {
  const short = columns(text) <= width ? text : `${pieces(text, width - 1)[0] ?? ''}…`;
  const room = ' '.repeat(width - columns(short));
  return index === 0 ? short + room : room + short;
}

function pieces(word: string, width: number): string[] {
  if (columns(word) <= width) return [word];
  const parts = [''];
  for (const character of word) {
    const last = parts.at(-1) ?? '';
    if (columns(last + character) > width) parts.push(character);
    else parts[parts.length - 1] = last + character;
  }
  return parts;
}
