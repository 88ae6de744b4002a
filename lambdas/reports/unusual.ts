/** Earlier values without which nothing can be called usual; they have one step less between them. */
const fewest = { level: 6, change: 5 };

/** Makes the median of the distances comparable to a standard deviation. */
const perDeviation = 1.4826;

/**
 * Whether the last value leaves the range of those before it. `change` looks at the steps between
 * neighbours, for what grows. Null where there is too little history to say, or no last value.
 */
export function isUnusual(
  trend: readonly (number | null)[],
  range: 'level' | 'change',
  fromZ: number,
): boolean | null {
  const compared = range === 'level' ? trend : steps(trend);
  const latest = compared.at(-1) ?? null;
  const earlier = known(compared.slice(0, -1));
  if (latest === null || earlier.length < fewest[range]) return null;
  const middle = median(earlier);
  const spread = median(earlier.map((value) => Math.abs(value - middle))) * perDeviation;
  const distance = Math.abs(latest - middle);
  // A KPI that never moved leaves its range with any move; the margin is for rounding only.
  if (spread === 0) return distance > 1e-9 * Math.max(1, Math.abs(middle));
  return distance / spread >= fromZ;
}

/** From each value to the next; null where one of the two is unknown. */
export function steps(trend: readonly (number | null)[]): (number | null)[] {
  return trend.slice(1).map((value, i) => {
    const before = trend[i] ?? null;
    return value === null || before === null ? null : value - before;
  });
}

function known(values: readonly (number | null)[]): number[] {
  return values.filter((value) => value !== null);
}

/** Mean of the two middle ones where there are two. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const high = sorted[Math.floor(sorted.length / 2)] ?? 0;
  const low = sorted[Math.ceil(sorted.length / 2) - 1] ?? high;
  return (low + high) / 2;
}
