import type { CsvStyle } from './mapping.ts';
import type { Position } from './source_record.ts';

/** What is left of a text from a row on that is not plain. */
interface Rest {
  /** From the start of the row on, as far as it was read. */
  readonly begun: string;
  readonly text: AsyncGenerator<string>;
  /** Line that it starts on. */
  readonly line: number;
}

const breaks = /\r\n|\n|\r/;
/** Longer rows are left to the parser, which has a limit. */
const longPlain = 500_000;

/**
 * Cells of the rows that are not blank, up to the first piece of the text that quotes something; gives back
 * the rest. Splitting takes a fraction of what a parser takes that looks at every letter. Keeps `at` on the
 * line of the row.
 */
export async function* plainRows(
  text: AsyncGenerator<string>,
  delimiter: string,
  quotes: CsvStyle['quotes'],
  at: Position,
): AsyncGenerator<readonly string[], Rest | undefined> {
  let [begun, next, isOpen] = ['', 1, true];
  try {
    for (;;) {
      const { done = false, value } = await text.next();
      const piece = begun + (done ? '' : value);
      if ((quotes !== 'none' && piece.includes('"')) || begun.length > longPlain) {
        isOpen = false;
        return { begun: piece, text, line: next };
      }
      const lines = linesOf(piece, done);
      begun = done ? '' : (lines.pop() ?? '');
      for (const line of lines) {
        const cells = line.split(delimiter);
        if (isFilled(cells)) {
          at.line = next;
          yield cells;
        }
        next += 1;
      }
      if (done) return undefined;
    }
  } finally {
    if (isOpen) await text.return(undefined);
  }
}

/** Of a text that goes on, the last line is not complete: after a carriage return, its line feed may come. */
function linesOf(piece: string, isEnd: boolean): string[] {
  if (isEnd || !piece.endsWith('\r')) return piece.split(breaks);
  const lines = piece.slice(0, -1).split(breaks);
  return [...lines.slice(0, -1), `${lines.at(-1) ?? ''}\r`];
}

export function isFilled(cells: readonly string[]): boolean {
  return cells.some((cell) => cell.trim() !== '');
}
