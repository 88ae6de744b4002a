import type { FactFile } from './fact_files.ts';
import { factQueries } from './fact_queries.ts';
import { signalFiles } from './signal_files.ts';

/** Queries with rows for each account, in the order of the accounts: too many to hold. */
export const accountSubjects = ['account_standing', 'account_signals'] as const;
export type AccountSubject = (typeof accountSubjects)[number];

/** A measure query: counts and sums by window, dimension and value; KPIs name it and never a query of their own. */
export type Subject =
  /** A text of its own; where it is stored, later queries of the run read its rows. */
  | { readonly kind: 'query'; readonly stored: boolean }
  /** Made of files of facts. */
  | { readonly kind: 'facts'; readonly files: readonly FactFile[] }
  /** Made of files of account signals, joined: file → columns. */
  | { readonly kind: 'signals'; readonly files: Readonly<Record<string, readonly string[]>> };

const measure: Subject = { kind: 'query', stored: false };
const stored: Subject = { kind: 'query', stored: true };
const facts = (files: readonly FactFile[]): Subject => ({ kind: 'facts', files });

/** In the order in which they run: what is stored is read by those after it. */
export const subjects = {
  account_segments: stored,
  account_edges: stored,
  account_movements: stored,
  lost_accounts: stored,
  mrr_changes: stored,
  recurring_revenue: measure,
  scheduled_churn: measure,
  customer_lifespan: measure,
  cohort_retention: measure,
  usage: measure,
  surveys: measure,
  spend: measure,
  cohorts: facts(factQueries.cohorts),
  durations: facts(factQueries.durations),
  user_use: facts(factQueries.user_use),
  account_use: facts(factQueries.account_use),
  starts: facts(factQueries.starts),
  answers: facts(factQueries.answers),
  relationship: facts(factQueries.relationship),
  voice: facts(factQueries.voice),
  selling: facts(factQueries.selling),
  buying: facts(factQueries.buying),
  account_facts: measure,
  account_standing: measure,
  account_signals: { kind: 'signals', files: signalFiles },
} as const satisfies Readonly<Record<string, Subject>>;

export type SubjectName = keyof typeof subjects;

/** What formulas look at in the period before too, or in the same one a year earlier. */
const compared: readonly string[] = ['recurring_revenue'] satisfies readonly SubjectName[];

/** Whether a subject is asked for the periods that a trend is only compared with. */
export const isCompared = (subject: string) => compared.includes(subject);

/** Fact → the query that states it. */
export const subjectOfFact: ReadonlyMap<string, string> = new Map(
  Object.entries<readonly FactFile[]>(factQueries).flatMap(([subject, files]) =>
    files.flatMap((file) => file.facts.map((fact) => [fact, subject] as const)),
  ),
);
