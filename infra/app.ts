import { join, resolve } from 'node:path';
import { App } from 'aws-cdk-lib';
import { Code } from 'aws-cdk-lib/aws-lambda';
import { codeVersion } from '../lambdas/local/world.ts';
import { bundleAll, deployedVersion } from './bundles.ts';
import { stacksOf } from './stacks.ts';
import { stageNamed } from './stage.ts';
import { stages } from './stages.ts';

const app = new App();
const stage = stageNamed(app.node.tryGetContext('stage'), stages);
const bundles = await bundleAll(resolve(import.meta.dirname, '../cdk.out/.bundles'));
const folders = new Map(bundles.map(({ name, folder }) => [name, folder]));
stacksOf(app, {
  stage,
  version: await deployedVersion(await codeVersion(), bundles),
  code: (name) => Code.fromAsset(folders.get(name) ?? join('no bundle of', name)),
});
