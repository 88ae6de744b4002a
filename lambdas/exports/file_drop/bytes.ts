import { createHash } from 'node:crypto';
import { pipeline, Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { BadExport } from '../../errors.ts';
import type { Objects } from '../../ports.ts';
import type { Position } from './source_record.ts';

/** Bytes of a file, unpacked if it is compressed; tells the SHA-256 of the file as it lies there. */
export async function* readBytes(
  drop: Objects,
  at: Position,
  tellHash: (sha256: string) => void,
): AsyncGenerator<Uint8Array> {
  const hash = createHash('sha256');
  const stored = hashed(await drop.open(at.file), hash);
  yield* at.file.toLowerCase().endsWith('.gz') ? unpacked(stored, at) : stored;
  tellHash(hash.digest('hex'));
}

/** SHA-256 of a file that is read elsewhere, by an engine. */
export async function fingerprint(drop: Objects, file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of await drop.open(file)) hash.update(chunk);
  return hash.digest('hex');
}

async function* hashed(bytes: Readable, hash: ReturnType<typeof createHash>) {
  for await (const chunk of bytes) {
    hash.update(chunk);
    yield chunk;
  }
}

async function* unpacked(stored: AsyncIterable<Uint8Array>, at: Position) {
  try {
    yield* pipeline(Readable.from(stored), createGunzip(), () => {});
  } catch (cause) {
    if (!isZlibError(cause)) throw cause;
    throw new BadExport(
      `${at.file}: the compressed file is cut or damaged (${cause.message}), after line ${at.line}; export it again`,
      { cause },
    );
  }
}

function isZlibError(error: unknown): error is Error & { code: string } {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('Z_');
}
