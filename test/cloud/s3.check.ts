import { randomUUID } from 'node:crypto';
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { s3Contract } from '../adapters/s3_contract.ts';

/** The same promises on an emulator; AWS_ENDPOINT_URL says where it listens. */
s3Contract(async () => {
  if (process.env.AWS_ENDPOINT_URL === undefined)
    throw new Error('start MiniStack and set AWS_ENDPOINT_URL, as .ci/ does');
  const client = () =>
    new S3Client({
      ...{ region: 'eu-central-1', forcePathStyle: true },
      credentials: { accessKeyId: '000000000001', secretAccessKey: 'test' },
    });
  const bucket = `s3-check-${randomUUID()}`;
  await client().send(new CreateBucketCommand({ Bucket: bucket }));
  return { client, bucket, many: 1005, close: async () => {} };
});
