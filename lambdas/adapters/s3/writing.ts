import { Readable } from 'node:stream';
import { DeleteObjectsCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import { BadSettings, OurBug, VendorDown } from '../../errors.ts';
import { addressOf, at, type Bucket, fullKey } from './bucket.ts';
import { asking, meaningOf } from './failures.ts';
import { isThere, listAll } from './listing.ts';

/** One part of an upload. Two are in memory at a time, and S3 allows 10 000: 80 GB. */
const partSize = 8 * 1024 * 1024;

/** As many as S3 deletes in one request. */
const batchSize = 1000;

/** Writes an object; the SDK sends a CRC-32 of the body, which S3 checks and keeps. */
export async function writeObject(
  bucket: Bucket,
  key: string,
  body: string | Uint8Array,
): Promise<void> {
  const request = new PutObjectCommand({ ...at(bucket, key), Body: bytes(body) });
  await asking(`write ${addressOf(bucket, key)}`, () => bucket.client.send(request));
}

/**
 * Writes a stream in parts, one after the other; the object appears once the last one is there. If the
 * stream or S3 fails, the parts are deleted and what was under the key stays.
 */
export async function writeObjectStream(
  bucket: Bucket,
  key: string,
  body: AsyncIterable<string | Uint8Array>,
): Promise<void> {
  const failures: unknown[] = [];
  const source = Readable.from(bytesOf(body, failures), { objectMode: false });
  const params = { ...at(bucket, key), Body: source };
  try {
    await new Upload({ client: bucket.client, params, partSize, queueSize: 1 }).done();
  } catch (error) {
    source.destroy();
    // What is wrong with the stream is its own affair, not one of S3.
    throw failures.length > 0 ? failures[0] : meaningOf(error, `write ${addressOf(bucket, key)}`);
  }
}

/** The SDK takes an empty text for a stream. */
function bytes(text: string | Uint8Array): Uint8Array {
  return typeof text === 'string' ? Buffer.from(text) : text;
}

/** Keeps what the stream itself fails with apart from what stops its reader. */
async function* bytesOf(body: AsyncIterable<string | Uint8Array>, failures: unknown[]) {
  const chunks = body[Symbol.asyncIterator]();
  try {
    for (;;) {
      const next = await chunks.next().catch((error: unknown) => {
        failures.push(error);
        throw error;
      });
      if (next.done) return;
      yield bytes(next.value);
    }
  } finally {
    await chunks.return?.();
  }
}

/** Deletes the object of that key and all below it as a folder; `a/b` leaves `a/b.2` alone. */
export async function removeObjects(bucket: Bucket, key: string): Promise<void> {
  if (key === '' || key === '/')
    throw new OurBug(`all of ${addressOf(bucket, '')} would be removed`);
  const folder = key.endsWith('/') ? key : `${key}/`;
  const below = (await listAll(bucket, folder)).map(([name]) => name);
  const keys = folder !== key && (await isThere(bucket, key)) ? [key, ...below] : below;
  for (let from = 0; from < keys.length; from += batchSize)
    await removeBatch(bucket, keys.slice(from, from + batchSize));
}

async function removeBatch(bucket: Bucket, keys: readonly string[]): Promise<void> {
  const objects = keys.map((key) => ({ Key: fullKey(bucket, key) }));
  const doing = `remove ${addressOf(bucket, keys[0] ?? '')}`;
  const request = { Bucket: bucket.bucket, Delete: { Objects: objects, Quiet: true } };
  const { Errors = [] } = await asking(doing, () =>
    bucket.client.send(new DeleteObjectsCommand(request)),
  );
  const [first] = Errors;
  if (!first) return;
  const text = `S3 did not remove ${Errors.length} of ${keys.length} objects, the first of them ${first.Key} (${first.Code})`;
  if (first.Code === 'AccessDenied')
    throw new BadSettings(`${text}: check what the role of the function may delete`);
  throw new VendorDown(`${text}; try again`);
}
