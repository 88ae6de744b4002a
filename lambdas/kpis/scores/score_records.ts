import { atRiskCustomers, scoreKpis } from '../catalogue/scores.ts';
import type { SegmentValue } from '../evaluation.ts';
import type { KpiText } from '../kpi.ts';
import { NoSource, NotMeasurable, type Outcome, quotient } from '../outcome.ts';
import type { KpiRecord } from '../record.ts';
import { type Label, recordOf } from '../recording.ts';
import type { AccountState } from './account_scores.ts';
import { scoreIds } from './scorecard.ts';

/** Segments of each account: dimension and value. */
export type Membership = ReadonlyMap<string, readonly SegmentValue[]>;

export interface PeriodStates {
  readonly states: readonly AccountState[];
  /** The label of a record of this period, but for its segment. */
  readonly label: Omit<Label, 'segment'>;
}

/** The KPIs that are means and counts over account scores, for the total and every segment. */
export function scoreRecords(
  periods: readonly PeriodStates[],
  membership: Membership,
  segments: readonly SegmentValue[],
): readonly KpiRecord[] {
  return periods.flatMap(({ states, label }) => {
    const customers = states.filter(({ standing }) => standing.isCustomer);
    const groups = grouped(customers, membership);
    return segments.flatMap((part) => {
      const members = groups.get(key(part)) ?? [];
      const place = { ...label, segment: part.dimension === 'all' ? null : part };
      return recordsOf(members, place);
    });
  });
}

function recordsOf(members: readonly AccountState[], label: Label): readonly KpiRecord[] {
  const judged = (kpi: KpiText) => ({ ...kpi, needsSample: true });
  return [
    ...scoreIds.map((id) => recordOf(judged(scoreKpis[id]), () => meanScore(members, id), label)),
    recordOf(atRiskCustomers, () => atRisk(members), label),
  ];
}

function meanScore(members: readonly AccountState[], id: (typeof scoreIds)[number]): Outcome {
  const values = members.flatMap(({ scores }) => scores[id].value ?? []);
  if (members.length === 0) throw new NotMeasurable('there were no customers at closing');
  if (members.every(({ scores }) => scores[id].readings.length === 0)) {
    throw new NoSource('the export has none of the tables that the score looks at');
  }
  if (values.length === 0) {
    throw new NotMeasurable('no customer has half of the signals that the score needs');
  }
  return quotient(
    values.reduce((sum, value) => sum + value, 0),
    values.length,
    'customers with a score',
  );
}

function atRisk(members: readonly AccountState[]): Outcome {
  const scored = members.filter(
    ({ scores }) =>
      scores.customer_health_score.value !== null || scores.churn_risk_score.value !== null,
  );
  if (scored.length === 0) {
    throw new NotMeasurable('no customer has half of the signals that the scores need');
  }
  const found = scored.filter((state) => state.atRisk);
  const amount = found.reduce((sum, { standing }) => sum + (standing.mrr ?? 0), 0);
  return { value: found.length, amount, sample: scored.length };
}

function grouped(states: readonly AccountState[], membership: Membership) {
  const groups = new Map<string, AccountState[]>();
  for (const state of states) {
    for (const part of membership.get(state.accountId) ?? []) {
      const found = groups.get(key(part));
      if (found) found.push(state);
      else groups.set(key(part), [state]);
    }
  }
  return groups;
}

const key = ({ dimension, value }: SegmentValue) => `${dimension}\u0000${value}`;
