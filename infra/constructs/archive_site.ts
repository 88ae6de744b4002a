import { CfnOutput, Duration } from 'aws-cdk-lib';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import {
  AllowedMethods,
  type BehaviorOptions,
  CachePolicy,
  Distribution,
  HeadersFrameOption,
  HeadersReferrerPolicy,
  HttpVersion,
  KeyGroup,
  OriginRequestPolicy,
  PublicKey,
  ResponseHeadersPolicy,
  SecurityPolicyProtocol,
  ViewerProtocolPolicy,
} from 'aws-cdk-lib/aws-cloudfront';
import { FunctionUrlOrigin, S3BucketOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import { FunctionUrlAuthType } from 'aws-cdk-lib/aws-lambda';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { bucketOf, prefixOf, secretsOf } from '../names.ts';
import type { Stage } from '../stage.ts';
import { ArchiveLogin } from './archive_login.ts';
import { accept } from './grants.ts';
import { Handler, type HandlerProps } from './handler.ts';

/**
 * The archive behind CloudFront. CloudFront hands out a page only to whoever brings a pass for its tree, and the
 * one function that can sign passes gives each reader that of their own scope.
 */
export class ArchiveSite extends Construct {
  readonly handler: Handler;

  constructor(
    scope: Construct,
    id: string,
    props: HandlerProps,
    settings: NonNullable<Stage['archive']>,
  ) {
    super(scope, id);
    const { stage } = props;
    const { domain, public_key: encodedKey } = settings;
    const login = new ArchiveLogin(this, 'Login', stage, domain);
    const key = new PublicKey(this, 'Key', { encodedKey });
    this.handler = new Handler(this, 'sign_in', {
      ...props,
      environment: {
        ...props.environment,
        ARCHIVE_DOMAIN: domain,
        LOGIN_URL: login.url,
        LOGIN_ISSUER: login.issuer,
        LOGIN_CLIENT: login.client.userPoolClientId,
        SIGNING_KEY_ID: key.publicKeyId,
        SIGNING_SECRET: `${secretsOf(stage.name)}archive`,
      },
      // Anybody may ask to sign in: whoever floods it takes no other function's place.
      concurrency: stage.unsubscribe_concurrency ?? undefined,
    });
    const distribution = this.distribution(
      stage,
      settings,
      new KeyGroup(this, 'Keys', { items: [key] }),
    );
    new CfnOutput(this, 'Cname', { value: distribution.distributionDomainName });
  }

  private distribution(stage: Stage, settings: NonNullable<Stage['archive']>, keys: KeyGroup) {
    const { domain, certificate } = settings;
    const shared = {
      viewerProtocolPolicy: ViewerProtocolPolicy.HTTPS_ONLY,
      // So that every page that is read is in the access log of the bucket, and none lies elsewhere.
      cachePolicy: CachePolicy.CACHING_DISABLED,
      allowedMethods: AllowedMethods.ALLOW_GET_HEAD,
      responseHeadersPolicy: this.headers(stage),
    };
    const distribution = new Distribution(this, 'Pages', {
      comment: `CS Pulse ${stage.name}: without it nobody can browse past reports; mails go on.`,
      domainNames: [domain],
      certificate: Certificate.fromCertificateArn(this, 'Certificate', certificate),
      minimumProtocolVersion: SecurityPolicyProtocol.TLS_V1_2_2021,
      httpVersion: HttpVersion.HTTP2_AND_3,
      defaultBehavior: { ...shared, origin: this.pages(stage), trustedKeyGroups: [keys] },
      additionalBehaviors: { '/sign-in*': { ...shared, ...this.signIn() } },
      // Also what is not there: nobody is told which trees exist.
      errorResponses: [
        {
          httpStatus: 403,
          responseHttpStatus: 403,
          responsePagePath: '/sign-in/needed',
          ttl: Duration.seconds(0),
        },
      ],
    });
    accept(
      distribution,
      'Annotation::@aws-cdk/aws-cloudfront-origins:updateImportedBucketPolicyOac',
      'The storage stack, which has the bucket, lets CloudFront read its pages.',
    );
    accept(distribution, 'AwsSolutions-CFR1', 'Readers sign in, from wherever they are.');
    accept(
      distribution,
      'AwsSolutions-CFR2',
      'Without a pass only the sign-in answers, whose concurrency is limited.',
    );
    accept(
      distribution,
      'AwsSolutions-CFR3',
      'Nothing is cached, so every read is in the access log of the bucket.',
    );
    return distribution;
  }

  private pages(stage: Stage) {
    const bucket = Bucket.fromBucketName(this, 'Bucket', bucketOf(stage.name, 'archive'));
    return S3BucketOrigin.withOriginAccessControl(bucket);
  }

  private signIn(): Pick<BehaviorOptions, 'origin' | 'originRequestPolicy'> {
    const url = this.handler.lambda.addFunctionUrl({ authType: FunctionUrlAuthType.AWS_IAM });
    return {
      origin: FunctionUrlOrigin.withOriginAccessControl(url),
      originRequestPolicy: OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
    };
  }

  private headers(stage: Stage) {
    return new ResponseHeadersPolicy(this, 'Headers', {
      responseHeadersPolicyName: `${prefixOf(stage.name)}-archive`,
      securityHeadersBehavior: {
        contentTypeOptions: { override: true },
        frameOptions: { frameOption: HeadersFrameOption.DENY, override: true },
        referrerPolicy: { referrerPolicy: HeadersReferrerPolicy.NO_REFERRER, override: true },
        strictTransportSecurity: {
          accessControlMaxAge: Duration.days(365),
          includeSubdomains: true,
          override: true,
        },
      },
      customHeadersBehavior: {
        customHeaders: [{ header: 'cache-control', value: 'private, no-store', override: true }],
      },
    });
  }
}
