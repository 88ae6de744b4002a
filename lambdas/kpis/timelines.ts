import type { Engine, QueryText, Row, Value } from '../ports.ts';
import type { Settings } from '../settings/schema.ts';
import { type Relation, withRelations } from '../tables/relations.ts';
import { settingRelations } from './measures/parameters.ts';

/** An account whose facts are wanted, from a day on and before another. */
export interface ChosenAccount {
  readonly account_id: string;
  readonly from: string;
  readonly until: string;
}

const kinds = [
  'talk',
  'touch',
  'no_show',
  'answer',
  'ticket',
  'escalation',
  'solution',
  'overdue',
  'late_payment',
  'change',
  'end',
  'comment',
  'milestone',
  'won',
  'left',
] as const;
export type FactKind = (typeof kinds)[number];

/** Something dated that happened to an account. */
export interface TimelineFact {
  /** Day in the report's zone. */
  readonly day: string;
  readonly kind: FactKind;
  /** Type, category, reason, milestone or persona, as the export says it; of a comment its words. */
  readonly code: string;
  /** Of an answer: its score and the worst and the best that it could be. */
  readonly score: number | null;
  readonly worst: number | null;
  readonly best: number | null;
}

/** Account → its facts, oldest first. */
export type Timelines = ReadonlyMap<string, readonly TimelineFact[]>;

export interface TimelineStep {
  readonly engine: Engine;
  readonly queryText: QueryText;
  readonly settings: Settings;
  readonly chosen: readonly ChosenAccount[];
}

/** Dated facts of the chosen accounts from the snapshot in use: one query, none where nobody is chosen. */
export async function timelines(step: TimelineStep): Promise<Timelines> {
  const { engine, queryText, settings, chosen } = step;
  if (chosen.length === 0) return new Map();
  const text = await queryText('kpis/measures/timelines.sql');
  const relations = [chosenRelation(chosen), ...settingRelations(settings, [])];
  const found = new Map<string, TimelineFact[]>();
  for (const row of await engine.query(withRelations(text, relations))) {
    const account = String(row.account_id);
    const facts = found.get(account) ?? [];
    facts.push(...factOf(row));
    found.set(account, facts);
  }
  return found;
}

/** One row per account: those of several readers want the longest stretch of any. */
function chosenRelation(chosen: readonly ChosenAccount[]): Relation {
  const rows = new Map<string, { account_id: string; from_on: string; until_on: string }>();
  for (const { account_id, from, until } of chosen) {
    const known = rows.get(account_id);
    rows.set(account_id, {
      account_id,
      from_on: known && known.from_on < from ? known.from_on : from,
      until_on: known && known.until_on > until ? known.until_on : until,
    });
  }
  return {
    name: 'chosen_accounts',
    columns: { account_id: 'varchar', from_on: 'date', until_on: 'date' },
    rows: [...rows.values()],
  };
}

function factOf(row: Row): TimelineFact[] {
  const kind = kinds.find((known) => known === row.kind);
  if (kind === undefined) return [];
  const { score, worst, best } = row;
  const scale = { score: number(score), worst: number(worst), best: number(best) };
  return [{ day: String(row.day), kind, code: String(row.code), ...scale }];
}

function number(value: Value | undefined): number | null {
  return value === null || value === undefined ? null : Number(value);
}
