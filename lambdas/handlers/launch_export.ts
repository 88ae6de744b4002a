import { BadSettings } from '../errors.ts';
import { exportRecords } from '../exports/mapped/export_record.ts';
import type { Clock, ExecutionState, Machine, Objects, Records } from '../ports.ts';
import {
  type ExportOrder,
  exportOrderKey,
  keepExportOrder,
  readExportOrder,
} from '../runs/export_orders.ts';
import type { SourceName } from '../settings/exports.ts';

/** What starting exports takes. */
export interface Exporting {
  readonly archive: Objects;
  readonly archiveRecords: Records;
  /** The drop that exports write into. */
  readonly drop: Objects;
  readonly machine: Machine;
  readonly clock: Clock;
}

export type ExportWish = Omit<ExportOrder, 'source' | 'execution' | 'last_until'>;

export interface LaunchedExport {
  readonly source: SourceName;
  readonly execution: string;
  readonly execution_arn: string;
  /** It ran already, or the same schedule has started it before. */
  readonly joined: boolean;
  readonly state: ExecutionState;
}

const day = 86_400_000;

/**
 * Starts the execution that exports a source, or joins the one that does. Names are numbered by source and
 * day, so that everybody comes by the one that runs: no source is exported twice at a time.
 */
export async function launchExport(
  world: Exporting,
  source: SourceName,
  wish: ExportWish,
): Promise<LaunchedExport> {
  const now = world.clock.now();
  // An execution ends within a day: what began before yesterday is over.
  const yesterday = new Date(Date.parse(now) - day).toISOString();
  const before = await lookThrough(world, source, yesterday, wish);
  if ('joined' in before) return before;
  const found = await lookThrough(world, source, now, wish);
  return 'joined' in found ? found : begin(world, source, found.free, wish);
}

/** The execution of a day to join, or the first name of that day that is free. */
async function lookThrough(
  { archive, machine }: Exporting,
  source: SourceName,
  instant: string,
  wish: ExportWish,
): Promise<LaunchedExport | { readonly free: string }> {
  for (let n = 1; ; n += 1) {
    const execution = `${source}-${instant.slice(0, 10)}-${String(n).padStart(2, '0')}`;
    const state = await machine.state(execution);
    if (state === null) return { free: execution };
    const order = await readExportOrder(archive, exportOrderKey(source, execution));
    if (state === 'RUNNING') refuseOther(order, wish);
    const isSame = wish.asked_by === 'schedule' && order.asked_at === wish.asked_at;
    if (state !== 'RUNNING' && !isSame) continue;
    return { source, execution, execution_arn: machine.arn(execution), joined: true, state };
  }
}

/** Whoever wants more than what runs would take its success for theirs. */
function refuseOther({ source, execution, ...order }: ExportOrder, wish: ExportWish): void {
  const isLess = wish.accept_deletes && !order.accept_deletes;
  if (!isLess && (wish.since === null || wish.since === order.since)) return;
  throw new BadSettings(
    `${source} is being exported at this moment (${execution}), without what you ask for. Ask again when it has ended.`,
  );
}

async function begin(
  { archiveRecords, drop, machine }: Exporting,
  source: SourceName,
  execution: string,
  wish: ExportWish,
): Promise<LaunchedExport> {
  const last = (await exportRecords(drop)).find((record) => record.source === source);
  if (last && wish.since !== null) {
    throw new BadSettings(
      `${source} was exported before, from ${last.since?.slice(0, 10) ?? 'its beginning'} on: "since" counts on the first export alone. Leave it away.`,
    );
  }
  const wished = { ...wish, source, execution, last_until: last?.until ?? null };
  const order = await keepExportOrder(archiveRecords, wished);
  const { since, accept_deletes } = order;
  const key = exportOrderKey(source, execution);
  const input = { order: key, execution, source, since, accept_deletes };
  const isFirst = await machine.start(execution, input);
  // Not before: an order that another call left behind and did not start would stand in the way for a day.
  refuseOther(order, wish);
  const execution_arn = machine.arn(execution);
  return { source, execution, execution_arn, joined: !isFirst, state: 'RUNNING' };
}
