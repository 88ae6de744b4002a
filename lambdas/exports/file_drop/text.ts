import { TextDecoder } from 'node:util';
import { BadExport } from '../../errors.ts';
import type { CsvStyle } from './mapping.ts';
import type { Position } from './source_record.ts';

/**
 * Text of a file without its byte order mark. A broken byte stops the file: replaced silently, it would
 * change names and ids. Half a letter at the very end is left to the last row, which is then cut anyway.
 */
export async function* decoded(
  bytes: AsyncIterable<Uint8Array>,
  stated: CsvStyle['encoding'],
  at: Position,
): AsyncGenerator<string> {
  let decoder: TextDecoder | undefined;
  for await (const chunk of bytes) {
    decoder ??= new TextDecoder(stated ?? markedEncoding(chunk), { fatal: true });
    yield decodedChunk(decoder, chunk, at);
  }
  if (decoder && !endsWhole(decoder)) yield '\uFFFD';
}

function decodedChunk(decoder: TextDecoder, chunk: Uint8Array, at: Position): string {
  try {
    return decoder.decode(chunk, { stream: true });
  } catch (cause) {
    throw new BadExport(
      `${at.file}: not ${decoder.encoding} text, ${at.line > 0 ? `soon after line ${at.line}` : 'near its start'}; export it as UTF-8 or state csv.encoding in the mapping (spreadsheets often write windows-1252)`,
      { cause },
    );
  }
}

function endsWhole(decoder: TextDecoder): boolean {
  try {
    return decoder.decode() === '';
  } catch {
    return false;
  }
}

/** UTF-16 announces itself by its byte order mark. */
function markedEncoding(start: Uint8Array): string {
  if (start[0] === 0xff && start[1] === 0xfe) return 'utf-16le';
  return start[0] === 0xfe && start[1] === 0xff ? 'utf-16be' : 'utf-8';
}
