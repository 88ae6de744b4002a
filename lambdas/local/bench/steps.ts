import { accountSubjects } from '../../kpis/measures/subjects.ts';
import { byName, type Taken } from './taken.ts';
import type { Moment, SeenStatement, Watch } from './watch.ts';

type Seen = Pick<Watch, 'steps' | 'statements' | 'memory'>;

/** What the pipeline calls its steps → what the architecture does; reading is what tells whether there is news. */
const arrows: readonly (readonly [RegExp, string])[] = [
  [/^Reading the export/, 'fingerprint'],
  [/^Landing/, 'land'],
  [/^Staging/, 'stage'],
  [/^Measuring/, 'measure'],
  [/^Composing/, 'compose'],
  [/^Rendering/, 'render'],
  [/^Writing the archive/, 'archive'],
];

/** Reading these row by row is scoring; what comes between them and the measures before is evaluating. */
const ofAccounts: readonly string[] = accountSubjects;

/** Steps of a run in their order: the seconds of the same step are added. The last one seen is its end. */
export function stepsOf(seen: Seen, bytes: ReadonlyMap<SeenStatement, number>): readonly Taken[] {
  const parts = seen.steps.slice(0, -1).flatMap(({ name, from }, n) => {
    const to = seen.steps[n + 1]?.from ?? from;
    const arrow = arrows.find(([title]) => title.test(name))?.[1] ?? name;
    const whole = part(seen, bytes, arrow, from, to);
    return arrow === 'measure' ? measuring(seen, whole, from, to) : [whole];
  });
  return byName(parts);
}

export function part(
  { statements, memory }: Seen,
  bytes: ReadonlyMap<SeenStatement, number>,
  name: string,
  from: Moment,
  to: Moment,
): Taken {
  const within = statements.filter((one) => one.from.at >= from.at && one.to.at <= to.at);
  return {
    name,
    seconds: to.at - from.at,
    processor: to.processor - from.processor,
    megabytes: highest(memory, from, to),
    rows: within.reduce((sum, { rows }) => sum + rows, 0),
    bytes: within.reduce((sum, one) => sum + (bytes.get(one) ?? 0), 0),
    queries: within.length,
  };
}

/** Measuring in three: queries, what is evaluated of their rows, and accounts scored while theirs are read. */
function measuring(seen: Seen, whole: Taken, from: Moment, to: Moment): readonly Taken[] {
  const within = seen.statements.filter((one) => one.from.at >= from.at && one.to.at <= to.at);
  const reads = within.filter(({ name }) => ofAccounts.includes(name));
  const [begin] = reads.map((read) => read.from).toSorted((a, b) => a.at - b.at);
  const end = reads
    .map((read) => read.to)
    .toSorted((a, b) => a.at - b.at)
    .at(-1);
  if (begin === undefined || end === undefined) return [whole];
  const before = within.map((one) => one.to).filter(({ at }) => at <= begin.at);
  const measured = before.toSorted((a, b) => a.at - b.at).at(-1) ?? from;
  const engine = (figure: keyof Moment) => reads.reduce((sum, { taken }) => sum + taken[figure], 0);
  const own = (name: string, seconds: number, processor: number, a: Moment, b: Moment): Taken => ({
    ...{ name, seconds, processor, megabytes: highest(seen.memory, a, b) },
    ...{ rows: 0, bytes: 0, queries: 0 },
  });
  const evaluate = since(measured, begin);
  const scored = since(begin, end);
  const score = {
    at: scored.at - engine('at'),
    processor: Math.max(0, scored.processor - engine('processor')),
  };
  const seconds = whole.seconds - evaluate.at - score.at;
  const processor = whole.processor - evaluate.processor - score.processor;
  return [
    { ...whole, seconds, processor },
    own('evaluate', evaluate.at, evaluate.processor, measured, begin),
    own('score', score.at, score.processor, begin, end),
  ];
}

const since = (from: Moment, to: Moment): Moment => ({
  at: to.at - from.at,
  processor: to.processor - from.processor,
});

function highest(memory: Seen['memory'], from: Moment, to: Moment): number {
  const within = memory.filter(({ until }) => until > from.at && until <= to.at);
  return Math.max(0, ...within.map(({ megabytes }) => megabytes));
}

export function statementsOf(
  { statements, memory }: Seen,
  bytes: ReadonlyMap<SeenStatement, number>,
): readonly Taken[] {
  return byName(
    statements.map((one) => ({
      name: one.name,
      seconds: one.taken.at,
      processor: one.taken.processor,
      megabytes: highest(memory, one.from, one.to),
      rows: one.rows,
      bytes: bytes.get(one) ?? 0,
      queries: 1,
    })),
  );
}
