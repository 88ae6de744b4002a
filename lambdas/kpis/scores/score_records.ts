import { scoreKpis } from '../catalogue/scores.ts';
import type { SegmentValue } from '../evaluation.ts';
import { NoSource, NotMeasurable, type Outcome, quotient } from '../outcome.ts';
import type { KpiRecord } from '../record.ts';
import { type Label, recordOf } from '../recording.ts';
import type { CustomerTallies, CustomerTally, ScoreTally } from './customer_tally.ts';
import type { ScoreId } from './scorecard.ts';

export interface LabelledTallies {
  readonly tallies: CustomerTallies;
  /** The label of a record of this period, but for its segment. */
  readonly label: Omit<Label, 'segment'>;
}

/** The KPIs that are means, counts and shares over accounts' states, for the total and every segment. */
export function scoreRecords(
  periods: readonly LabelledTallies[],
  segments: readonly SegmentValue[],
): readonly KpiRecord[] {
  return periods.flatMap(({ tallies, label }) =>
    segments.flatMap((part) => {
      const segment = part.dimension === 'all' ? null : part;
      return recordsOf(tallies.of(part), { ...label, segment });
    }),
  );
}

function recordsOf({ scores, patterns }: CustomerTally, label: Label): readonly KpiRecord[] {
  const around = { has: label.present, scored: (id: ScoreId) => scores.get(id)?.scored ?? 0 };
  return [
    ...[...scores].map(([id, tally]) => recordOf(scoreKpis[id], () => meanScore(tally), label)),
    ...[...patterns].map(([kpi, tally]) => recordOf(kpi, () => kpi.measure(tally, around), label)),
  ];
}

function meanScore({ customers, judged, scored, sum }: ScoreTally): Outcome {
  if (customers === 0) throw new NotMeasurable('there were no customers at closing');
  if (judged === 0) {
    throw new NoSource('the export has none of the tables that the score looks at');
  }
  if (scored === 0) {
    throw new NotMeasurable('no customer has half of the signals that the score needs');
  }
  return quotient(sum, scored, 'customers with a score');
}
