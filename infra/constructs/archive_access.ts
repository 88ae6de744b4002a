import { Aws } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';

/** A distribution of this account and of no other. */
const ours = {
  principals: [new ServicePrincipal('cloudfront.amazonaws.com')],
  conditions: {
    StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID },
    ArnLike: {
      'aws:SourceArn': `arn:${Aws.PARTITION}:cloudfront::${Aws.ACCOUNT_ID}:distribution/*`,
    },
  },
};

/** CloudFront may read the pages of the archive, and neither runs nor receipts. */
export const readsPages = (bucketArn: string) =>
  new PolicyStatement({ ...ours, actions: ['s3:GetObject'], resources: [`${bucketArn}/site/*`] });

/** And decrypt them. */
export const decryptsPages = () =>
  new PolicyStatement({ ...ours, actions: ['kms:Decrypt'], resources: ['*'] });
