import { VendorDown } from '../../../lambdas/errors.ts';
import type { SendOutcome } from '../../../lambdas/ports.ts';
import type { Outside } from '../account.ts';
import type { Process } from '../cloud.ts';
import { type Call, type Flow, tapped } from './tap.ts';

/**
 * `kill`: the process is gone. `fail`: it lives and is told that the service is down; after: its answer was
 * lost. `midway`: in a stream, of which a part has passed.
 */
export const hows = [
  ...(['kill before', 'kill midway', 'kill after'] as const),
  ...(['fail before', 'fail midway', 'fail after'] as const),
];
export type How = (typeof hows)[number];

export interface Fault {
  /** Label of the call. */
  readonly at: string;
  readonly how: How;
}

/** A process that meets a fault on its way, and what it did. */
export interface Faulty extends Process {
  readonly calls: readonly Call[];
  /** Whether the fault was met. */
  readonly isMet: () => boolean;
}

/**
 * A process in which one call goes wrong. Once it is killed no call of it goes through, neither of its
 * `catch` and `finally`, nor does a stream that it was writing come to its end.
 */
export function faulty(outside: Outside, fault?: Fault): Faulty {
  const calls: Call[] = [];
  const onTheWay = new Set<Promise<unknown>>();
  let [isKilled, isMet] = [false, false];
  const strike = (what: string) => {
    isMet = true;
    if (what === 'kill') isKilled = true;
    throw what === 'kill' ? new Killed() : new VendorDown('the test lets this call fail');
  };
  const mustLive = () => {
    if (isKilled) throw new Killed();
  };
  const carriedOut = async (call: Call, carryOut: (flow: Flow) => Promise<unknown>) => {
    mustLive();
    calls.push(call);
    const [what = '', when] = fault?.at === call.label ? fault.how.split(' ') : [];
    const strikes = (moment: string) => (when === moment ? strike(what) : undefined);
    strikes('before');
    const answer = await carryOut(() => {
      mustLive();
      strikes('midway');
    });
    mustLive();
    strikes('after');
    return answer;
  };
  const seen = tapped(outside, async (call, carryOut) => {
    const done = carriedOut(call, carryOut).catch((error: unknown) => saidOf(call, error));
    onTheWay.add(done);
    return done.finally(() => onTheWay.delete(done));
  });
  const end = async () => {
    while (onTheWay.size > 0) await Promise.allSettled(onTheWay);
  };
  return { outside: seen, calls, end, isKilled: () => isKilled, isMet: () => isMet };
}

class Killed extends Error {
  override readonly name = 'Killed';
}

/** A mailer never throws: what it does not know it says. */
function saidOf({ method }: Call, error: unknown): SendOutcome {
  if (method !== 'mailer.send' || !(error instanceof VendorDown)) throw error;
  return { outcome: 'unknown', reason: error.message };
}

/** They change nothing outside; every other method of every port is taken to. */
const reading = /\.(list|versions|exists|open|readText|parts|slice|read|state|quota|sign|verify)$/;

/** What DuckDB keeps for itself is gone with the process; Athena's own is tried in test/adapters/athena. */
const forgotten = /^engine\.(query|store|useLanded|useDays|useSnapshot)$/;

export const isEffect = ({ method }: Call) => !reading.test(method) && !forgotten.test(method);

const isStream = ({ method }: Call) => /\.(writeStream|open)$/.test(method);

/** DuckDB's own calls are no line of our code: only what they leave behind matters. */
const isOurs = ({ method }: Call) => !method.startsWith('athena.');

/**
 * The faults that stand for all faults of a process, given the calls that it makes undisturbed.
 *
 * A killed process leaves behind what its calls have changed, and nothing else. A call that changes nothing
 * leaves what the one before it left, so kills before and after every call that changes something are all
 * kills. A process that is told of a failure runs on, and what it does then is up to the line of code that
 * hears of it: so every call that changes something fails, before and after; and of those that only read,
 * each line that reads hears of it once.
 */
export function faultsOf(calls: readonly Call[]): readonly Fault[] {
  const sites = new Set<string>();
  return calls.flatMap((call) => {
    const isNew = !sites.has(`${call.method} ${call.site}`);
    sites.add(`${call.method} ${call.site}`);
    return hows
      .filter((how) => !how.endsWith('midway') || isStream(call))
      .filter((how) => {
        if (isEffect(call)) return isOurs(call) || how === 'kill after';
        return isNew && isOurs(call) && how.startsWith('fail') && how !== 'fail after';
      })
      .map((how) => ({ at: call.label, how }));
  });
}
