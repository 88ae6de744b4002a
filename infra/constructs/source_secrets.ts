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

/** A place for the private half of the key that signs passes to the archive: a person puts it there. */
export class SigningSecret extends Construct {
  constructor(scope: Construct, id: string, { stage, key }: SourceSecretsProps) {
    super(scope, id);
    const secret = new CfnSecret(this, 'Secret', {
      name: `${secretsOf(stage.name)}archive`,
      description: `What CS Pulse ${stage.name} signs passes to the archive with. Without it nobody can sign in.`,
      kmsKeyId: key.keyArn,
    });
    secret.applyRemovalPolicy(removalOf(stage));
    accept(
      secret,
      'AwsSolutions-SMG4',
      'Its public half is a setting of the stage: a new pair is made by a person and deployed.',
    );
  }
}
