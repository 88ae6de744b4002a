import { setTimeout } from 'node:timers/promises';
import { PutObjectCommand, S3ServiceException } from '@aws-sdk/client-s3';
import { VendorDown } from '../../errors.ts';
import type { Records } from '../../ports.ts';
import { addressOf, at, type Bucket } from './bucket.ts';
import { isMissing, meaningOf, statusOf } from './failures.ts';
import { listFiles } from './listing.ts';
import { collected, getObject } from './reading.ts';

type Condition = { readonly IfNoneMatch: '*' } | { readonly IfMatch: string };

/** How often a write that met another one is tried again, after 10, 20, 40, … ms. */
const conflictsBorne = 5;

/**
 * The `Records` port on a bucket, by S3's conditional writes. Bodies must be unique per call: where an
 * answer is lost, the SDK asks again and is told that the record is there, and its body tells whose it is.
 */
export function bucketRecords(bucket: Bucket): Records {
  return {
    create: (key, body) => writeIf(bucket, key, body, { IfNoneMatch: '*' }),
    read: (key) => readRecord(bucket, key),
    replace: (key, body, version) => writeIf(bucket, key, body, { IfMatch: version }),
    list: async (prefix) => [...(await listFiles(bucket, prefix)).keys()],
  };
}

async function writeIf(
  bucket: Bucket,
  key: string,
  body: string,
  condition: Condition,
): Promise<boolean> {
  const request = new PutObjectCommand({
    ...at(bucket, key),
    Body: Buffer.from(body),
    ...condition,
  });
  for (let conflicts = 0; conflicts < conflictsBorne; conflicts += 1) {
    try {
      await bucket.client.send(request);
      return true;
    } catch (error) {
      if (isRefusal(error)) return wasSentTwice(error) && (await holds(bucket, key, body));
      if (statusOf(error) !== 409) throw meaningOf(error, `write ${addressOf(bucket, key)}`);
    }
    await setTimeout(10 * 2 ** conflicts);
  }
  throw new VendorDown(
    `S3 did not write ${addressOf(bucket, key)}: other writes of it did not end; try again`,
  );
}

/** The condition does not hold; 404 is how S3 says so of a record that is gone. */
function isRefusal(error: unknown): error is S3ServiceException {
  if (!(error instanceof S3ServiceException)) return false;
  return statusOf(error) === 412 || isMissing(error);
}

/** Only then can the record be our own; without this, who crashed after a claim would win it again. */
function wasSentTwice({ $metadata }: S3ServiceException): boolean {
  return ($metadata.attempts ?? 1) > 1;
}

async function holds(bucket: Bucket, key: string, body: string): Promise<boolean> {
  return (await readRecord(bucket, key))?.body === body;
}

async function readRecord(bucket: Bucket, key: string): ReturnType<Records['read']> {
  try {
    const { body, etag } = await getObject(bucket, { key, etag: undefined });
    return { body: (await collected(body)).toString('utf8'), version: etag };
  } catch (error) {
    if (isMissing(error)) return null;
    throw meaningOf(error, `read ${addressOf(bucket, key)}`);
  }
}
