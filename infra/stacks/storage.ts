import { CfnOutput, Duration, Stack, type StackProps } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { type IKey, Key } from 'aws-cdk-lib/aws-kms';
import { type LifecycleRule, StorageClass } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { arn } from '../constructs/access.ts';
import { decryptsPages, readsPages } from '../constructs/archive_access.ts';
import {
  accessLogBucket,
  DataBucket,
  expires,
  forgets,
  removalOf,
} from '../constructs/data_bucket.ts';
import { SigningSecret, SourceSecrets } from '../constructs/source_secrets.ts';
import { bucketOf, outcomesOf, prefixOf } from '../names.ts';
import type { Stage } from '../stage.ts';

interface StorageProps extends StackProps {
  readonly stage: Stage;
}

/** Everything that is kept. In production buckets and keys stay even when the stack is deleted. */
export class Storage extends Stack {
  readonly lakeKey: IKey;
  readonly archiveKey: IKey;

  constructor(scope: Construct, id: string, { stage, ...props }: StorageProps) {
    super(scope, id, props);
    this.lakeKey = this.key(
      stage,
      'lake',
      "the customers' data: exports and the tables made of them",
    );
    this.archiveKey = this.key(stage, 'archive', 'reports, receipts, settings and bounces');
    this.archiveKey.addToResourcePolicy(bouncesMayBeEncrypted(stage));

    const accessLogs = accessLogBucket(this, stage);
    const lake = { name: 'lake', key: this.lakeKey, rules: lakeRules(stage) };
    const archive = { name: 'archive', key: this.archiveKey, rules: [forgets('', 90)] };
    // Old settings are what explains an old report, and they weigh nothing: every version stays.
    const settings = { name: 'settings', key: this.archiveKey, rules: [] };
    new DataBucket(this, 'Lake', { stage, accessLogs, ...lake });
    const { bucket } = new DataBucket(this, 'Archive', { stage, accessLogs, ...archive });
    if (stage.archive) {
      bucket.addToResourcePolicy(readsPages(bucket.bucketArn));
      this.archiveKey.addToResourcePolicy(decryptsPages());
      new SigningSecret(this, 'ArchiveSecret', { stage, key: this.archiveKey });
    }
    new DataBucket(this, 'Settings', { stage, accessLogs, ...settings });

    new SourceSecrets(this, 'Secrets', { stage, key: this.lakeKey });

    for (const name of ['lake', 'archive', 'settings']) {
      new CfnOutput(this, `${name}Bucket`, { value: bucketOf(stage.name, name) });
    }
  }

  private key(stage: Stage, name: string, what: string): Key {
    return new Key(this, `${name}Key`, {
      alias: `${prefixOf(stage.name)}-${name}`,
      description: `CS Pulse ${stage.name}: without it nobody reads ${what}.`,
      enableKeyRotation: true,
      removalPolicy: removalOf(stage),
      pendingWindow: Duration.days(30),
    });
  }
}

function lakeRules(stage: Stage): LifecycleRule[] {
  return [
    expires('results/', stage.results_days),
    expires('scratch/', stage.scratch_days),
    // Read by every staging and then seldom: this class watches which, and charges nothing for reading.
    seldomRead('raw/'),
    seldomRead('landed/'),
    // Snapshots stay for as long as a report may be asked for as it was first; next to nobody reads the old ones.
    seldomRead('staged/'),
    ...['exports/', 'raw/', 'landed/', 'rejected/', 'staged/'].map((prefix) => forgets(prefix, 30)),
    // Made of raw pages, and written anew as a whole by every export.
    forgets('records/', 3),
    // Remembered so that it need not be measured again.
    forgets('measured/', 3),
  ];
}

function seldomRead(prefix: string): LifecycleRule {
  const storageClass = StorageClass.INTELLIGENT_TIERING;
  return {
    id: `tier ${prefix}`,
    prefix,
    transitions: [{ storageClass, transitionAfter: Duration.days(30) }],
  };
}

/**
 * Bounces name readers, so their topic is encrypted with this key, and SES must be able to write there. The
 * topic is named because not every service says to KMS for which account it asks.
 */
function bouncesMayBeEncrypted({ name }: Stage): PolicyStatement {
  const topic = arn('sns', outcomesOf(name));
  return new PolicyStatement({
    principals: [new ServicePrincipal('ses.amazonaws.com')],
    actions: ['kms:GenerateDataKey', 'kms:Decrypt'],
    resources: ['*'],
    conditions: { StringEquals: { 'kms:EncryptionContext:aws:sns:topicArn': topic } },
  });
}
