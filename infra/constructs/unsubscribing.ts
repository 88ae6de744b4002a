import { CfnOutput, Duration } from 'aws-cdk-lib';
import { Key, KeySpec, KeyUsage } from 'aws-cdk-lib/aws-kms';
import { type FunctionUrl, FunctionUrlAuthType } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { prefixOf } from '../names.ts';
import type { Grant } from './access.ts';
import { removalOf } from './data_bucket.ts';
import { Handler, type HandlerProps } from './handler.ts';

/** The link in every message: the key that signs it, and the function behind its address. */
export class Unsubscribing extends Construct {
  readonly handler: Handler;
  /** What whoever writes links must be told and allowed. */
  readonly environment: Readonly<Record<string, string>>;
  readonly signs: readonly Grant[];

  constructor(scope: Construct, id: string, props: HandlerProps) {
    super(scope, id);
    const { stage } = props;
    const key = new Key(this, 'Key', {
      alias: `${prefixOf(stage.name)}-unsubscribe`,
      description: `CS Pulse ${stage.name}: without it no link in a message that was sent can unsubscribe anybody.`,
      keySpec: KeySpec.HMAC_256,
      keyUsage: KeyUsage.GENERATE_VERIFY_MAC,
      removalPolicy: removalOf(stage),
      pendingWindow: Duration.days(30),
    });
    this.signs = grant('signs links', 'kms:GenerateMac', key);
    this.handler = new Handler(this, 'unsubscribe', {
      ...props,
      environment: { ...props.environment, UNSUBSCRIBE_KEY: key.keyId },
      may: [...props.may, ...grant('checks that a link is ours', 'kms:VerifyMac', key)],
      // Anybody may call the address: whoever floods it takes no other function's place.
      concurrency: stage.unsubscribe_concurrency ?? undefined,
    });
    const { url } = this.open();
    new CfnOutput(this, 'Url', { value: url });
    this.environment = {
      UNSUBSCRIBE_URL: url,
      UNSUBSCRIBE_KEY: key.keyId,
      UNSUBSCRIBE_MAILTO: stage.unsubscribe_mailto,
    };
  }

  /** Mail providers post to it with no credentials; what it may change is what the signed link names. */
  private open(): FunctionUrl {
    return this.handler.lambda.addFunctionUrl({ authType: FunctionUrlAuthType.NONE });
  }
}

function grant(why: string, action: string, key: Key): Grant[] {
  return [{ why, actions: [action], resources: [key.keyArn] }];
}
