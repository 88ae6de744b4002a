import { BadExport } from '../../errors.ts';

/** Whether the text seen so far ends with a line break. */
export interface Ending {
  withBreak: boolean;
}

/** Passes the text on and remembers how it ended: a file without a last line break may be cut. */
export async function* watchEnding(
  text: AsyncIterable<string>,
  ending: Ending,
): AsyncGenerator<string> {
  for await (const part of text) {
    if (part !== '') ending.withBreak = /[\r\n]$/.test(part);
    yield part;
  }
}

/** Reads on until the first line is complete; what was read, to be put before the rest. */
export async function startOf(text: AsyncGenerator<string>): Promise<string> {
  let start = '';
  while (!/[^\r\n][\r\n]/.test(start)) {
    const { done, value } = await text.next();
    if (done) return start;
    start += value;
  }
  return start;
}

/** The delimiter that the header line holds most often, quoted names apart. */
export function delimiterOf(start: string): string {
  const line = start.trimStart().split(/[\r\n]/, 1)[0] ?? '';
  const bare = line.replace(/"[^"]*"/g, '');
  const counted = [',', ';', '\t', '|'].map((sign) => ({ sign, times: bare.split(sign).length }));
  return counted.reduce((best, one) => (one.times > best.times ? one : best)).sign;
}

/** Column names of a header row; a nameless column gets a name that no rule can mean. */
export function headerOf(cells: readonly string[], file: string): readonly string[] {
  const names = cells.map((cell, at) => cell.trim() || `(column ${at + 1}, without a name)`);
  const twice = names.filter((name, at) => names.indexOf(name) !== at);
  if (twice.length === 0) return names;
  throw new BadExport(
    `${file}: line 1 names ${twice.map((name) => `"${name}"`).join(', ')} twice; which one counts cannot be known, export it with distinct column names`,
  );
}
