import { BadExport } from '../errors.ts';
import type { ExportSettings } from '../settings/exports.ts';
import { fold } from './kept/fold.ts';
import { readKept } from './kept/kept_manifest.ts';
import type { ExportRecord } from './mapped/export_record.ts';
import { mapRecords } from './mapped/map.ts';
import type { ExportWorld } from './places.ts';
import { type PullRequest, pull } from './pull/pull.ts';
import { type HeldState, readState, writeState } from './pull/state.ts';
import { OutOfTime } from './signals.ts';
import type { Source } from './source.ts';

export interface ExportRequest {
  readonly settings: ExportSettings;
  /** The vendor's credentials, in the shape that the source asks for. */
  readonly secret: unknown;
  /** Start of history, where not all of it is wanted; counts on the first export alone. */
  readonly since: string | null;
  readonly acceptsDeletes: boolean;
  readonly flushEvery?: number;
}

export type ExportOutcome =
  | { readonly done: true; readonly record: ExportRecord }
  /** A later call goes on from the checkpoint. */
  | { readonly done: false };

/** vendor → raw → records → drop, for one source; begins where an earlier call ended. */
export async function exportSource(
  world: ExportWorld,
  source: Source,
  request: ExportRequest,
): Promise<ExportOutcome> {
  try {
    const read = await readState(world.lakeRecords, source.name);
    const before = await keptUpToNow(world, source, read, request);
    const isLate = before.state.pending === null && before.state.kept !== before.state.mapped;
    // What an earlier call had no time to write is written now; a process that must end too ends with that.
    if (isLate && Number.isFinite(world.left()))
      return await written(world, source, before, request);
    const connection = await source.connect(request.secret, world);
    world.progress.note(`${source.name}: ${connection.account}`);
    const pulled = await pull(world, source, connection, before, pullRequest(request));
    const after = await keptUpToNow(world, source, pulled, request);
    return await written(world, source, after, request);
  } catch (error) {
    if (error instanceof OutOfTime) return { done: false };
    throw error;
  }
}

/** Milliseconds that a step takes at most which cannot be interrupted: a call of a Lambda begins with more. */
const wholeStep = 8 * 60_000;

function timeForStep(world: ExportWorld): void {
  if (world.left() < wholeStep) throw new OutOfTime('too little time for the next step');
}

async function written(
  world: ExportWorld,
  source: Source,
  held: HeldState,
  { settings }: ExportRequest,
): Promise<ExportOutcome> {
  timeForStep(world);
  const kept = await readKept(world, source.name, held.state.kept ?? '');
  const namesAccounts = settings.accounts_from.some((name) => name === source.name);
  const record = await mapRecords(world, source, kept, namesAccounts);
  await writeState(world.lakeRecords, held, { ...held.state, mapped: held.state.kept });
  return { done: true, record };
}

function pullRequest({ since, settings, flushEvery = 200 }: ExportRequest): PullRequest {
  return { since, fullReadDays: settings.full_read_days, flushEvery };
}

/** A pull that was published becomes part of the kept records, also where an earlier call ended in between. */
async function keptUpToNow(
  world: ExportWorld,
  source: Source,
  held: HeldState,
  { acceptsDeletes }: ExportRequest,
): Promise<HeldState> {
  const { pulled, kept } = held.state;
  if (pulled === null || pulled === kept) return held;
  timeForStep(world);
  try {
    await fold(world, source, { run: pulled, previous: kept, acceptsDeletes });
  } catch (error) {
    // What looked cut is read anew, as a whole.
    const anew = { ...held.state, pulled: kept, objects: {} };
    if (error instanceof BadExport) await writeState(world.lakeRecords, held, anew);
    throw error;
  }
  const next = await writeState(world.lakeRecords, held, { ...held.state, kept: pulled });
  if (kept !== null) await world.lake.remove(`records/${source.name}/run=${kept}`);
  return next;
}
