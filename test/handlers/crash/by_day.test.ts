import { rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Account } from '../account.ts';
import { type FunctionName, openCloud } from '../cloud.ts';
import { byDayWeeks, type Week } from './by_day_company.ts';
import { type Comparable, differences, exactly } from './differences.ts';
import { atEach, expectSame } from './each_fault.ts';
import { faultsOf } from './faults.ts';
import { meet, type Step, spread } from './steps.ts';

describe.runIf(process.env.DEEP)('where events come as a folder of files', () => {
  let account: Account;
  let weeks: Week[];

  beforeAll(async () => {
    ({ account, weeks } = await byDayWeeks());
  }, 120_000);
  afterAll(() => rmSync(account.root, { recursive: true, force: true }));

  it('a week claims, makes and marks the days that its files touch', () => {
    const marks = weeks.map((week) => {
      const end = [...(week.find(({ name }) => name === 'stage')?.end.objects.keys() ?? [])];
      return end.flatMap((path) => /lake\/staged\/days\/(.*)/.exec(path)?.[1] ?? []);
    });
    expect(marks).toEqual([
      ['2026-09-01/1', '2026-10-28/1', '2026-10-29/1'],
      [
        '2026-09-01/1',
        '2026-09-01/2',
        '2026-10-01/1',
        '2026-10-28/1',
        '2026-10-29/1',
        '2026-11-08/1',
      ],
    ]);
  });

  const stepOf = (week: number, name: FunctionName): Step => {
    const step = weeks[week - 1]?.find((one) => one.name === name);
    if (!step) throw new Error(`${name} was not called`);
    // What it does to other tables is tried for a company without such a folder.
    return { ...step, calls: step.calls.filter(({ label }) => isOfDays(label)) };
  };

  it.each([
    [1, 'land'],
    [1, 'stage'],
    [2, 'land'],
    [2, 'stage'],
  ] as const)(
    'a crash or a failure at any call of week %i, %s, leaves the account as if nothing had happened once it is called again',
    async (week, name) => {
      const step = stepOf(week, name);
      await atEach(account, step, 1, async (fault) => {
        expectSame(fault, exactly(account), step.end);
      });
    },
    600_000,
  );

  it.each(['land', 'stage'] as const)(
    'an execution that is given up at %s leaves parts and days that the next one goes on from to the same',
    async (name) => {
      const step = stepOf(2, name);
      const lasting = faultsOf(step.calls).filter(({ how }) => how === 'kill after');
      const end = daysOf(stepOf(2, 'stage').end);
      for (const fault of spread(6, lasting)) {
        const { failure } = await meet(account, step, fault, new Set());
        const input = account.executions.get(step.execution)?.input;
        if (input) account.executions.set(step.execution, { input, state: 'FAILED' });
        await account.clock.sleep(25 * 60_000);
        const next = { edition: 'weekly', period: '2026-W45', deliver: 'none', reason: 'a crash' };
        await openCloud(account, account.outside).invoke(next);
        const differs = differences(daysOf(exactly(account)), end);
        expect({ fault, failure, differs }).toEqual({ fault, failure, differs: [] });
      }
    },
    600_000,
  );
});

const isOfDays = (label: string) =>
  /\/parts\/|\/days\/|\/events\/|day=|unloadDays|drop\.(open|versions)/.test(label);

/** What lies there of parts and days, which no execution has for its own. */
function daysOf({ objects }: Comparable): Comparable {
  const isShared = (path: string) => path.startsWith('lake/') && isOfDays(path);
  return { objects: new Map([...objects].filter(([path]) => isShared(path))), mails: [] };
}
