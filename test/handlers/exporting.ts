import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { Source } from '../../lambdas/exports/source.ts';
import { exportOne } from '../../lambdas/handlers/export.ts';
import { failed } from '../../lambdas/handlers/failed.ts';
import { start } from '../../lambdas/handlers/start.ts';
import type { Progress } from '../../lambdas/ports.ts';
import type { ExportSettings, SourceName } from '../../lambdas/settings/exports.ts';
import { type MadeUp, madeUp, madeUpSource } from '../exports/made_up_source.ts';
import { type Account, type Input, openAccount } from './account.ts';
import { executeExport, type Outcome } from './state_machine.ts';

interface Vendors {
  /** What stands behind a source. */
  readonly source?: (name: string, settings: ExportSettings) => Source;
  readonly secret?: unknown;
  /** In place of it, where it changes. */
  readonly secretNow?: () => unknown;
  /** Sources that the stage exports. */
  readonly sources?: readonly SourceName[];
}

/** The exports of a deployed stack, in this process, with vendors that are made up. */
export interface Exporting {
  readonly account: Account;
  /** Made-up vendors by the names that the sources are given. */
  readonly vendors: Readonly<Record<string, MadeUp>>;
  /** Everything that was written to a log. */
  readonly told: string[];
  /** Calls of the function `export`, oldest first. */
  readonly calls: Readonly<Record<string, unknown>>[];
  /** Pages that a call may read before its time is over; none: as many as there are. */
  pagesACall: number | undefined;
  /** Answers of `start`; nothing runs yet. */
  ask(payload: unknown): Promise<Answer>;
  /** Runs every execution that was started to its end. */
  run(): Promise<void>;
  /** Asks and runs. */
  invoke(payload: unknown): Promise<Answer>;
  /** Calls the function `export` once. */
  call(payload: object): Promise<{ readonly done: boolean }>;
  states(): Readonly<Record<string, string>>;
  /** Ids in the drop's table of a source. */
  ids(source: string): readonly string[];
  /** Every file below the account's buckets, unpacked. */
  files(): ReadonlyMap<string, string>;
}

interface Answer extends Readonly<Record<string, unknown>> {
  readonly exports: readonly Readonly<Record<string, unknown>>[];
  readonly next: string;
}

const plenty = () => 900_000;

export async function openExporting(options: Vendors = {}): Promise<Exporting> {
  const account = openAccount('2026-11-02T03:00:00.000Z');
  const { outside, clock, executions } = account;
  await outside.settings.write('settings.json', JSON.stringify({ company: 'Tiny' }));
  const sources = options.sources ?? (['hubspot', 'stripe'] as const);
  const vendors = Object.fromEntries(sources.map((name) => [name, madeUp()]));
  const told: string[] = [];
  const calls: Readonly<Record<string, unknown>>[] = [];
  const tell = (text: string) => void told.push(text);
  const progress: Progress = { step: tell, note: tell, warn: tell };
  const own = { owner: 'owner@example.com', sender: 'CS Pulse <reports@example.com>' };
  const madeUpNamed = (name: string): Source => {
    const vendor = vendors[name] ?? madeUp();
    return { ...madeUpSource(vendor), name };
  };
  let attempts = 0;
  const world: Exporting = {
    ...{ account, vendors, told, calls, pagesACall: undefined },
    ask: async (payload) => {
      const { archiveRecords: receipts, settings, machine, ...rest } = outside;
      const exporting = sources.length > 0 ? { machine, sources } : null;
      const languages = async () => ['de'];
      const known = {
        languages,
        settings: () => settings,
        source: 'exports',
        version: '1',
        self: 'start',
      };
      const ports = { ...rest, receipts, machine, exporting, clock, progress };
      return (await start({ ...ports, ...known }, payload)) as unknown as Answer;
    },
    call: (payload) => {
      attempts += 1;
      calls.push(payload as Readonly<Record<string, unknown>>);
      let pages = 0;
      const left = () => {
        pages += 1;
        return pages > (world.pagesACall ?? Number.POSITIVE_INFINITY) ? 0 : 900_000;
      };
      const ports = {
        ...{ lake: outside.lake, lakeRecords: outside.lakeRecords, settings: outside.settings },
        ...{ drop: outside.drop('exports'), scratch: join(account.root, `scratch-${attempts}`) },
        ...{
          secrets: { read: async () => options.secretNow?.() ?? options.secret ?? {} },
          random: () => 0.5,
        },
      };
      const source = options.source ?? madeUpNamed;
      return exportOne({ ...ports, source, clock, progress, left }, payload);
    },
    run: async () => {
      const begun = [...executions].filter(([, { state }]) => state === 'RUNNING');
      await Promise.all(
        begun.map(async ([name, { input }]) => {
          const called = { call: outcome, sleep: clock.sleep };
          executions.set(name, { input, state: await executeExport(input, called) });
        }),
      );
    },
    invoke: async (payload) => {
      const answer = await world.ask(payload);
      await world.run();
      return answer;
    },
    states: () => Object.fromEntries([...executions].map(([name, { state }]) => [name, state])),
    ids: (source) => {
      const file = world.files().get(`lake/exports/exports/features/${source}.jsonl.gz`) ?? '';
      const rows = file.split('\n').slice(0, -1);
      return rows.map((line) => JSON.parse(line).feature_id).sort();
    },
    files: () => filesOf(account.root),
  };
  const outcome = async (name: 'export' | 'failed', payload: object): Promise<Outcome> => {
    attempts += 1;
    const telling = {
      ...{ ...own, archive: outside.archive, receipts: outside.archiveRecords, clock },
      ...{ mailer: outside.mailer, allowList: null, attempt: `call-${attempts}` },
      ...{ timeLeft: plenty, logs: 'the logs', start: 'start' },
    };
    const answering = name === 'export' ? world.call(payload) : failed(telling, payload as Input);
    return answering.then(
      (answer) => ({ answer }),
      (error) => {
        const said = { errorType: error.name, errorMessage: error.message };
        return { failure: { Error: error.name, Cause: JSON.stringify(said) } };
      },
    );
  };
  return world;
}

function filesOf(root: string): ReadonlyMap<string, string> {
  const entries = readdirSync(root, { recursive: true, withFileTypes: true });
  return new Map(
    entries
      .filter((entry) => entry.isFile() && !entry.parentPath.includes('/scratch-'))
      .map((entry) => {
        const path = join(entry.parentPath, entry.name);
        const bytes = readFileSync(path);
        const text = path.endsWith('.gz') ? gunzipSync(bytes) : bytes;
        return [path.slice(root.length + 1), text.toString()];
      }),
  );
}

/** The text of a mail, as its reader sees it. */
export const unfolded = (raw = '') =>
  raw
    .replaceAll('=\r\n', '')
    .replaceAll(/=([\dA-F]{2})/g, (_, hex) => `%${hex}`)
    .replaceAll(/(?:%[\dA-F]{2})+/g, (run) => decodeURIComponent(run));
