import { rmSync } from 'node:fs';
import type { Account, Outside } from '../account.ts';
import {
  callOnce,
  type FunctionName,
  openCloud,
  type Process,
  type Spawn,
  sound,
} from '../cloud.ts';
import { monday, tinyAccount } from './company.ts';
import { type Comparable, exactly, inTheEnd } from './differences.ts';
import { type Fault, faultsOf, faulty } from './faults.ts';
import { markOf, restore, type Saved, save, type Unseen } from './kept.ts';
import type { Call } from './tap.ts';
import { chance } from './turns.ts';

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

/** A run that nothing disturbed, on an account that tests set back as they need it. */
export interface Undisturbed {
  readonly account: Account;
  /** Before the scheduler sent anything. */
  readonly begin: Saved;
  readonly steps: readonly Step[];
  readonly end: Comparable;
}

let ran: Promise<Undisturbed> | undefined;

/** The same for every test file of a worker. */
export function undisturbed(): Promise<Undisturbed> {
  ran ??= runUndisturbed();
  return ran;
}

async function runUndisturbed(): Promise<Undisturbed> {
  const account = await tinyAccount();
  process.on('exit', () => rmSync(account.root, { recursive: true, force: true }));
  const begin = save(account);
  const steps = await recorded(account, (spawn) => openCloud(account, spawn).schedule(monday));
  return { account, begin, steps, end: inTheEnd(account) };
}

export function stepOf({ steps }: Undisturbed, name: FunctionName): Step {
  const step = steps.find((one) => one.name === name);
  if (!step) throw new Error(`${name} was not called`);
  return step;
}

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

/** With DEEP=1 all of them, otherwise so many, the last among them. */
export function some<One>(count: number, all: readonly One[]): readonly One[] {
  return process.env.DEEP ? all : spread(count, all);
}

/** So many of them, evenly spread, the last among them. */
export function spread<One>(count: number, all: readonly One[]): readonly One[] {
  const every = Math.max(1, Math.floor(all.length / count));
  return all.filter((_, n) => (all.length - 1 - n) % every === 0).slice(-count);
}

interface Mishap {
  readonly seed: number;
  /** Which process it is of all that were begun. */
  readonly count: number;
  readonly name: FunctionName;
  readonly outside: Outside;
  /** Notes what it is to meet. */
  readonly met: string[];
}

/** Four processes of ten are to meet a fault. */
export function mishap(
  { steps }: Undisturbed,
  { seed, count, name, outside, met }: Mishap,
): Process {
  const faults = faultsOf(steps.find((step) => step.name === name)?.calls ?? []);
  const fault = faults[chance(faults.length, seed, count, 'which')];
  if (!fault || chance(10, seed, count, 'whether') > 3) return sound(outside);
  met.push(`${name} ${count}: ${fault.how} ${fault.at}`);
  return faulty(outside, fault);
}
