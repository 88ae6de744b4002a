import { describe, expect, it } from 'vitest';
import { flat, ofType, permissions, type Resources, synthesised } from './synthesised.ts';

const made = synthesised();
const off = synthesised({ archive: null });

const statements = (resources: Resources, type: string, document: string) =>
  ofType(resources, type).flatMap(({ Properties }) => Properties[document].Statement);
const cloudFronts = (resources: Resources, type: string, document: string) =>
  statements(resources, type, document).filter(
    ({ Principal }) => Principal?.Service === 'cloudfront.amazonaws.com',
  );

describe('the archive behind CloudFront', () => {
  const [distribution] = ofType(made.pipeline, 'AWS::CloudFront::Distribution');
  const config = distribution?.Properties.DistributionConfig;

  it('is not there unless the stage asks for it', () => {
    const types = [...Object.values(off.pipeline), ...Object.values(off.storage)].map(
      ({ Type }) => Type,
    );
    expect(types.filter((type) => /CloudFront|Cognito/.test(type))).toEqual([]);
    expect(JSON.stringify([off.pipeline, off.storage])).not.toMatch(
      /cloudfront|sign_in|demo\/archive"/i,
    );
  });

  it('hands out a page only to whoever brings a signed pass; the sign-in alone needs none', () => {
    expect(config.DefaultCacheBehavior.TrustedKeyGroups).toHaveLength(1);
    const open = config.CacheBehaviors.filter(
      ({ TrustedKeyGroups }: { TrustedKeyGroups?: unknown }) => TrustedKeyGroups === undefined,
    );
    expect(open.map(({ PathPattern }: { PathPattern: string }) => PathPattern)).toEqual([
      '/sign-in*',
    ]);
    expect(
      ofType(made.pipeline, 'AWS::Lambda::Url').map(({ Properties }) => Properties.AuthType),
    ).toContain('AWS_IAM');
  });

  it('reads the pages of the archive and nothing else of its bucket', () => {
    const reads = cloudFronts(made.storage, 'AWS::S3::BucketPolicy', 'PolicyDocument');
    expect(reads.map(({ Action, Resource }) => `${Action} ${flat(Resource)}`)).toEqual([
      's3:GetObject <ArchiveBucket>/site/*',
    ]);
    const decrypts = cloudFronts(made.storage, 'AWS::KMS::Key', 'KeyPolicy');
    expect(decrypts.map(({ Action }) => Action)).toEqual(['kms:Decrypt']);
    for (const { Condition } of [...reads, ...decrypts]) {
      expect(flat(Condition.StringEquals['aws:SourceAccount'])).toBe('<AWS::AccountId>');
    }
  });

  it('lets only people in who were added, with a second factor, by a code that is bound to their browser', () => {
    const [pool] = ofType(made.pipeline, 'AWS::Cognito::UserPool');
    expect(pool?.Properties.AdminCreateUserConfig.AllowAdminCreateUserOnly).toBe(true);
    expect(pool?.Properties.MfaConfiguration).toBe('ON');
    const [client] = ofType(made.pipeline, 'AWS::Cognito::UserPoolClient');
    expect(client?.Properties.AllowedOAuthFlows).toEqual(['code']);
    expect(client?.Properties.CallbackURLs).toEqual([
      'https://reports.example.com/sign-in/callback',
    ]);
  });

  it('has a sign-in that can read the settings and its key, and no report', () => {
    const may = permissions(made.pipeline).get('ArchiveSiteSignin') ?? [];
    expect(may.map(({ action }) => action).sort()).toEqual([
      'kms:Decrypt',
      'logs:CreateLogStream',
      'logs:PutLogEvents',
      's3:GetObject',
      'secretsmanager:GetSecretValue',
    ]);
    expect(may.filter(({ resource }) => resource.startsWith('s3:archive'))).toEqual([]);
  });
});
