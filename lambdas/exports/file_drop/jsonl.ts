import { BadExport } from '../../errors.ts';
import { cut } from './csv.ts';
import type { Listener, Position, SourceRecord, SourceRow } from './source_record.ts';

/** Beyond this it is not one object a line, and reading on would fill the memory. */
const longestLine = 10_000_000;

/** Rows of a JSON-lines text. `tell` hears of every key once all rows are read. Throws BadExport if empty. */
export async function* jsonlRecords(
  text: AsyncGenerator<string>,
  at: Position,
  tell: Listener,
): AsyncGenerator<SourceRecord> {
  const keys = new Set<string>();
  let filled = false;
  for await (const { line, last } of linesOf(text, at)) {
    if (line.trim() === '') continue;
    filled = true;
    const row = parsedRow(line);
    if (row) for (const key of Object.keys(row)) keys.add(key);
    yield row
      ? { line: at.line, row }
      : { line: at.line, fault: last ? cut : unreadable, raw: line };
  }
  if (!filled) throw new BadExport(`${at.file} is empty; export it again, or remove it`);
  tell.columns([...keys]);
}

const unreadable = {
  reason: 'the line is not a JSON object',
  text: 'the line is not a JSON object',
};

/** Lines with their breaks taken off; `last` is one that the file ends without a break. */
async function* linesOf(text: AsyncGenerator<string>, at: Position) {
  let rest = '';
  at.line = 0;
  for await (const part of text) {
    const lines = (rest + part).split('\n');
    rest = lines.pop() ?? '';
    if (rest.length > longestLine)
      throw new BadExport(
        `${at.file}: line ${at.line + 1} is longer than ${longestLine} characters; JSONL holds one object a line, export it so`,
      );
    for (const line of lines) {
      at.line += 1;
      yield { line, last: false };
    }
  }
  at.line += 1;
  yield { line: rest, last: true };
}

function parsedRow(line: string): SourceRow | undefined {
  try {
    const value: unknown = JSON.parse(withQuotedNumbers(line));
    return isRow(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** JSON.parse rounds long numbers; as text they keep every digit. */
function withQuotedNumbers(line: string): string {
  return line.replace(/"[^"\\]*(?:\\.[^"\\]*)*"|-?\d[\d.eE+-]*/g, (token) =>
    token.startsWith('"') ? token : `"${token}"`,
  );
}

function isRow(value: unknown): value is SourceRow {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
