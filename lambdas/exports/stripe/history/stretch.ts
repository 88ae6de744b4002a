/** From an instant until before another, in seconds; Infinity: without end. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

export const covers = ({ from, to }: Stretch, at: number) => from <= at && at < to;

/** Sorted, without what is empty; those that touch are one. */
export function joined(stretches: readonly Stretch[]): readonly Stretch[] {
  const sorted = stretches.filter(({ from, to }) => to > from).sort((a, b) => a.from - b.from);
  const result: Stretch[] = [];
  for (const next of sorted) {
    const last = result.at(-1);
    if (last && next.from <= last.to) {
      result[result.length - 1] = { from: last.from, to: Math.max(last.to, next.to) };
    } else result.push(next);
  }
  return result;
}

/** The parts that lie after `after` and not after `until`. */
export function within(stretches: readonly Stretch[], { from, to }: Stretch): readonly Stretch[] {
  return stretches
    .map((one) => ({ from: Math.max(one.from, from), to: Math.min(one.to, to) }))
    .filter((one) => one.to > one.from);
}
