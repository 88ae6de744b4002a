import type { Progress } from '../../ports.ts';
import type { DuckDb } from '../duckdb.ts';
import { peakSinceLast } from './peak.ts';

/** A moment, by the clock and by the work of all processors since the watch began, in seconds. */
export interface Moment {
  readonly at: number;
  readonly processor: number;
}

/** The beginning of a step of the pipeline. */
export interface SeenStep {
  readonly name: string;
  readonly from: Moment;
}

/** One statement of the engine. */
export interface SeenStatement {
  readonly name: string;
  readonly from: Moment;
  readonly to: Moment;
  /** Of these the seconds that the engine took: who reads its rows takes time between them. */
  readonly taken: Moment;
  readonly rows: number;
  /** What the engine says, as JSON, of each that it ran for this one; none where it was not asked. */
  readonly profiles: readonly string[];
}

/** Highest memory of the process up to a moment, since the one before it. */
export interface SeenMemory {
  readonly until: number;
  readonly megabytes: number;
}

export interface Watch {
  readonly steps: readonly SeenStep[];
  readonly statements: readonly SeenStatement[];
  readonly memory: readonly SeenMemory[];
  /** Texts of views of landed files and of days: a later one may take its place. */
  readonly views: readonly string[];
  readonly progress: Progress;
  engine(engine: DuckDb): DuckDb;
  step(name: string): void;
}

/** Sees the steps and statements of a run and what each takes; `profile` reads what the engine says of the last one. */
export function watch(
  nameOf: (sql: string) => string,
  profile: () => Promise<string | null>,
): Watch {
  const [start, work] = [performance.now(), process.cpuUsage()];
  const steps: SeenStep[] = [];
  const statements: SeenStatement[] = [];
  const memory: SeenMemory[] = [];
  const views: string[] = [];
  const now = (): Moment => {
    const { user, system } = process.cpuUsage(work);
    return { at: (performance.now() - start) / 1000, processor: (user + system) / 1e6 };
  };
  const mark = () => {
    const megabytes = peakSinceLast();
    const moment = now();
    memory.push({ until: moment.at, megabytes });
    return moment;
  };
  const step = (name: string) => {
    steps.push({ name, from: mark() });
  };
  const heard = (engine: DuckDb) => {
    const profiles: string[] = [];
    const own = engine.seenBy(async () => {
      profiles.push(...[await profile()].filter((told) => told !== null));
    });
    return { own, profiles };
  };
  const seen = (one: Omit<SeenStatement, 'to'>) => {
    statements.push({ ...one, to: mark() });
  };
  const timed = async <T>(
    name: string,
    engine: DuckDb,
    run: (engine: DuckDb) => Promise<T>,
    rows: (result: T) => number,
  ) => {
    const { own, profiles } = heard(engine);
    const from = mark();
    const result = await run(own);
    seen({ name, from, taken: since(from, now()), rows: rows(result), profiles });
    return result;
  };
  async function* reading(name: string, engine: DuckDb, sql: string) {
    const { own, profiles } = heard(engine);
    const from = mark();
    const iterator = own.readSome(sql)[Symbol.asyncIterator]();
    let [taken, count] = [since(from, from), 0];
    for (;;) {
      const asked = now();
      const next = await iterator.next();
      taken = sum(taken, since(asked, now()));
      if (next.done) break;
      count += next.value.length;
      yield* next.value;
    }
    seen({ name, from, taken, rows: count, profiles });
  }
  const none = () => 0;
  const viewed = async (engine: DuckDb, view: string) => {
    const named = `select sql from duckdb_views() where view_name = '${view}'`;
    views.push(...(await engine.query(named)).map(({ sql }) => String(sql)));
  };
  return {
    ...{ steps, statements, memory, views, step },
    progress: { step, note: () => {}, warn: () => {} },
    engine: (engine) => ({
      ...engine,
      query: (sql) =>
        timed(
          nameOf(sql),
          engine,
          (own) => own.query(sql),
          ({ length }) => length,
        ),
      read: (sql) => reading(nameOf(sql), engine, sql),
      useLanded: async (relation, columns, keys) => {
        await engine.useLanded(relation, columns, keys);
        await viewed(engine, relation);
      },
      useDays: async (table, days) => {
        await engine.useDays(table, days);
        await viewed(engine, table);
      },
      unloadDays: (table, days, sql) =>
        timed(`stage ${table}`, engine, (own) => own.unloadDays(table, days, sql), none),
      store: (name, sql) => timed(name, engine, (own) => own.store(name, sql), none),
      unload: (folder, ...asked) =>
        timed(`stage ${folder.split('/')[1]}`, engine, (own) => own.unload(folder, ...asked), none),
    }),
  };
}

const since = (from: Moment, to: Moment): Moment => ({
  at: to.at - from.at,
  processor: to.processor - from.processor,
});
const sum = (a: Moment, b: Moment): Moment => ({
  at: a.at + b.at,
  processor: a.processor + b.processor,
});
