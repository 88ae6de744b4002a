import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AthenaClient } from '@aws-sdk/client-athena';
import { openAthena } from '../../../lambdas/adapters/athena/engine.ts';
import type { AthenaWorld } from '../../../lambdas/adapters/athena/world.ts';
import { openFolder } from '../../../lambdas/local/folder.ts';
import type { Clock, Engine, Objects } from '../../../lambdas/ports.ts';
import type { Backend } from '../../athena_facade/backend.ts';
import { openDuckDbBackend } from '../../athena_facade/duckdb_backend.ts';
import type { Lake } from '../../athena_facade/executions.ts';
import { type Facade, type FacadeOptions, openFacade } from '../../athena_facade/facade.ts';

export const database = 'cs_pulse_test';

/** Athena as the adapter meets it, with a lake in a temporary folder. */
export interface TestAthena {
  readonly facade: Facade;
  readonly client: AthenaClient;
  /** The lake as the adapter sees it: its addresses are `s3://lake/…`. */
  readonly lake: Objects;
  /** The same lake, with paths for addresses. */
  readonly files: Objects;
  engine(options?: Partial<AthenaWorld>): Engine;
  /** Empties the lake and forgets what was asked. */
  reset(): Promise<void>;
  close(): Promise<void>;
}

/** Another backend is given the lake and where it lies. */
export async function openTestAthena(
  pace: FacadeOptions['pace'] = 'looks',
  cutOff = 10_000_000_000,
  backend: (lake: Lake, root: string) => Promise<Backend> = (lake) =>
    openDuckDbBackend(lake, database),
): Promise<TestAthena> {
  const root = mkdtempSync(join(tmpdir(), 'cs-pulse-athena-'));
  const files = openFolder(root);
  const bucket = { bucket: 'lake', objects: files };
  const facade = await openFacade({
    backend: await backend(bucket, root),
    lake: bucket,
    workgroups: { pulse: { output: 's3://lake/results/', cutOff } },
    pace,
  });
  const client = new AthenaClient({
    region: 'eu-central-1',
    endpoint: facade.address,
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    maxAttempts: 1,
  });
  const lake = { ...files, locate: (key: string) => `s3://lake/${key}` };
  return {
    ...{ facade, client, lake, files },
    engine: (options = {}) =>
      openAthena({
        ...{ client, lake, database, workgroup: 'pulse', scope: 'run-1-stage' },
        clock: pretendedClock(),
        ...options,
      }),
    reset: async () => {
      facade.reset();
      await files.remove('');
    },
    close: async () => {
      client.destroy();
      await facade.close();
      rmSync(root, { recursive: true, force: true });
    },
  };
}

/** Sleeps in no time. */
export function pretendedClock(from = '2026-11-02T07:00:00.000Z'): Clock {
  let now = Date.parse(from);
  return {
    now: () => new Date(now).toISOString(),
    sleep: async (milliseconds) => {
      now += milliseconds;
    },
  };
}
