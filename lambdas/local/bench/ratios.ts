import type { MeasuredCase, SizedResult } from './results.ts';
import type { Taken } from './taken.ts';

/** Two figures of one run against each other. */
export interface Ratio {
  readonly says: string;
  readonly is: number;
  /** What it is judged by; null where it is said for comparison. */
  readonly most: number | null;
}

/** What the figures of a size are worth: each against another of the same run. */
export function ratiosOf(result: SizedResult, all: readonly SizedResult[]): readonly Ratio[] {
  const find = (name: string) => result.cases.find((one) => one.name === name);
  const [warm, cold, bound, naive] = ['warm', 'cold', 'bound', 'naive'].map(find);
  const [copy, day, cube] = ['copy', 'day', 'cube'].map(find);
  return [
    ...ratio('seconds, warm report : bound + 2 s', warm, bound, seconds, seconds, 1.5, 2),
    ...ratio('seconds, measures of a warm report : bound', warm, bound, measures, seconds, null),
    ...ratio('seconds, cold staging : copying the drop', cold, copy, staging, seconds, 3),
    ...ratio('seconds, staging of one more day : reading it', warm, day, staging, seconds, 2),
    ...ratio('bytes, naive : measures of a warm report', naive, warm, bytes, measureBytes, null),
    ...ratio('bytes, measures of a warm report : bound', warm, bound, measureBytes, bytes, 1.2),
    ...ratio('seconds, naive : measures of a warm report', naive, warm, seconds, measures, null),
    ...ratio('seconds, Cube : bound of its questions', cube, bound, seconds, ofCube, null),
    ...ratio('megabytes, warm report : 1,000', warm, warm, megabytes, () => 1000, 1),
    ...doubled(result, all),
  ];
}

type Figure = (one: MeasuredCase) => number;
const seconds: Figure = ({ whole }) => whole.seconds;
const bytes: Figure = ({ whole }) => whole.bytes;
const megabytes: Figure = ({ whole }) => whole.megabytes;
const stepsOf =
  (names: readonly string[], of: (step: Taken) => number): Figure =>
  ({ steps }) =>
    steps.filter(({ name }) => names.includes(name)).reduce((sum, step) => sum + of(step), 0);
const staging = stepsOf(['fingerprint', 'land', 'stage'], (step) => step.seconds);
const measures = stepsOf(['measure'], (step) => step.seconds);
const measureBytes = stepsOf(['measure'], (step) => step.bytes);
const ofCube = stepsOf(['usage', 'mrr'], (step) => step.seconds);

function ratio(
  says: string,
  one: MeasuredCase | undefined,
  other: MeasuredCase | undefined,
  of: Figure,
  by: Figure,
  most: number | null,
  allowance = 0,
): readonly Ratio[] {
  if (one === undefined || other === undefined) return [];
  const [above, below] = [of(one), by(other)];
  if (below === 0) return [];
  return [{ says: cut(says, one, other), is: Math.max(0, above - allowance) / below, most }];
}

/** A case that was stopped says less than all: the ratio is at least, or at most, that. */
function cut(says: string, ...of: readonly MeasuredCase[]): string {
  const why = of.flatMap(({ name, stopped }) => (stopped === null ? [] : [`${name}: ${stopped}`]));
  return why.length === 0 ? says : `${says} (${[...new Set(why)].join('; ')})`;
}

/** The warm report with twice the history against the same with half of it. */
function doubled(result: SizedResult, all: readonly SizedResult[]): readonly Ratio[] {
  const half = all.find(
    ({ size, months, memory }) =>
      size === result.size && memory === result.memory && months * 2 === result.months,
  );
  const warm = (of: SizedResult | undefined) => of?.cases.find(({ name }) => name === 'warm');
  const [now, then] = [warm(result), warm(half)];
  if (now === undefined || then === undefined) return [];
  return ratio('seconds, warm report : with half the history', now, then, seconds, seconds, 1.1);
}
