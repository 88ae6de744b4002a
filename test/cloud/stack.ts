import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { S3Client } from '@aws-sdk/client-s3';
import { z } from 'zod';
import { openBucket } from '../../lambdas/adapters/s3/objects.ts';
import { demoSettings } from '../../lambdas/local/cli/demo_company.ts';
import type { Settings } from '../../lambdas/settings/schema.ts';
import type { Facade } from '../athena_facade/facade.ts';
import { openAthenaFor } from './athena.ts';
import { type Bucket, bucketNamed, invoke, told } from './aws.ts';
import { type Export, smallCompany } from './company.ts';
import { bucketOf, deploy, functionNamed, setClock } from './deployment.ts';
import { openSmtpSink, type SmtpSink } from './smtp_sink.ts';
import { source } from './stages.ts';

/** The deployed stack of the demo company, and everything around it that a person would look at. */
export interface Stack {
  readonly company: Export;
  readonly lake: Bucket;
  readonly archive: Bucket;
  readonly athena: Facade;
  readonly mail: SmtpSink;
  /** Settings of the first run. */
  readonly settings: Settings;
  /** Outputs of the CloudFormation stacks. */
  readonly outputs: Readonly<Record<string, string>>;
  putSettings(settings: unknown): Promise<void>;
  /** Replaces the export by these files. */
  putExport(files: ReadonlyMap<string, Buffer>): Promise<void>;
  close(): Promise<void>;
}

const started = z.object({
  run: z.string(),
  execution: z.string(),
  execution_arn: z.string(),
  joined: z.boolean(),
});
export type Started = z.infer<typeof started>;

/** Asks the function `start`, as a person or the scheduler does. */
export async function start(request: unknown): Promise<Started> {
  return started.parse(await invoke(functionNamed('start'), request));
}

/** Deploys, and drops the company's export and its settings; it is Monday morning, half past six. */
export async function openStack(): Promise<Stack> {
  setClock('2026-11-02T06:30:00Z');
  const folder = await mkdtemp(join(tmpdir(), 'cs-pulse-cloud-'));
  const mail = await openSmtpSink(Number(told('SMTP_PORT')));
  const [company, outputs] = [await smallCompany(), await deploy(folder)];
  const [lake, archive, own] = ['lake', 'archive', 'settings'].map((name) =>
    bucketNamed(bucketOf(name)),
  ) as [Bucket, Bucket, Bucket];
  const objects = openBucket({ client: new S3Client({}), bucket: bucketOf('lake') });
  const athena = await openAthenaFor(objects);
  const stack = {
    ...{ company, lake, archive, athena, mail, outputs },
    settings: { ...(await demoSettings()), time_zone: 'UTC' },
    putSettings: (settings: unknown) => own.put('settings.json', JSON.stringify(settings)),
    putExport: async (files: ReadonlyMap<string, Buffer>) => {
      for (const [name, body] of files) await lake.put(`exports/${source}/${name}`, body);
    },
    close: async () => {
      await athena.close();
      await mail.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
  await stack.putExport(company.files);
  await stack.putSettings(stack.settings);
  return stack;
}
