import { z } from 'zod';
import { machine } from './machine.ts';
import { sizeNames } from './sizes.ts';
import { byName, medianOf, type Ran, ran } from './taken.ts';

/** A case, the median of its runs figure by figure. */
const measured = z.strictObject({
  name: z.string(),
  runs: z.int(),
  // Of its statements the dearest, by the time of processors.
  ...ran.shape,
});
export type MeasuredCase = z.infer<typeof measured>;

const sized = z.strictObject({
  size: z.enum(sizeNames),
  months: z.int(),
  machine,
  drop: z.strictObject({
    rows: z.record(z.string(), z.number()),
    bytes: z.number(),
    seconds: z.number(),
  }),
  /** Memory limit of the engine; null: as the product has it. */
  memory: z.string().nullable(),
  cases: z.array(measured),
});
export type SizedResult = z.infer<typeof sized>;

export const results = z.array(sized);

const mostStatements = 40;

/** Throws where runs of a case gave different answers. */
export function caseOf(name: string, runs: readonly Ran[]): MeasuredCase {
  const [first] = runs;
  if (first === undefined) throw new Error(`there is no run of ${name}`);
  const answers = new Set(runs.map((run) => JSON.stringify(run.answers)));
  if (answers.size > 1) throw new Error(`runs of ${name} differ: ${[...answers].join(' and ')}`);
  const medians = (of: (run: Ran) => Ran['steps']) =>
    byName(runs.flatMap(of)).map(({ name: one }) =>
      medianOf(runs.flatMap(of).filter((part) => part.name === one)),
    );
  const statements = medians((run) => run.statements);
  return {
    name,
    runs: runs.length,
    whole: { ...medianOf(runs.map(({ whole }) => whole)), name },
    steps: medians((run) => run.steps),
    statements: statements.toSorted((a, b) => b.processor - a.processor).slice(0, mostStatements),
    answers: first.answers,
    dollars: first.dollars,
    stopped: runs.find(({ stopped }) => stopped !== null)?.stopped ?? null,
  };
}

/** What was known with what was measured anew in its place. */
export function renewed(
  known: readonly SizedResult[],
  now: readonly SizedResult[],
): readonly SizedResult[] {
  const key = ({ size, months, memory }: SizedResult) =>
    `${sizeNames.indexOf(size)} ${String(months).padStart(3, '0')} ${memory ?? ''}`;
  const all = new Map([...known, ...now].map((one) => [key(one), one]));
  return [...all].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one);
}
