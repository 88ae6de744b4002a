import { expect } from 'vitest';
import type { Account } from '../account.ts';
import { type Comparable, differences } from './differences.ts';
import { type Fault, faultsOf } from './faults.ts';
import { again, meet, type Step, some } from './steps.ts';

/** Lets each fault meet a step, calls it again as AWS does, and checks what was left where it is news. */
export async function atEach(
  account: Account,
  step: Step,
  count: number,
  check: (fault: Fault) => Promise<void>,
): Promise<void> {
  const known = new Set<string>();
  const met = some(count, distinct(step));
  for (const fault of met) {
    await inTime(fault, async () => {
      const { failure, isKnown } = await meet(account, step, fault, known);
      expect({ fault, isPassing: passing.includes(failure) }).toEqual({ fault, isPassing: true });
      if (isKnown) return;
      if (failure !== undefined) await again(account, step);
      await check(fault);
    });
  }
}

/** A process that hangs is as bad as one that fails, and says as little as possible: this says at which fault. */
async function inTime({ how, at }: Fault, meeting: () => Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`it hangs at ${how} ${at}`)), 60_000);
  });
  await Promise.race([meeting(), late]).finally(() => clearTimeout(timer));
}

/**
 * A book's tree is written by the calls that write the company's, in their order: of theirs the first page and
 * the last files. Steps before delivery write one thing after another, but for messages of readers who share a
 * form, of which each lies by itself: what a kill before a write leaves, a kill after an earlier one has left.
 */
function distinct({ name, calls }: Step): readonly Fault[] {
  const isOfItsOwn = ({ at }: Fault) =>
    !/ site\/book-/.test(at) || /accounts-001\.html|\/entries\/|book-\w+\/index\.html/.test(at);
  const faults = faultsOf(calls).filter(isOfItsOwn);
  const first = faults.find(({ how }) => how === 'kill before');
  const isOneByOne = name !== 'deliver' && name !== 'failed';
  return faults.filter((fault) => !isOneByOne || fault.how !== 'kill before' || fault === first);
}

export const expectSame = (fault: Fault, found: Comparable, wanted: Comparable) =>
  expect({ fault, differs: differences(found, wanted) }).toEqual({ fault, differs: [] });

/** Machine and Lambda call again after these; undefined: it lived with its fault. */
const passing = ['Runtime.ExitError', 'VendorDown', undefined];
