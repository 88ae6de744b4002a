import { AthenaClient } from '@aws-sdk/client-athena';
import { openAthena } from '../adapters/athena/engine.ts';
import { machineClock } from '../adapters/clock.ts';
import type { Engine, Objects, Progress, QueryText, Records } from '../ports.ts';
import { archive, lake, lakeRecords, lakeSizes } from './buckets.ts';
import { bundledText } from './bundled.ts';
import { variable } from './environment.ts';
import type { TimeLeft } from './on_step.ts';

/** The world of a step that asks Athena. */
export interface Querying {
  readonly archive: Objects;
  readonly lake: Objects;
  readonly lakeRecords: Records;
  /** An engine of its own for a step of an execution; begun again, it finds the queries that it ran. */
  readonly engine: (scope: string, bytesSpent: number) => Engine;
  readonly queryText: QueryText;
  readonly progress: Progress;
}

const client = new AthenaClient({ maxAttempts: 5 });

/** Milliseconds before the end of an invocation from which on no query is waited for. */
const margin = 20_000;

export function querying(progress: Progress, timeLeft: TimeLeft): Querying {
  const rows = lake();
  return {
    ...{ archive: archive(), lake: rows, lakeRecords: lakeRecords(), progress },
    queryText: bundledText,
    engine: (scope, bytesSpent) =>
      openAthena({
        ...{ client, lake: rows, scope, bytesSpent, clock: machineClock },
        database: variable('DATABASE'),
        workgroup: variable('WORKGROUP'),
        budgetBytes: Number(variable('BYTES_PER_RUN')),
        sizes: lakeSizes,
        deadline: new Date(Date.parse(machineClock.now()) + timeLeft() - margin).toISOString(),
      }),
  };
}
