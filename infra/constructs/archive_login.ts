import { Aws } from 'aws-cdk-lib';
import {
  Mfa,
  OAuthScope,
  UserPool,
  type UserPoolClient,
  UserPoolClientIdentityProvider,
} from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import { prefixOf } from '../names.ts';
import type { Stage } from '../stage.ts';
import { removalOf } from './data_bucket.ts';
import { accept } from './grants.ts';

/** Who may sign in: people whom an administrator has added, with a second factor. */
export class ArchiveLogin extends Construct {
  readonly client: UserPoolClient;
  readonly url: string;
  readonly issuer: string;

  constructor(scope: Construct, id: string, stage: Stage, domain: string) {
    super(scope, id);
    const pool = new UserPool(this, 'People', {
      userPoolName: `${prefixOf(stage.name)}-archive`,
      selfSignUpEnabled: false,
      signInAliases: { email: true },
      mfa: Mfa.REQUIRED,
      mfaSecondFactor: { otp: true, sms: false },
      passwordPolicy: {
        minLength: 12,
        requireDigits: true,
        requireLowercase: true,
        requireUppercase: true,
        requireSymbols: true,
      },
      deletionProtection: stage.production,
      removalPolicy: removalOf(stage),
    });
    accept(
      pool,
      'AwsSolutions-COG3',
      'Risk scores are of the Plus plan; a second factor is required of everybody.',
    );
    accept(pool, 'AwsSolutions-COG8', 'Nothing that is used here is of the Plus plan.');
    const domainPrefix = `${prefixOf(stage.name)}-${Aws.ACCOUNT_ID}`;
    pool.addDomain('Pages', { cognitoDomain: { domainPrefix } });
    this.client = pool.addClient('Client', {
      // A code is worth nothing without the verifier, which never leaves the browser that asked for it.
      generateSecret: false,
      authFlows: {},
      preventUserExistenceErrors: true,
      supportedIdentityProviders: [UserPoolClientIdentityProvider.COGNITO],
      oAuth: {
        flows: { authorizationCodeGrant: true },
        scopes: [OAuthScope.OPENID, OAuthScope.EMAIL],
        callbackUrls: [`https://${domain}/sign-in/callback`],
      },
    });
    this.url = `https://${domainPrefix}.auth.${Aws.REGION}.amazoncognito.com`;
    this.issuer = `https://cognito-idp.${Aws.REGION}.amazonaws.com/${pool.userPoolId}`;
  }
}
