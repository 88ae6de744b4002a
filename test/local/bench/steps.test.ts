import { describe, expect, it } from 'vitest';
import { naiveQueries } from '../../../lambdas/local/bench/naive/queries.ts';
import { ratiosOf } from '../../../lambdas/local/bench/ratios.ts';
import {
  caseOf,
  type MeasuredCase,
  renewed,
  type SizedResult,
} from '../../../lambdas/local/bench/results.ts';
import { stepsOf } from '../../../lambdas/local/bench/steps.ts';
import { type Ran, together } from '../../../lambdas/local/bench/taken.ts';
import { weekOf, weeks } from '../../../lambdas/local/bench/weeks.ts';

const at = (seconds: number) => ({ at: seconds, processor: seconds * 2 });
const statement = (name: string, from: number, to: number, taken = to - from) => ({
  ...{ name, from: at(from), to: at(to), taken: at(taken), rows: 1, profiles: [] },
});

const seen = {
  steps: ['Reading the export', 'Landing users', 'Landing events', 'Measuring 2026-W44', 'end'].map(
    (name, n) => ({ name, from: at(n * 10) }),
  ),
  statements: [
    statement('land events', 21, 25),
    statement('usage', 30, 32),
    // Evaluating takes from 32 to 35, then accounts are read and scored between rows.
    statement('account_standing', 35, 39, 1),
  ],
  memory: [5, 15, 25, 32, 39, 40].map((until, n) => ({ until, megabytes: 100 + n })),
};

const taken = (name: string, seconds: number, bytes = 0) => ({
  ...{ name, seconds, processor: seconds, megabytes: 500, rows: 0, bytes, queries: 1 },
});
const ranIn = (seconds: number, answers = {}): Ran => ({
  whole: taken('report', seconds),
  steps: [taken('measure', seconds / 2, 100)],
  statements: [],
  ...{ answers, dollars: 0, stopped: null },
});

const resultOf = (months: number, cases: MeasuredCase[]): SizedResult => ({
  ...{ size: 'S', months, memory: null, drop: { rows: {}, bytes: 1, seconds: 1 }, cases },
  machine: {
    ...{ on: '2026-11-22', processor: 'x', cores: 2, memory: 24, node: 'v', duckdb: 'v' },
    commit: 'c',
  },
});

describe('the steps of a run', () => {
  it('are told as the architecture calls them, the same ones added', () => {
    const steps = stepsOf(seen, new Map());
    expect(steps.map(({ name }) => name)).toEqual([
      ...['fingerprint', 'land', 'measure', 'evaluate', 'score'],
    ]);
    expect(steps.map(({ seconds }) => seconds)).toEqual([10, 20, 4, 3, 3]);
    expect(steps[1]).toMatchObject({ queries: 1, processor: 40, megabytes: 102 });
  });

  it('add up to the run', () => {
    expect(together('run', stepsOf(seen, new Map())).seconds).toBe(40);
  });
});

describe('results', () => {
  it('are the median of several runs, figure by figure', () => {
    const { whole, steps } = caseOf('warm', [ranIn(4), ranIn(2), ranIn(9)]);
    expect([whole.seconds, steps[0]?.seconds]).toEqual([4, 2]);
  });

  it('are refused where runs answer differently', () => {
    expect(() => caseOf('warm', [ranIn(4, { wau: 1 }), ranIn(4, { wau: 2 })])).toThrow('differ');
  });

  const sized = (months: number, seconds: number) =>
    resultOf(months, [caseOf('warm', [ranIn(seconds)]), caseOf('bound', [ranIn(2)])]);

  it('replace what was known of the same size and history, and keep the rest', () => {
    const all = renewed([sized(12, 5), sized(24, 6)], [sized(12, 4)]);
    expect(all.map(({ months, cases }) => [months, cases[0]?.whole.seconds])).toEqual([
      [12, 4],
      [24, 6],
    ]);
  });

  it('are ratios of one run, with what they are judged by', () => {
    const all = [sized(12, 5), sized(24, 6)];
    const found = all.flatMap((one) => ratiosOf(one, all));
    expect(found.find(({ says }) => says.startsWith('seconds, warm report, less'))).toMatchObject({
      ...{ is: 1.5, most: 1.5 },
    });
    expect(found.find(({ says }) => says.includes('half the history'))?.is).toBeCloseTo(1.2);
  });
});

describe('messages', () => {
  it('are judged by a minute for 1,000, and by the memory of 10,000 against theirs', () => {
    const tenfold = { ...taken('messages', 270), megabytes: 525 };
    const result = resultOf(12, [
      caseOf('messages', [ranIn(30)]),
      caseOf('messages_10k', [{ ...ranIn(270), whole: tenfold }]),
    ]);
    expect(ratiosOf(result, []).map(({ says, is, most }) => [says, is, most])).toEqual([
      ['seconds, 1,000 messages with charts : 60', 0.5, 1],
      ['megabytes, 10,000 messages : 1,000 of them', 1.05, 1.1],
    ]);
  });
});

describe('hand-written queries', () => {
  it('are one for each KPI and week', () => {
    const kpis = new Set(naiveQueries.map(({ kpi }) => kpi));
    expect(naiveQueries.length).toBe(kpis.size * weeks.length);
    expect(new Set(naiveQueries.map(({ sql }) => sql)).size).toBe(naiveQueries.length);
  });

  it('know weeks by their edges in Berlin, the last one with the hour that winter gives back', () => {
    expect(weeks.at(-2)).toMatchObject({ from: '2026-10-19', toAt: '2026-10-25 23:00:00' });
    expect(weekOf('at', 0, 1)).toBe(
      `case when at < timestamp '${weeks[1]?.fromAt}' then 0 else 1 end`,
    );
  });
});
