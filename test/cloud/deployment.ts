import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { functionOf } from '../../infra/names.ts';
import { told } from './aws.ts';

const run = promisify(execFile);
const repository = resolve(import.meta.dirname, '../..');

export const [account, region, prefix] = [
  '000000000000',
  'eu-central-1',
  'cs-pulse-check',
] as const;

export const bucketOf = (name: string) => `${prefix}-${name}-${account}-${region}`;

export const functionNamed = (name: string) => functionOf('check', name);

/** Where SES tells of bounces and complaints. */
export const topicArn = `arn:aws:sns:${region}:${account}:${prefix}-outcomes`;

/** Sets the clock by which the functions and the scheduler live. */
export function setClock(instant: string): void {
  writeFileSync(told('CLOCK_FILE'), String(Date.parse(instant) - Date.now()));
}

/**
 * Bootstraps the account and deploys every stack, as infra/README.md tells an operator to.
 * @returns Outputs of all stacks by their names.
 */
export async function deploy(folder: string): Promise<Readonly<Record<string, string>>> {
  const outputs = join(folder, 'outputs.json');
  const app = ['--app', 'npx tsx test/cloud/app.ts', '--output', join(folder, 'cdk.out')];
  const context = ['-c', `bundles=${join(folder, 'bundles')}`];
  // Where no app is: this needs none.
  await cdk(['bootstrap', `aws://${account}/${region}`], [], folder);
  await cdk(
    ['deploy', '--all', '--require-approval', 'never', '--outputs-file', outputs],
    [...app, ...context],
  );
  const stacks: Record<string, Record<string, string>> = JSON.parse(
    await readFile(outputs, 'utf8'),
  );
  return Object.assign({}, ...Object.values(stacks));
}

async function cdk(
  command: readonly string[],
  more: readonly string[],
  cwd = repository,
): Promise<void> {
  const program = join(repository, 'node_modules/.bin/cdk');
  try {
    await run(program, [...command, ...more], { cwd, maxBuffer: 1e8, timeout: 400_000 });
  } catch (error) {
    const { stdout, stderr } = error as { stdout: string; stderr: string };
    throw new Error(`cdk ${command[0]} failed:\n${`${stdout}\n${stderr}`.slice(-4000)}`);
  }
}
