import { inWords, summarise } from '../delivery/summary.ts';
import type { Clock, Machine, Objects, Records } from '../ports.ts';
import { readFailure } from '../runs/failures.ts';
import { readManifest } from '../runs/manifest.ts';
import { readInputsOf, readOrder } from '../runs/orders.ts';
import type { StatusRequest } from './requests.ts';

export interface StatusWorld {
  readonly archive: Objects;
  readonly receipts: Records;
  readonly machine: Machine;
  readonly clock: Clock;
}

/** How the runs of a period stand: what was asked, what became of it, and who has the report. */
export async function statusOf(world: StatusWorld, asked: StatusRequest) {
  const { archive } = world;
  const base = `runs/${asked.edition}/${asked.period}/`;
  const keys = await archive.list(base);
  const folders = [
    ...new Set(keys.flatMap((key) => /^(.*)\/inputs\/inputs\.json$/.exec(key)?.[1] ?? [])),
  ];
  const runs = await Promise.all(folders.map((folder) => runStatus(world, folder, keys)));
  const readers = [...new Set(runs.flatMap((run) => run.readers))];
  const receipts = await summarise(world, asked, readers);
  return {
    ...asked,
    runs: runs.map(({ readers: _, ...run }) => run),
    delivered: inWords(receipts),
    receipts: receipts.lines,
  };
}

async function runStatus(world: StatusWorld, folder: string, keys: readonly string[]) {
  const { archive } = world;
  const inputs = await readInputsOf(archive, folder);
  const isMade = keys.includes(`${folder}/manifest.json`);
  const manifest = isMade ? await readManifest(archive, folder) : null;
  const orders = keys.filter((key) => key.startsWith(`${folder}/orders/`));
  return {
    run: inputs.run,
    ...{ as_of: inputs.as_of, source: inputs.source, code: inputs.code },
    documents: manifest === null ? null : archive.locate(`${folder}/documents/`),
    held_back: manifest?.held_back ?? [],
    executions: await Promise.all(orders.map((key) => executionStatus(world, key))),
    readers: manifest?.documents.map(({ email }) => email) ?? [],
  };
}

async function executionStatus({ archive, machine }: StatusWorld, key: string) {
  const { folder: _, ...order } = await readOrder(archive, key);
  const failure = await readFailure(archive, order.execution, key);
  return {
    ...order,
    state: await machine.state(order.execution),
    ...(failure === null ? {} : { failure }),
  };
}
