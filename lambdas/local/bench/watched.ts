import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { estimatedCost } from '../../runs/price.ts';
import type { DuckDb } from '../duckdb.ts';
import { scannedBytes } from '../scanned.ts';
import { quoted } from '../views.ts';
import { statementNames } from './names.ts';
import { statementsOf, stepsOf } from './steps.ts';
import { type Ran, together } from './taken.ts';
import { type SeenStatement, type Watch, watch } from './watch.ts';

/** What a case is run with. */
export interface Watching {
  readonly watch: Watch;
  /** Makes an engine watched. */
  readonly watched: (engine: DuckDb) => Promise<DuckDb>;
}

/** What a case said. */
export interface Said {
  readonly answers: Readonly<Record<string, number>>;
  /** Why it said less than all. */
  readonly stopped?: string;
}

/** Where a case leaves what is only of use while it runs, and how much memory its engine may take. */
export interface Means {
  readonly work: string;
  /** As DuckDB writes it, e.g. `1GB`; absent: as the product has it. */
  readonly memory?: string | undefined;
}

/** Steps that prepare a case and are no part of what it takes. */
export const preparing = 'open';

/** Runs a case in this process and says what it took, also where it fails. */
export async function runWatched(
  name: string,
  means: Means,
  run: (watching: Watching) => Promise<Said>,
): Promise<Ran> {
  const output = join(means.work, 'profile.json');
  const seen = watch(await statementNames(), () => readFile(output, 'utf8').catch(() => null));
  const opened: DuckDb[] = [];
  const watched = async (engine: DuckDb) => {
    opened.push(engine);
    await engine.query("pragma enable_profiling = 'json'");
    await engine.query(`set profiling_output = ${quoted(output)}`);
    if (means.memory !== undefined) await engine.query(`set memory_limit = '${means.memory}'`);
    return seen.engine(engine);
  };
  seen.step(preparing);
  const said = await run({ watch: seen, watched }).catch((error: unknown) => ({
    answers: {},
    stopped: error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error),
  }));
  seen.step('end');
  const bytes = await scanned(opened[0], seen);
  const steps = stepsOf(seen, bytes).filter((step) => step.name !== preparing);
  for (const engine of opened) engine.close();
  return {
    whole: together(name, steps),
    steps: [...steps],
    statements: [...statementsOf(seen, bytes)],
    answers: { ...said.answers },
    dollars: dollarsOf(seen.statements, bytes),
    stopped: said.stopped ?? null,
  };
}

/** Landing is no query of Athena's, and what makes a view is free. */
function dollarsOf(
  statements: readonly SeenStatement[],
  bytes: ReadonlyMap<SeenStatement, number>,
): number {
  const paid = statements.filter(({ name }) => !/^(land |create |describe |copy )/.test(name));
  const nobody = { execution: '', sha256: '', milliseconds: 0 };
  return estimatedCost(paid.map((one) => ({ ...nobody, bytes: bytes.get(one) ?? 0 })));
}

async function scanned(engine: DuckDb | undefined, seen: Watch) {
  if (engine === undefined) return new Map();
  await engine.query('pragma disable_profiling');
  const left = await engine.query('select sql from duckdb_views() where not internal');
  const views = [...seen.views, ...left.map(({ sql }) => String(sql))];
  return scannedBytes(engine, { statements: seen.statements, views });
}
