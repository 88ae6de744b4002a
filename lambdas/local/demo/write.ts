import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Engine, Objects } from '../../ports.ts';
import { castOf } from './story/cast.ts';
import { writeAccountTables, writeCompanyTables } from './tables/write_tables.ts';
import { usagePlanOf } from './usage/plan.ts';
import { openPlanFiles, type PlanFiles } from './usage/plan_files.ts';
import { writeEvents } from './usage/write_events.ts';
import { type DemoOptions, openWorld, type World } from './world.ts';

/**
 * Writes the file drop of an invented company, every canonical table of it, into an empty `out`.
 * The same options give the same values; more accounts leave the ones before them as they are.
 */
export async function writeDemoCompany(demo: {
  readonly out: Objects;
  readonly engine: Engine;
  readonly options?: DemoOptions;
  /** Accounts held in memory together; of more than that every table has several files. */
  readonly batchSize?: number;
}): Promise<void> {
  const world = openWorld(demo.options);
  const folder = await mkdtemp(join(tmpdir(), 'demo-company-'));
  try {
    const plan = await openPlanFiles(folder);
    await writeStories(demo.out, world, plan, demo.batchSize ?? 1000);
    await plan.handOver(demo.engine);
    await writeEvents(demo.out, demo.engine, world, folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Every table but the events as CSV, and the plan that events are drawn from. */
export async function writeStories(
  out: Objects,
  world: World,
  plan: PlanFiles,
  batchSize: number,
): Promise<void> {
  await writeCompanyTables(out, world);
  for (let first = 0; first < world.accounts; first += batchSize) {
    const size = Math.min(batchSize, world.accounts - first);
    const casts = Array.from({ length: size }, (_, place) => castOf(world, first + place));
    const part = world.accounts > batchSize ? first / batchSize + 1 : null;
    await writeAccountTables(out, casts, part);
    for (const cast of casts) await plan.add(usagePlanOf(cast));
  }
}
