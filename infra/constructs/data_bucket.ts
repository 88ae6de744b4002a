import { Aws, Duration, RemovalPolicy } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  CfnBucket,
  type LifecycleRule,
  ObjectOwnership,
} from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { bucketOf } from '../names.ts';
import type { Stage } from '../stage.ts';

interface DataBucketProps {
  readonly stage: Stage;
  /** `lake`, `archive` or `settings`. */
  readonly name: string;
  readonly key: IKey;
  readonly accessLogs: Bucket;
  readonly rules: readonly LifecycleRule[];
}

/** A bucket for customers' data: encrypted with our key, versioned, logged, reached by TLS and never in public. */
export class DataBucket extends Construct {
  readonly bucket: Bucket;

  constructor(
    scope: Construct,
    id: string,
    { stage, name, key, accessLogs, rules }: DataBucketProps,
  ) {
    super(scope, id);
    const bucket = new Bucket(this, 'Bucket', {
      ...guarded(stage),
      bucketName: bucketOf(stage.name, name),
      encryption: BucketEncryption.KMS,
      encryptionKey: key,
      // One request to KMS for many objects: without it KMS costs more than S3.
      bucketKeyEnabled: true,
      versioned: true,
      lifecycleRules: [...housekeeping, ...rules],
    });
    this.bucket = bucket;
    logAccess(bucket, accessLogs, `${name}/`);
  }
}

/** By hand: under this project's strict types CDK's own way takes none of CDK's own buckets. */
function logAccess(bucket: Bucket, accessLogs: Bucket, prefix: string): void {
  const { defaultChild } = bucket.node;
  if (!(defaultChild instanceof CfnBucket)) throw new Error('a bucket is made of a CfnBucket');
  defaultChild.loggingConfiguration = {
    destinationBucketName: accessLogs.bucketName,
    logFilePrefix: prefix,
  };
  accessLogs.addToResourcePolicy(
    new PolicyStatement({
      principals: [new ServicePrincipal('logging.s3.amazonaws.com')],
      actions: ['s3:PutObject'],
      resources: [accessLogs.arnForObjects(`${prefix}*`)],
      conditions: {
        StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID },
        ArnLike: { 'aws:SourceArn': bucket.bucketArn },
      },
    }),
  );
}

/** Who asked the other buckets for what. */
export function accessLogBucket(scope: Construct, stage: Stage): Bucket {
  return new Bucket(scope, 'AccessLogs', {
    ...guarded(stage),
    bucketName: bucketOf(stage.name, 'access-logs'),
    // The service that writes access logs takes no key of ours without a wider key policy.
    encryption: BucketEncryption.S3_MANAGED,
    lifecycleRules: [
      ...housekeeping.slice(0, 1),
      { id: 'expire', expiration: Duration.days(stage.log_retention_days) },
    ],
  });
}

function guarded(stage: Stage) {
  return {
    blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
    objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
    enforceSSL: true,
    minimumTLSVersion: 1.2,
    removalPolicy: removalOf(stage),
  };
}

/** A bucket that is not empty stays even where it may go: emptying it is a person's decision. */
export function removalOf({ production }: Stage): RemovalPolicy {
  return production ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY;
}

const housekeeping: readonly LifecycleRule[] = [
  { id: 'cut uploads', abortIncompleteMultipartUploadAfter: Duration.days(2) },
  { id: 'delete markers', expiredObjectDeleteMarker: true },
];

/** Objects below the prefix go for good after so many days. */
export function expires(prefix: string, days: number): LifecycleRule {
  return {
    id: `expire ${prefix}`,
    prefix,
    expiration: Duration.days(days),
    // In a versioned bucket an expired object only steps behind a delete marker.
    noncurrentVersionExpiration: Duration.days(1),
  };
}

/** What was overwritten or deleted below the prefix can be fetched back for so many days. */
export function forgets(prefix: string, days: number): LifecycleRule {
  return {
    id: `forget old ${prefix || 'versions'}`,
    ...(prefix && { prefix }),
    noncurrentVersionExpiration: Duration.days(days),
  };
}
