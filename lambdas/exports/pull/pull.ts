import type { ExportWorld } from '../places.ts';
import type { Api, Connection, Source } from '../source.ts';
import { manifestOf, writePullManifest } from './manifest.ts';
import { readObject, unread } from './read_object.ts';
import { cutOff, sliceOf } from './slices.ts';
import { type HeldState, type ObjectProgress, type Pending, writeState } from './state.ts';

export interface PullRequest {
  /** Start of history, where not all of it is wanted. */
  readonly since: string | null;
  readonly fullReadDays: number;
  /** Pages after which a checkpoint is written at the latest. */
  readonly flushEvery: number;
}

export interface PullStep {
  readonly world: ExportWorld;
  readonly source: Source;
  readonly api: Api;
  readonly pending: Pending;
  readonly flushEvery: number;
}

/**
 * vendor → raw: reads all objects of a source, from the checkpoint of an earlier call where there is one,
 * and publishes them by a manifest written last. Throws OutOfTime when a later call must go on.
 */
export async function pull(
  world: ExportWorld,
  source: Source,
  connection: Connection,
  held: HeldState,
  request: PullRequest,
): Promise<HeldState> {
  let { state } = held;
  let at = held;
  const save = async (pending: Pending) => {
    at = await writeState(world.lakeRecords, at, { ...state, pending });
    state = at.state;
  };
  let pending = begun(source, connection, held, request);
  await save(pending);
  for (const object of source.objects) {
    world.progress.step(`Exporting ${source.name}: ${object.name}`);
    const { since } = pending;
    const rules = { state, to: pending.to, since, fullReadDays: request.fullReadDays };
    const known = pending.objects[object.name] ?? unread(sliceOf(source, object, rules));
    if (known.status !== 'reading') continue;
    const { api } = connection;
    const step = { world, source, api, pending, flushEvery: request.flushEvery };
    await readObject(step, object, known, async (progress: ObjectProgress) => {
      pending = { ...pending, objects: { ...pending.objects, [object.name]: progress } };
      await save(pending);
    });
  }
  return published(world, source, at, pending);
}

/** The pull that an earlier call began, in a folder of its own for what this call adds; or a new one. */
function begun(
  source: Source,
  connection: Connection,
  { state }: HeldState,
  request: PullRequest,
): Pending {
  if (state.pending) return { ...state.pending, attempt: state.pending.attempt + 1 };
  const to = cutOff(connection.now, source);
  const named = to.replace(/[-:]/g, '');
  // Two exports within a second have one cut-off and must not share a folder.
  const run = state.pulled?.startsWith(named) ? `${state.pulled}x` : named;
  const since = state.pulled === null ? request.since : state.since;
  return { run, attempt: 1, to, since, objects: {} };
}

async function published(
  world: ExportWorld,
  source: Source,
  held: HeldState,
  pending: Pending,
): Promise<HeldState> {
  await writePullManifest(world, manifestOf(source.name, pending));
  const read = Object.entries(pending.objects).flatMap(([name, { status, slice }]) => {
    if (status === 'not_permitted') return [];
    const before = held.state.objects[name]?.full_read_at ?? slice.to;
    const full_read_at = slice.mode === 'all' ? slice.to : before;
    return [[name, { read_until: slice.to, full_read_at }] as const];
  });
  const { run, since } = pending;
  const objects = { ...held.state.objects, ...Object.fromEntries(read) };
  const next = { ...held.state, pending: null, pulled: run, since, objects };
  return writeState(world.lakeRecords, held, next);
}
