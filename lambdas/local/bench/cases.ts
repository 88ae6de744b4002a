import { stat } from 'node:fs/promises';
import { daysBefore } from '../../kpis/measures/windows.ts';
import { openDuckDb } from '../duckdb.ts';
import { openFolder } from '../folder.ts';
import { copied, quoted } from '../views.ts';
import { boundAnswers, boundNames, boundSql } from './bound/bound.ts';
import { cubeSql } from './cube/cube.ts';
import { composed, messages } from './messages_case.ts';
import { naiveQueries } from './naive/queries.ts';
import { openPlain } from './plain.ts';
import { report } from './report_case.ts';
import { preparing, type Said, type Watching } from './watched.ts';
import { weeks } from './weeks.ts';

export interface CaseOrder {
  readonly drop: string;
  /** Folder of the product's output; what earlier runs left there is its state. */
  readonly out: string;
  /** Folder that Cube was installed into. */
  readonly cube: string;
  /** Seconds after which a case that is made of many queries stops. */
  readonly cap: number;
  /** Of the messages that are rendered. */
  readonly readers: number;
}

export type Case = (watching: Watching, order: CaseOrder) => Promise<Said>;

const bound: Case = async ({ watch, watched }, { drop }) => {
  const folder = openFolder(drop);
  const engine = await watched(await openDuckDb(folder));
  await openPlain(engine, folder);
  for (const name of boundNames) {
    watch.step(name);
    await engine.store(`bound_${name}`, await boundSql(name));
  }
  watch.step(preparing);
  return { answers: await boundAnswers(engine) };
};

/** Each KPI of each week by a query of its own. */
const naive: Case = async ({ watch, watched }, { drop, cap }) => {
  const folder = openFolder(drop);
  const engine = await watched(await openDuckDb(folder));
  await openPlain(engine, folder);
  const answers: Record<string, number> = {};
  watch.step('naive');
  const start = performance.now();
  for (const [done, { kpi, sql }] of naiveQueries.entries()) {
    if (performance.now() - start > cap * 1000)
      return { answers, stopped: `${done} of ${naiveQueries.length} queries in ${cap} s` };
    const rows = await engine.query(sql);
    const all = Math.max(...rows.map(({ value }) => Number(value)));
    if (kpi === 'active users') answers.wau ??= all;
    if (kpi === 'tickets') answers.support_ticket_volume ??= all;
  }
  return { answers };
};

/** What DuckDB takes to write the drop anew, table by table: the least that staging can take. */
const copy: Case = async ({ watch, watched }, { drop, out }) => {
  const [folder, to] = [openFolder(drop), openFolder(out)];
  const engine = await watched(await openDuckDb(folder));
  await openPlain(engine, folder);
  const tables = (await folder.list('')).filter((key) => !key.includes('/'));
  watch.step('copy');
  for (const table of ['events', ...tables.map((key) => key.replace('.parquet', ''))]) {
    await to.write(`copy/${table}.parquet`, '');
    await engine.query(copied(`from ${table}`, to.locate(`copy/${table}.parquet`)));
  }
  watch.step(preparing);
  await to.remove('copy');
  return { answers: {} };
};

/** Reading every value of the newest day's events: the least that adding it can take. */
const day: Case = async ({ watch, watched }, { drop }) => {
  const folder = openFolder(drop);
  const engine = await watched(await openDuckDb(folder));
  const last = folder.locate((await folder.list('events/')).at(-1) ?? '');
  watch.step('day');
  await engine.query(`select min(hash(columns(*))) from read_parquet(${quoted(last)})`);
  return { answers: { bytes: (await stat(last)).size } };
};

/**
 * The SQL that Cube writes for users and MRR, on the same engine: no server, no cache and no work on results, so
 * it looks better than it is.
 */
const cube: Case = async ({ watch, watched }, { drop, cube: installed }) => {
  const folder = openFolder(drop);
  const engine = await watched(await openDuckDb(folder));
  await openPlain(engine, folder);
  const [first, last] = [weeks[0], weeks.at(-1)];
  const lastDay = daysBefore(last?.to ?? '', 1);
  const questions = await cubeSql(installed, first?.from ?? '', lastDay);
  let wau = 0;
  for (const [name, queries] of Object.entries(questions)) {
    watch.step(name);
    for (const [nth, sql] of queries.entries()) {
      const rows = await engine.query(`from (${sql})`);
      if (name === 'usage' && nth === 0) wau = Number(rows.at(-1)?.events__active_users);
    }
  }
  return { answers: { wau } };
};

export const cases = { report, bound, naive, copy, day, cube, composed, messages } as const;
export type CaseName = keyof typeof cases;
