import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { Code } from 'aws-cdk-lib/aws-lambda';
import { bundleAll } from '../../infra/bundles.ts';
import { stacksOf } from '../../infra/stacks.ts';
import { stageNamed } from '../../infra/stage.ts';
import { codeVersion } from '../../lambdas/local/world.ts';
import { stages } from './stages.ts';

/** The app of infra/ with the stage of these checks. */
const app = new App();
const out = app.node.tryGetContext('bundles');
const stage = stageNamed('check', stages);
const bundles = await bundleAll(out);
const folders = new Map(bundles.map(({ name, folder }) => [name, folder]));
stacksOf(app, {
  stage,
  version: await codeVersion(),
  code: (name) => Code.fromAsset(folders.get(name) ?? join('no bundle of', name)),
});
