import { S3Client } from '@aws-sdk/client-s3';

/**
 * The S3 client of every function: region, credentials and endpoint come from the environment.
 * Without these limits a connection that dies silently would use up the whole time of a function.
 */
export function s3Client(): S3Client {
  return new S3Client({
    // An emulator answers under one host name for all buckets.
    forcePathStyle: process.env.AWS_ENDPOINT_URL !== undefined,
    maxAttempts: 5,
    requestHandler: { connectionTimeout: 3000, socketTimeout: 60_000 },
  });
}
