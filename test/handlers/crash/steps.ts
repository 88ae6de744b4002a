import type { Account } from '../account.ts';
import { callOnce, type FunctionName, openCloud, type Spawn, sound } from '../cloud.ts';
import { monday } from './company.ts';
import { type Comparable, exactly } from './differences.ts';
import { type Fault, faulty } from './faults.ts';
import { markOf, restore, type Saved, save, type Unseen } from './kept.ts';
import type { Call } from './tap.ts';

/** A function as it was called in a run that nothing disturbed. */
export interface Step {
  readonly name: FunctionName;
  readonly execution: string;
  readonly payload: unknown;
  readonly calls: readonly Call[];
  readonly begin: Saved;
  /** The account after it. */
  readonly end: Comparable;
}

/** Does what is asked, and keeps what every function that was called found, did and left. */
export async function recorded(
  account: Account,
  doing: (spawn: Spawn) => Promise<unknown>,
): Promise<readonly Step[]> {
  const steps: (Omit<Step, 'end'> & { end?: Comparable })[] = [];
  const endLast = () => {
    const last = steps.at(-1);
    if (last) last.end = exactly(account);
  };
  await doing((name, execution, payload) => {
    endLast();
    const process = faulty(account.outside);
    const begin = save(account);
    steps.push({ name, execution, payload, calls: process.calls, begin });
    return process;
  });
  endLast();
  return steps as Step[];
}

/** The run of a Monday that nothing disturbs. */
export const undisturbed = (account: Account) =>
  recorded(account, (spawn) => openCloud(account, spawn).schedule(monday));

export interface After {
  /** By which name it failed, where it did. */
  readonly failure: string | undefined;
  /** It left the account as another fault did, from where all goes on as it went then. */
  readonly isKnown: boolean;
}

/** Lets a function meet a fault where it stood. */
export async function meet(
  account: Account,
  { name, payload, begin }: Step,
  fault: Fault,
  known: Set<string>,
  isUnseen?: Unseen,
): Promise<After> {
  restore(account, begin);
  const process = faulty(account.outside, fault);
  const outcome = await callOnce(name, process, account.clock, payload);
  if (!process.isMet()) throw new Error(`${name} did not call ${fault.at} this time`);
  if ('answer' in outcome) return { failure: undefined, isKnown: false };
  const mark = markOf(account, isUnseen);
  const isKnown = known.has(mark);
  known.add(mark);
  return { failure: outcome.failure.Error, isKnown };
}

/** Calls the function once more, as the machine does with what may pass, and Lambda with `start`. */
export async function again(account: Account, { name, payload }: Step): Promise<void> {
  await account.clock.sleep(5000);
  const outcome = await callOnce(name, sound(account.outside), account.clock, payload);
  if ('failure' in outcome) throw new Error(`${name} failed again: ${outcome.failure.Cause}`);
}
