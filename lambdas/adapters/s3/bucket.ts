import type { S3Client } from '@aws-sdk/client-s3';

/** A bucket, or the part of it below a prefix. */
export interface Bucket {
  readonly client: S3Client;
  readonly bucket: string;
  /** What every key starts with and callers do not see; empty or ending in `/`. */
  readonly prefix?: string;
}

/** The key as S3 knows it. */
export function fullKey({ prefix = '' }: Bucket, key: string): string {
  return prefix + key;
}

/** What requests for the key name. */
export function at(bucket: Bucket, key: string): { readonly Bucket: string; readonly Key: string } {
  return { Bucket: bucket.bucket, Key: fullKey(bucket, key) };
}

export function addressOf(bucket: Bucket, key: string): string {
  return `s3://${bucket.bucket}/${fullKey(bucket, key)}`;
}
