import { s3Client } from '../adapters/s3/client.ts';
import { fileSizes } from '../adapters/s3/listing.ts';
import { openBucket } from '../adapters/s3/objects.ts';
import { bucketRecords } from '../adapters/s3/records.ts';
import type { Objects, Records } from '../ports.ts';
import { variable } from './environment.ts';

const client = s3Client();

const bucket = (name: string): Objects => openBucket({ client, bucket: variable(name) });
const records = (name: string): Records => bucketRecords({ client, bucket: variable(name) });

/** Drop, landed and staged rows. */
export const lake = () => bucket('LAKE_BUCKET');
/** Bytes of every file of the lake below a prefix. */
export const lakeSizes = (prefix: string) =>
  fileSizes({ client, bucket: variable('LAKE_BUCKET') }, prefix);
export const lakeRecords = () => records('LAKE_BUCKET');
/** Runs, receipts, and who must not be written to. */
export const archive = () => bucket('ARCHIVE_BUCKET');
export const archiveRecords = () => records('ARCHIVE_BUCKET');
/** What its editors change without a deployment. */
export function settingsBucket(pinned?: ReadonlyMap<string, string>): Objects {
  return openBucket({ client, bucket: variable('SETTINGS_BUCKET'), pinned });
}

/** The export of a name; given their versions, exactly these files as they were. */
export function drop(source: string, versions?: ReadonlyMap<string, string>): Objects {
  const prefix = `exports/${source}/`;
  return openBucket({ client, bucket: variable('LAKE_BUCKET'), prefix, pinned: versions });
}
