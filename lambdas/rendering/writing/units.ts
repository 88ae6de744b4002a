/** How a unit of the KPI catalogue is written. */
export type Kind = 'money' | 'percent' | 'points' | 'duration' | 'score' | 'ratio' | 'count';

const lengths = {
  minutes: 'minute',
  hours: 'hour',
  days: 'day',
  weeks: 'week',
  months: 'month',
} as const;
export type Length = (typeof lengths)[keyof typeof lengths];

export function kindOf(unit: string): Kind {
  // "count & %" is a share whose numerator is the count.
  if (unit.startsWith('%') || unit === 'count & %') return 'percent';
  if (unit.startsWith('money')) return 'money';
  if (unit.startsWith('points')) return 'points';
  if (unit.startsWith('score') || unit === '-100..100') return 'score';
  if (unit.startsWith('ratio') || unit.startsWith('correlation')) return 'ratio';
  return lengthOf(unit) === null ? 'count' : 'duration';
}

const lengthsByName: ReadonlyMap<string, Length> = new Map(Object.entries(lengths));

export function lengthOf(unit: string): Length | null {
  return lengthsByName.get(unit) ?? null;
}

/** "per account" of `count/account`; none for revenue per month or year, whose label says it. */
export function perWhat(unit: string): string | null {
  const [thing = '', each] = unit.split('/');
  if (each === undefined || each === 'month' || each === 'year') return null;
  return thing === 'count' || thing === 'money' ? `per ${each}` : `${thing} per ${each}`;
}
