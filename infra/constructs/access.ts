import { Aws } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';

/** A permission with the reason for it; prefixes and patterns are as narrow as names known in advance allow. */
export interface Grant {
  readonly why: string;
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  readonly conditions?: Readonly<
    Record<string, Readonly<Record<string, string | readonly string[]>>>
  >;
}

export const arn = (service: string, resource: string) =>
  `arn:${Aws.PARTITION}:${service}:${Aws.REGION}:${Aws.ACCOUNT_ID}:${resource}`;

/** A bucket and its key, as something that permissions are given on by key pattern, never as a whole. */
export class Place {
  readonly bucket: string;
  private readonly key: IKey;

  constructor(bucket: string, key: IKey) {
    this.bucket = bucket;
    this.key = key;
  }

  reads(...keys: readonly string[]): Grant[] {
    return [this.objects('reads', keys, ['s3:GetObject']), this.crypt(['kms:Decrypt'])];
  }

  writes(...keys: readonly string[]): Grant[] {
    // Uploads in parts are put together again by decrypting them.
    const crypt = this.crypt(['kms:GenerateDataKey', 'kms:Decrypt']);
    return [this.objects('writes', keys, ['s3:PutObject', 's3:AbortMultipartUpload']), crypt];
  }

  removes(...keys: readonly string[]): Grant[] {
    return [this.objects('removes', keys, ['s3:DeleteObject'])];
  }

  /**
   * Names below prefixes. Also what makes S3 answer "not found" instead of "forbidden" for a key that is
   * not there, where no prefix is part of the request: hence `IfExists`.
   */
  lists(...prefixes: readonly string[]): Grant[] {
    return [
      {
        why: `lists ${prefixes.join(', ')}`,
        actions: ['s3:ListBucket'],
        resources: [this.arn()],
        conditions: {
          StringLikeIfExists: { 's3:prefix': prefixes.map((prefix) => `${prefix}*`) },
        },
      },
    ];
  }

  /** What Athena does with the caller's permissions where it puts results. */
  takesResults(prefix: string): Grant[] {
    const uploads = ['s3:ListMultipartUploadParts', 's3:AbortMultipartUpload'];
    const location = ['s3:GetBucketLocation', 's3:ListBucketMultipartUploads'];
    return [
      this.objects(
        'takes results of',
        [`${prefix}*`],
        ['s3:GetObject', 's3:PutObject', ...uploads],
      ),
      { why: 'Athena looks up where the bucket is', actions: location, resources: [this.arn()] },
      this.crypt(['kms:GenerateDataKey', 'kms:Decrypt']),
    ];
  }

  private objects(verb: string, keys: readonly string[], actions: readonly string[]): Grant {
    const resources = keys.map((key) => this.arn(`/${key}`));
    return { why: `${verb} ${keys.join(', ')}: names are made at run time`, actions, resources };
  }

  private crypt(actions: readonly string[]): Grant {
    return { why: 'objects are encrypted', actions, resources: [this.key.keyArn] };
  }

  private arn(key = ''): string {
    return `arn:${Aws.PARTITION}:s3:::${this.bucket}${key}`;
  }
}
