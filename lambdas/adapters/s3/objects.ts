import { BadExport, OurBug } from '../../errors.ts';
import type { Objects } from '../../ports.ts';
import { addressOf, type Bucket } from './bucket.ts';
import { isThere, listFiles } from './listing.ts';
import { objectParts, openObject, readObject } from './reading.ts';
import { removeObjects, writeObject, writeObjectStream } from './writing.ts';

/** The versions that files had when they were listed. */
type Pinned = ReadonlyMap<string, string>;

interface Opened extends Bucket {
  /** Only these files in these versions, as `versions` gave them, are seen and read; nothing is written. */
  readonly pinned?: Pinned | undefined;
}

/**
 * The `Objects` port on a bucket, or on the part of it below `prefix`. A version is an ETag: where a KMS key
 * encrypts the bucket, it is another one even when the same bytes are uploaded again.
 */
export function openBucket({ pinned, ...bucket }: Opened): Objects {
  return pinned ? pinnedFiles(bucket, pinned) : allFiles(bucket);
}

function allFiles(bucket: Bucket): Objects {
  const anyVersion = (key: string) => ({ key, etag: undefined });
  return {
    list: async (prefix) => [...(await listFiles(bucket, prefix)).keys()],
    versions: (prefix) => listFiles(bucket, prefix),
    exists: (key) => isThere(bucket, key),
    open: (key) => openObject(bucket, anyVersion(key)),
    readText: (key) => readObject(bucket, anyVersion(key)),
    parts: (key) => objectParts(bucket, anyVersion(key)),
    write: (key, body) => writeObject(bucket, key, body),
    writeStream: (key, body) => writeObjectStream(bucket, key, body),
    remove: (prefix) => removeObjects(bucket, prefix),
    locate: (key) => addressOf(bucket, key),
  };
}

function pinnedFiles(bucket: Bucket, pinned: Pinned): Objects {
  const below = (prefix: string) =>
    [...pinned].filter(([key]) => key.startsWith(prefix)).sort(([a], [b]) => (a < b ? -1 : 1));
  const versionOf = (key: string) => {
    const etag = pinned.get(key);
    if (etag !== undefined) return { key, etag };
    throw new BadExport(
      `${addressOf(bucket, key)} was not there when the run began; upload it completely before a run starts, then start the run again`,
    );
  };
  const readOnly = async (key: string) => {
    throw new OurBug(`${addressOf(bucket, key)} is pinned, and so only read`);
  };
  return {
    list: async (prefix) => below(prefix).map(([key]) => key),
    versions: async (prefix) => new Map(below(prefix)),
    exists: async (key) => pinned.has(key),
    open: async (key) => openObject(bucket, versionOf(key)),
    readText: async (key) => readObject(bucket, versionOf(key)),
    parts: async (key) => objectParts(bucket, versionOf(key)),
    write: readOnly,
    writeStream: readOnly,
    remove: readOnly,
    locate: (key) => addressOf(bucket, key),
  };
}
