import type { Report } from '../../reports/model.ts';
import type { Pen } from '../writing/pen.ts';

/** A KPI and why it has no value, ready to be read. */
interface Unmeasured {
  readonly label: string;
  readonly reason: string;
}

/** Names that one line may hold; all are in kpis.csv. */
const mostNames = 6;

/** KPIs without a value, a line for those of one reason: twenty times the same says less than once. */
export function unmeasuredLines(all: Report['quality']['unmeasured'], pen: Pen): string[] {
  const kpis = all.map(({ label, reason }) => ({
    label: pen.prose(label, 80),
    reason: pen.prose(reason, 200),
  }));
  const reasons = [...new Set(kpis.map(({ reason }) => reason))];
  const groups = reasons.map((one) => kpis.filter(({ reason }) => reason === one));
  const shared = groups.filter((group) => group.length > 1);
  const alone = groups.filter((group) => group.length === 1).flat();
  const lines = shared.map((group) => sharedLine(group, pen));
  const [only] = alone;
  if (only === undefined) return lines;
  return [...lines, alone.length === 1 ? ownLine(only, pen) : restLine(alone, pen)];
}

function sharedLine(group: readonly Unmeasured[], pen: Pen): string {
  const reason = (group[0]?.reason ?? '').replace(/\.$/, '');
  return pen.t(
    '{0} {1:KPI has|KPIs have} no value ({2}): {3}',
    pen.count(group.length),
    group.length,
    reason,
    namesOf(group, pen),
  );
}

function ownLine({ label, reason }: Unmeasured, pen: Pen): string {
  return pen.t('{0}: {1}', label, reason);
}

function restLine(group: readonly Unmeasured[], pen: Pen): string {
  return pen.t(
    '{0} {1:KPI has|KPIs have} no value, each for a reason of its own that kpis.csv gives: {2}',
    pen.count(group.length),
    group.length,
    namesOf(group, pen),
  );
}

function namesOf(group: readonly Unmeasured[], pen: Pen): string {
  const names = group.slice(0, mostNames).map(({ label }) => label);
  const more = group.length - names.length;
  const all = names.join(', ');
  return more === 0 ? all : pen.t('{0} and {1} more', all, pen.count(more));
}
