import { PassThrough, Readable } from 'node:stream';
import {
  GetObjectCommand,
  type GetObjectCommandOutput,
  HeadObjectCommand,
} from '@aws-sdk/client-s3';
import { BadExport, OurBug } from '../../errors.ts';
import type { Parts } from '../../ports.ts';
import { addressOf, at, type Bucket } from './bucket.ts';
import { brokenOff, isMissing, meaningOf, statusOf } from './failures.ts';

/** An object, and the version that it must have; undefined where any will do. */
export interface Version {
  readonly key: string;
  readonly etag: string | undefined;
}

/** Bytes of an object, or of a part of it; the whole is checked against the checksum that S3 keeps. */
export async function openObject(
  bucket: Bucket,
  version: Version,
  range?: string,
): Promise<Readable> {
  const { body } = await unchanged(bucket, version, () => getObject(bucket, version, range));
  return body;
}

/** The same with the version that was found; its errors are those of S3. */
export async function getObject(bucket: Bucket, { key, etag }: Version, range?: string) {
  const request = new GetObjectCommand({ ...at(bucket, key), IfMatch: etag, Range: range });
  const { Body, ETag = '' } = await bucket.client.send(request);
  const body = readable(Body);
  const told = new PassThrough();
  // The SDK tries again until the answer begins; what breaks later says nothing of the object.
  body.on('error', (error) => told.destroy(brokenOff(error, `read ${addressOf(bucket, key)}`)));
  told.once('close', () => body.destroy());
  // Who reads on hears of it; who has not begun to must not bring the process down.
  told.on('error', () => {});
  return { body: body.pipe(told), etag: ETag };
}

export async function readObject(bucket: Bucket, version: Version): Promise<string> {
  return (await collected(await openObject(bucket, version))).toString('utf8');
}

/** An object read in parts, all of one version. */
export async function objectParts(bucket: Bucket, version: Version): Promise<Parts> {
  const { key } = version;
  const request = new HeadObjectCommand({ ...at(bucket, key), IfMatch: version.etag });
  const head = await unchanged(bucket, version, () => bucket.client.send(request));
  const [size, etag] = [head.ContentLength, head.ETag];
  if (size === undefined || etag === undefined)
    throw new OurBug(`S3 gave no size or no ETag of ${addressOf(bucket, key)}`);
  const slice = async (start: number, end: number) => {
    const last = Math.min(end, size) - 1;
    if (start > last) return new Uint8Array();
    return collected(await openObject(bucket, { key, etag }, `bytes=${start}-${last}`));
  };
  return { size, slice };
}

export async function collected(stream: Readable): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of stream) parts.push(part);
  return Buffer.concat(parts);
}

/** Asks for a version of an object. Throws BadExport where it is another one by now, or gone. */
async function unchanged<T>(
  bucket: Bucket,
  { key, etag }: Version,
  ask: () => Promise<T>,
): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    const isGone = etag !== undefined && isMissing(error);
    if (statusOf(error) === 412 || isGone) throw changed(bucket, key);
    throw meaningOf(error, `read ${addressOf(bucket, key)}`);
  }
}

function changed(bucket: Bucket, key: string): BadExport {
  return new BadExport(
    `${addressOf(bucket, key)} changed while it was read; upload it completely before a run starts, then start the run again`,
  );
}

function readable(body: GetObjectCommandOutput['Body']): Readable {
  if (body instanceof Readable) return body;
  throw new OurBug('S3 gave an object without a body that Node can read');
}
