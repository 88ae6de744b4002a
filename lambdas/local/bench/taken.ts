import { z } from 'zod';

/** What something took. */
export const taken = z.strictObject({
  name: z.string(),
  /** By the clock. */
  seconds: z.number(),
  /** Of all processors: on a machine that others use it says more. */
  processor: z.number(),
  /** Highest memory of the process meanwhile, the engine's with it. */
  megabytes: z.number(),
  rows: z.number(),
  /** Compressed bytes of the columns that its statements read in Parquet files. */
  bytes: z.number(),
  queries: z.number(),
});
export type Taken = z.infer<typeof taken>;

/** A case of the benchmark as one process ran it. */
export const ran = z.strictObject({
  whole: taken,
  steps: z.array(taken),
  statements: z.array(taken),
  /** Answers that are compared with those of other cases. */
  answers: z.record(z.string(), z.number()),
  /** What Athena would charge for its queries. */
  dollars: z.number(),
  /** Why it did not come to its end, or said less than all; null where it did. */
  stopped: z.string().nullable(),
});
export type Ran = z.infer<typeof ran>;

/** Several under one name. */
export function together(name: string, parts: readonly Taken[]): Taken {
  const add = (of: (part: Taken) => number) => parts.reduce((all, part) => all + of(part), 0);
  return {
    name,
    seconds: add(({ seconds }) => seconds),
    processor: add(({ processor }) => processor),
    megabytes: Math.max(0, ...parts.map(({ megabytes }) => megabytes)),
    rows: add(({ rows }) => rows),
    bytes: add(({ bytes }) => bytes),
    queries: add(({ queries }) => queries),
  };
}

/** One of each name, in the order in which they first come. */
export function byName(parts: readonly Taken[]): readonly Taken[] {
  const names = [...new Set(parts.map(({ name }) => name))];
  return names.map((name) =>
    together(
      name,
      parts.filter((part) => part.name === name),
    ),
  );
}

/** The median of several runs, figure by figure. */
export function medianOf(runs: readonly Taken[]): Taken {
  const [first] = runs;
  if (first === undefined) throw new Error('there is no run to take the median of');
  const of = (figure: (run: Taken) => number) => median(runs.map(figure));
  return {
    name: first.name,
    seconds: of(({ seconds }) => seconds),
    processor: of(({ processor }) => processor),
    megabytes: of(({ megabytes }) => megabytes),
    rows: of(({ rows }) => rows),
    bytes: of(({ bytes }) => bytes),
    queries: of(({ queries }) => queries),
  };
}

function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  const [low, high] = [sorted[(sorted.length - 1) >> 1] ?? 0, sorted[sorted.length >> 1] ?? 0];
  return (low + high) / 2;
}
