import { ListObjectsV2Command, paginateListObjectsV2 } from '@aws-sdk/client-s3';
import { OurBug } from '../../errors.ts';
import { addressOf, type Bucket, fullKey } from './bucket.ts';
import { asking } from './failures.ts';

/** Every key below the prefix with its ETag and its size in bytes, whatever it is. */
export async function listAll(
  bucket: Bucket,
  prefix: string,
): Promise<readonly (readonly [key: string, etag: string, size: number])[]> {
  const found: (readonly [string, string, number])[] = [];
  const request = { Bucket: bucket.bucket, Prefix: fullKey(bucket, prefix) };
  await asking(`list ${addressOf(bucket, prefix)}`, async () => {
    for await (const page of paginateListObjectsV2({ client: bucket.client }, request))
      for (const { Key, ETag, Size = 0 } of page.Contents ?? [])
        found.push([...named(bucket, Key, ETag), Size]);
  });
  return found;
}

/** Keys of files with their sizes in bytes. */
export async function fileSizes(
  bucket: Bucket,
  prefix: string,
): Promise<ReadonlyMap<string, number>> {
  const files = (await listAll(bucket, prefix)).filter(([key]) => isFile(key));
  return new Map(files.map(([key, , size]) => [key, size]));
}

/** Keys of files with their ETags, sorted by code unit; S3 sorts by UTF-8, which differs for emoji. */
export async function listFiles(
  bucket: Bucket,
  prefix: string,
): Promise<ReadonlyMap<string, string>> {
  const files = (await listAll(bucket, prefix)).filter(([key]) => isFile(key));
  return new Map(
    files.map(([key, etag]) => [key, etag] as const).sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}

/** A listing and not a HEAD, which S3 denies for a missing key to who may list only some prefixes. */
export async function isThere(bucket: Bucket, key: string): Promise<boolean> {
  const request = { Bucket: bucket.bucket, Prefix: fullKey(bucket, key), MaxKeys: 1 };
  const { Contents } = await asking(`look for ${addressOf(bucket, key)}`, () =>
    bucket.client.send(new ListObjectsV2Command(request)),
  );
  return Contents?.[0]?.Key === fullKey(bucket, key);
}

/** The console marks folders with keys that end in `/`, and tools leave hidden files behind. */
function isFile(key: string): boolean {
  return !key.endsWith('/') && !key.slice(key.lastIndexOf('/') + 1).startsWith('.');
}

function named(bucket: Bucket, key: string | undefined, etag: string | undefined) {
  if (key === undefined || etag === undefined)
    throw new OurBug(`S3 listed an object of ${bucket.bucket} without its key or ETag`);
  return [key.slice(fullKey(bucket, '').length), etag] as const;
}
