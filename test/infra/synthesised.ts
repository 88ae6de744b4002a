import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { App } from 'aws-cdk-lib';
import { Code } from 'aws-cdk-lib/aws-lambda';
import { AwsSolutionsChecks } from 'cdk-nag';
import { stacksOf } from '../../infra/stacks.ts';
import { type StageInput, stageNamed } from '../../infra/stage.ts';

const root = resolve(import.meta.dirname, '../..');

// CDK's own rules for templates take seconds: `npm run synth` has them, cdk-nag's are checked here.
process.env.CDK_VALIDATION = 'false';

export interface Resource {
  readonly Type: string;
  // biome-ignore lint/suspicious/noExplicitAny: CloudFormation's own shapes, read by tests alone
  readonly Properties: Record<string, any>;
  readonly DeletionPolicy?: string;
}
export type Resources = Readonly<Record<string, Resource>>;

export const example: StageInput = {
  production: false,
  sender: 'CS Pulse <reports@example.com>',
  identity: 'example.com',
  owner: 'owner@example.com',
  allow_list: ['dana@example.com', '@example.org'],
  unsubscribe_mailto: 'unsubscribe@example.com',
  time_zone: 'Europe/Berlin',
  exports: { sources: ['hubspot', 'stripe'], at: '03:15' },
  archive: {
    domain: 'reports.example.com',
    certificate: 'arn:aws:acm:us-east-1:111122223333:certificate/12345678',
    public_key: generateKeyPairSync('rsa', {
      modulusLength: 2048,
      publicKeyEncoding: { type: 'spki', format: 'pem' },
      privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    }).publicKey,
  },
};

/** The stacks of a stage as CloudFormation gets them, with the flags of cdk.json; the code is a stub. */
export function synthesised(changes: Partial<StageInput> = {}) {
  const { context } = JSON.parse(readFileSync(resolve(root, 'cdk.json'), 'utf8'));
  const outdir = mkdtempSync(join(tmpdir(), 'synthesised-'));
  const app = new App({ context, outdir });
  const stage = stageNamed('demo', { demo: { ...example, ...changes } });
  const code = () => Code.fromAsset(resolve(root, 'infra/stacks'));
  stacksOf(app, { stage, version: '1.2.3', code });
  const assembly = app.synth();
  const resources = (name: string): Resources => assembly.getStackArtifact(name).template.Resources;
  const templates = {
    storage: resources('Storage'),
    warehouse: resources('Warehouse'),
    pipeline: resources('Pipeline'),
  };
  rmSync(outdir, { recursive: true });
  return {
    ...templates,
    protection: assembly.stacks.map(({ terminationProtection }) => terminationProtection),
    findings: () => new AwsSolutionsChecks().validateScope(app).violations,
  };
}

export function ofType(resources: Resources, type: string): Resource[] {
  return Object.values(resources).filter((resource) => resource.Type === type);
}

/** A value of a template as one line, without what every name holds: `s3:lake/landed/*`, `<LandFunction>`. */
export function flat(value: unknown): string {
  return unfolded(value)
    .replaceAll(/-<AWS::AccountId>-<AWS::Region>/g, '')
    .replaceAll(/arn:<AWS::Partition>:(\w+):(<AWS::Region>)?:(<AWS::AccountId>)?:/g, '$1:')
    .replaceAll(/cs-pulse-demo-(?=lake|archive|settings|access-logs)/g, '')
    .replaceAll(/<cs-pulse-demo-storage:ExportsOutputFnGetAtt([a-z]+)Key\w+>/g, 'kms:$1')
    .replaceAll(/[A-F\d]{8}(?=[.>])/g, '');
}

function unfolded(value: unknown): string {
  if (typeof value !== 'object' || value === null) return String(value);
  const [key, inside] = Object.entries(value)[0] ?? [];
  if (key === 'Ref' || key === 'Fn::ImportValue') return `<${inside}>`;
  if (key === 'Fn::GetAtt') return `<${inside[0]}>`;
  if (key === 'Fn::Join') return inside[1].map(unfolded).join(inside[0]);
  return JSON.stringify(value);
}

export interface Permission {
  readonly action: string;
  readonly resource: string;
  readonly condition: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** What each role may do, by the construct that it belongs to: `Deliver`, `Runs`, `SchedulesStarts`. */
export function permissions(resources: Resources): ReadonlyMap<string, readonly Permission[]> {
  return new Map(
    ofType(resources, 'AWS::IAM::Policy').map(({ Properties }) => [
      roleName(Properties.Roles[0]),
      Properties.PolicyDocument.Statement.flatMap(allowed),
    ]),
  );
}

const roleName = (role: unknown) => flat(role).replaceAll(/[<>]|(Role)?$|(Role)(?=>)/g, '');

function allowed(statement: Record<string, unknown>): Permission[] {
  if (statement.Effect !== 'Allow') return [];
  const condition = (statement.Condition ?? {}) as Permission['condition'];
  return [statement.Action].flat().flatMap((action) =>
    [statement.Resource].flat().map((resource) => ({
      action: String(action),
      resource: flat(resource),
      condition,
    })),
  );
}
