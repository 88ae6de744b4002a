import type { Objects } from '../../ports.ts';
import { readBytes } from './bytes.ts';
import { csvRecords } from './csv.ts';
import { formatOf } from './formats.ts';
import { jsonlRecords } from './jsonl.ts';
import type { CsvStyle } from './mapping.ts';
import type { Listener, SourceRecord } from './source_record.ts';
import { decoded } from './text.ts';

/** Rows of a CSV or JSONL file, one at a time. */
export async function* readRecords(
  drop: Objects,
  file: string,
  style: CsvStyle,
  tell: Listener,
): AsyncGenerator<SourceRecord> {
  const at = { file, line: 0 };
  const bytes = readBytes(drop, at, tell.hash);
  if (formatOf(file) === 'jsonl') yield* jsonlRecords(decoded(bytes, undefined, at), at, tell);
  else yield* csvRecords(decoded(bytes, style.encoding, at), style, at, tell);
}
