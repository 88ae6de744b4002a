import { type App, Tags, Validations } from 'aws-cdk-lib';
import type { Code } from 'aws-cdk-lib/aws-lambda';
import { AwsSolutionsChecks } from 'cdk-nag';
import type { FunctionName } from './functions.ts';
import { prefixOf } from './names.ts';
import { Pipeline } from './stacks/pipeline.ts';
import { Storage } from './stacks/storage.ts';
import { Warehouse } from './stacks/warehouse.ts';
import type { Stage } from './stage.ts';

interface Deployed {
  readonly stage: Stage;
  readonly version: string;
  readonly code: (name: FunctionName) => Code;
}

/** The three stacks of a stage; their names hold its own, so that several stages live in one account. */
export function stacksOf(app: App, { stage, version, code }: Deployed) {
  const { account, region } = stage;
  const common = (name: string) => ({
    stage,
    stackName: `${prefixOf(stage.name)}-${name}`,
    env: { ...(account && { account }), ...(region && { region }) },
    terminationProtection: stage.production,
  });
  const storage = new Storage(app, 'Storage', common('storage'));
  const { lakeKey, archiveKey } = storage;
  const warehouse = new Warehouse(app, 'Warehouse', { ...common('warehouse'), lakeKey });
  const keys = { lakeKey, archiveKey };
  const pipeline = new Pipeline(app, 'Pipeline', { ...common('pipeline'), ...keys, version, code });
  Tags.of(app).add('application', 'cs-pulse');
  Tags.of(app).add('stage', stage.name);
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  return { storage, warehouse, pipeline };
}
