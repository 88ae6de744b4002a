import { scoreKpis } from '../catalogue/scores.ts';
import type { Evaluation, SegmentValue } from '../evaluation.ts';
import { NoSource, NotMeasurable, type Outcome, quotient } from '../outcome.ts';
import { patternKpis } from '../patterns/catalogue.ts';
import type { KpiRecord } from '../record.ts';
import { type Label, recordOf } from '../recording.ts';
import type { AccountState } from './account_scores.ts';
import { scoreIds } from './scorecard.ts';

/** Segments of each account: dimension and value. */
export type Membership = ReadonlyMap<string, readonly SegmentValue[]>;

export interface LabelledStates {
  readonly states: readonly AccountState[];
  /** The label of a record of this period, but for its segment. */
  readonly label: Omit<Label, 'segment'>;
}

/** The KPIs that are means, counts and shares over accounts' states, for the total and every segment. */
export function scoreRecords(
  periods: readonly LabelledStates[],
  step: Evaluation & { readonly membership: Membership },
): readonly KpiRecord[] {
  return periods.flatMap(({ states, label }) => {
    const customers = states.filter(({ standing }) => standing.isCustomer);
    const groups = grouped(customers, step.membership);
    return step.segments.flatMap((part) => {
      const members = groups.get(key(part)) ?? [];
      const place = { ...label, segment: part.dimension === 'all' ? null : part };
      return recordsOf(members, place, step);
    });
  });
}

function recordsOf(
  members: readonly AccountState[],
  label: Label,
  { definitions }: Evaluation,
): readonly KpiRecord[] {
  return [
    ...scoreIds.map((id) => recordOf(scoreKpis[id], () => meanScore(members, id), label)),
    ...patternKpis.map((kpi) =>
      recordOf(
        kpi,
        () => kpi.measure({ customers: members, definitions, has: label.present }),
        label,
      ),
    ),
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
