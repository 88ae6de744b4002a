import type { IKey } from 'aws-cdk-lib/aws-kms';
import { CfnSecret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { secretsOf } from '../names.ts';
import type { Stage } from '../stage.ts';
import { removalOf } from './data_bucket.ts';
import { accept } from './grants.ts';

interface SourceSecretsProps {
  readonly stage: Stage;
  /** That of the data which the credentials open. */
  readonly key: IKey;
}

/**
 * A place for the credentials of each source, empty: a person puts them there, so that they are in no
 * template, no repository and no log of a deployment.
 */
export class SourceSecrets extends Construct {
  constructor(scope: Construct, id: string, { stage, key }: SourceSecretsProps) {
    super(scope, id);
    for (const source of stage.exports.sources) {
      const secret = new CfnSecret(this, source, {
        name: `${secretsOf(stage.name)}${source}`,
        description: `What CS Pulse ${stage.name} reads ${source} with. Without it nothing new of ${source} is in reports.`,
        kmsKeyId: key.keyArn,
      });
      secret.applyRemovalPolicy(removalOf(stage));
      accept(
        secret,
        'AwsSolutions-SMG4',
        `A token of ${source} is made by a person there, and no function of ours may make one. The next call reads whatever is put here.`,
      );
    }
  }
}
