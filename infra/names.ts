import { Aws } from 'aws-cdk-lib';

/**
 * Names that are known before anything is deployed: an operator can type them, and the pipeline needs
 * nothing of the warehouse but these, so that it can be deployed where Glue and Athena do not exist.
 */
export const prefixOf = (stage: string) => `cs-pulse-${stage}`;
export const workgroupOf = prefixOf;
export const machineOf = prefixOf;
/** The machine of exports, beside the one of runs. */
export const exportMachineOf = (stage: string) => `${prefixOf(stage)}-exports`;
/** What the credentials of a source are kept under begins with it; the source's name follows. */
export const secretsOf = (stage: string) => `cs-pulse/${stage}/`;
export const databaseOf = (stage: string) => `cs_pulse_${stage}`;
/** The topic on which SES tells of bounces. */
export const outcomesOf = (stage: string) => `${prefixOf(stage)}-outcomes`;
export const functionOf = (stage: string, name: string) => `${prefixOf(stage)}-${name}`;

/** Bucket names are one namespace for all accounts, so they say whose they are. */
export const bucketOf = (stage: string, name: string) =>
  `${prefixOf(stage)}-${name}-${Aws.ACCOUNT_ID}-${Aws.REGION}`;
