import { catalogue } from '../kpis/catalogue/catalogue.ts';
import type { Objects } from '../ports.ts';
import { renderDictionary } from '../rendering/dictionary.ts';
import type { Snapshot } from '../staging/snapshots.ts';
import type { Job } from './job.ts';
import type { Keeper } from './keeper.ts';
import type { Rendering } from './rendered.ts';
import type { Totals } from './values.ts';

/** What goes with every run beside its readers' documents: the dictionary, and the rows that were not used. */
export async function renderAround(
  world: Rendering,
  job: Job,
  values: Totals,
  written: Keeper,
): Promise<void> {
  const { settings, period } = job;
  const { records, currency, snapshot } = values;
  const order = { kpis: catalogue, settings, records, currency, period, snapshot: snapshot.date };
  await written.keep('dictionary.html', renderDictionary(order, world.assets.templates));
  await keepRejected(world.lake, snapshot, written);
}

async function keepRejected(lake: Objects, snapshot: Snapshot, written: Keeper): Promise<void> {
  const run = `/run=${snapshot.landing}/`;
  const keys = (await lake.list('rejected/')).filter((key) => key.includes(run));
  for (const key of keys) {
    const name = key.replace(/\/source=[^/]+\/run=[^/]+/, '');
    await written.keep(name, await lake.readText(key));
  }
  await written.keep('rejected/README.txt', rejectedReadme(snapshot));
}

function rejectedReadme({ tables }: Snapshot): string {
  const lines = tables.map(
    ({ table, landed, rejected, rows }) =>
      `${table}: ${landed} rows landed, ${rejected} rejected, ${rows} staged`,
  );
  return `Rows of the export that were not used, each with file, line and reason.\n${lines.join('\n')}\n`;
}
