import type { Said } from '../../reports/model.ts';
import { sentence } from '../../reports/words/say.ts';
import type { Pen } from '../writing/pen.ts';
import { frameOf, type Page, type Shelf } from './frame.ts';

/** What a run was made of and what it cost. */
export interface LogView extends Page {
  readonly facts: readonly { readonly name: string; readonly text: string }[];
  readonly gates: readonly string[];
  readonly tables: readonly TableRow[];
  readonly queries: readonly { readonly name: string; readonly sha: string }[];
  readonly executions: readonly ExecutionRow[];
  readonly cost: string | null;
}

interface TableRow {
  /** Between them a line may break: a phone has no room for `onboarding_milestones`. */
  readonly table: readonly string[];
  readonly files: string;
  readonly landed: string;
  readonly rejected: string;
  readonly rows: string;
  readonly orphans: string;
}

interface ExecutionRow {
  readonly id: string;
  readonly bytes: string;
  readonly milliseconds: string;
}

export interface RunLog {
  readonly run: string;
  readonly as_of: string;
  readonly code: string;
  readonly source: string;
  readonly settings: string;
  readonly snapshot: { readonly date: string; readonly fingerprint: string };
  /** Gates that were shut and named in the report, or that held it back from its readers. */
  readonly gates: readonly Said[];
  /** Of the company's readers alone: rows and cost of the whole say something of other people's accounts. */
  readonly whole: WholeLog | null;
}

export interface WholeLog {
  readonly counts: { readonly kpi_values: number; readonly accounts: number };
  readonly inputs: readonly {
    readonly table: string;
    readonly files: readonly string[];
    readonly landed: number;
    readonly rejected: number;
    readonly rows: number;
    readonly orphans: number;
  }[];
  readonly queries: readonly { readonly query: string; readonly sha256: string }[];
  readonly executions: readonly {
    readonly execution: string;
    readonly bytes: number;
    readonly milliseconds: number;
  }[];
  /** In words; null where nothing is charged. */
  readonly cost: string | null;
}

export interface LogOrder extends Shelf {
  readonly pen: Pen;
  readonly log: RunLog;
}

export function logView(order: LogOrder): LogView {
  const { log, pen, words } = order;
  const { whole } = log;
  return {
    ...frameOf(order, 'log', words.t('Run log')),
    facts: factsOf(order),
    gates:
      log.gates.length === 0
        ? [words.t('Every gate was open.')]
        : log.gates.map((gate) => pen.prose(sentence(typeof gate === 'string' ? [gate] : gate))),
    tables: whole?.inputs.map((table) => tableRow(table, pen)) ?? [],
    queries:
      whole?.queries.map(({ query, sha256 }) => ({ name: query, sha: sha256.slice(0, 12) })) ?? [],
    executions:
      whole?.executions.map(({ execution, bytes, milliseconds }) => ({
        id: pen.plain(execution, 80),
        bytes: pen.count(bytes),
        milliseconds: pen.count(milliseconds),
      })) ?? [],
    cost:
      whole === null
        ? null
        : (whole.cost ?? words.t('Its queries ran on this machine and cost nothing.')),
  };
}

function factsOf({ log, pen, words, run }: LogOrder): LogView['facts'] {
  const { whole } = log;
  const facts: readonly (readonly [string, string])[] = [
    [words.t('Report'), run],
    [words.t('Run'), log.run],
    [
      words.t('Data'),
      // Not by name: two that are taken at the same moment have the same rows and other names.
      words.t('{0}, as of {1}', pen.plain(log.source, 60), pen.date(log.snapshot.date)),
    ],
    [words.t('Fingerprint of the data'), log.snapshot.fingerprint.slice(0, 16)],
    [words.t('Fingerprint of the settings'), log.settings.slice(0, 16)],
    [words.t('Version of the code'), pen.plain(log.code, 80)],
    ...(whole === null ? [] : countsOf(whole, { pen, words })),
  ];
  return facts.map(([name, text]) => ({ name, text }));
}

function countsOf(
  { counts }: WholeLog,
  { pen, words }: Pick<LogOrder, 'pen' | 'words'>,
): (readonly [string, string])[] {
  return [
    [words.t('KPI values'), pen.count(counts.kpi_values)],
    [words.t('Accounts'), pen.count(counts.accounts)],
  ];
}

function tableRow(table: WholeLog['inputs'][number], pen: Pen): TableRow {
  return {
    table: table.table.split(/(?<=_)/),
    files: filesOf(table.files, pen),
    landed: pen.count(table.landed),
    rejected: pen.count(table.rejected),
    rows: pen.count(table.rows),
    orphans: pen.count(table.orphans),
  };
}

/** A table of events has a file for each day. */
function filesOf([first = '–', ...others]: readonly string[], pen: Pen): string {
  const name = pen.plain(first, 120);
  if (others.length === 0) return name;
  return pen.t('{0} and {1} {2:other|others}', name, pen.count(others.length), others.length);
}
