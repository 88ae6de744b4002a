import type { MeasuredCase, SizedResult } from './results.ts';

/** Two figures of one run against each other. */
export interface Ratio {
  readonly says: string;
  readonly is: number;
  /** The same of processors' time, which others on the machine do not stretch; null where no time is compared. */
  readonly processor: number | null;
  /** What it is judged by; null where it is said for comparison. */
  readonly most: number | null;
}

/** A case, and which of its steps; all where none is named. */
type Side = readonly [MeasuredCase | undefined, ...(readonly string[])];

/** What the figures of a size are worth: each against another of the same run. */
export function ratiosOf(result: SizedResult, all: readonly SizedResult[]): readonly Ratio[] {
  const { warm, cold, bound, naive, copy, day, cube, messages, tenfold } = casesOf(result);
  const staging = ['fingerprint', 'land', 'stage'];
  const halfWarm = casesOf(halfOf(result, all)).warm;
  return [
    ...times('warm report, less 2 s : bound', [warm], [bound], 1.5, 2),
    ...times('measures of a warm report : bound', [warm, 'measure'], [bound], null),
    ...times('cold staging : copying the drop', [cold, ...staging], [copy], 3),
    ...times('staging one more day : reading it', [warm, ...staging], [day], 2),
    ...times('warm report : with half the history', [warm], [halfWarm], 1.1),
    ...times('one query per KPI and week : measures', [naive], [warm, 'measure'], null),
    ...times('Cube : bound of its questions', [cube], [bound, 'usage', 'mrr'], null),
    ...amounts('bytes, one query per KPI and week : measures', 'bytes', [naive], [warm, 'measure']),
    ...amounts(
      'bytes, measures of a warm report : bound',
      'bytes',
      [warm, 'measure'],
      [bound],
      1.2,
    ),
    ...amounts('megabytes of memory, warm report : 1,000', 'megabytes', [warm], 1000, 1),
    ...times('1,000 messages with charts : 60', [messages], 60, 1),
    ...amounts(
      'megabytes, 10,000 messages : 1,000 of them',
      'megabytes',
      [tenfold],
      [messages],
      1.1,
    ),
  ];
}

function casesOf(result: SizedResult | undefined) {
  const find = (name: string) => result?.cases.find((one) => one.name === name);
  return {
    ...{ warm: find('warm'), cold: find('cold'), bound: find('bound'), naive: find('naive') },
    ...{ copy: find('copy'), day: find('day'), cube: find('cube') },
    ...{ messages: find('messages'), tenfold: find('messages_10k') },
  };
}

/** The same size with half of its history. */
function halfOf({ size, months, memory }: SizedResult, all: readonly SizedResult[]) {
  return all.find((one) => one.size === size && one.memory === memory && one.months * 2 === months);
}

type Figure = 'seconds' | 'processor' | 'bytes' | 'megabytes';

function figure(side: Side | number, of: Figure): number {
  if (typeof side === 'number') return side;
  const [found, ...names] = side;
  if (found === undefined) return 0;
  if (names.length === 0) return found.whole[of];
  const steps = found.steps.filter(({ name }) => names.includes(name));
  return steps.reduce((sum, step) => sum + step[of], 0);
}

function times(
  what: string,
  one: Side,
  other: Side | number,
  most: number | null,
  allowance = 0,
): readonly Ratio[] {
  const of = (name: Figure) => Math.max(0, figure(one, name) - allowance) / figure(other, name);
  if (figure(one, 'seconds') === 0 || figure(other, 'seconds') === 0) return [];
  const says = cut(`seconds, ${what}`, one, other);
  return [{ says, is: of('seconds'), processor: of('processor'), most }];
}

function amounts(
  what: string,
  of: 'bytes' | 'megabytes',
  one: Side,
  other: Side | number,
  most: number | null = null,
): readonly Ratio[] {
  const [above, below] = [figure(one, of), figure(other, of)];
  if (above === 0 || below === 0) return [];
  return [{ says: cut(what, one, other), is: above / below, processor: null, most }];
}

/** A case that was stopped took less than all of it would. */
function cut(says: string, ...sides: readonly (Side | number)[]): string {
  const why = sides.flatMap((side) => {
    const found = typeof side === 'number' ? undefined : side[0];
    return found === undefined || found.stopped === null ? [] : [`${found.name}: ${found.stopped}`];
  });
  return why.length === 0 ? says : `${says} (${[...new Set(why)].join('; ')})`;
}
