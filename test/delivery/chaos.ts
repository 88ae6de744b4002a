import { setImmediate } from 'node:timers/promises';
import type { Ports } from '../../lambdas/delivery/deliver.ts';
import { VendorDown } from '../../lambdas/errors.ts';
import type { SendOutcome } from '../../lambdas/ports.ts';
import { type Kept, memoryArchive, memorySigner, minutes, steps } from './fakes.ts';

/**
 * What may go wrong with one call. `lost`: it was done, and the client, which asked again, is told that
 * somebody else did it. `stale`: a read answers what was there before.
 */
export type Fault =
  | 'none'
  | 'crash before'
  | 'crash after'
  | 'error before'
  | 'error after'
  | 'lost'
  | 'stale'
  | 'throttled'
  | 'quota'
  | 'refused'
  | 'unknown, sent'
  | 'unknown, not sent';

interface Call {
  readonly of: Process;
  readonly name: string;
  /** Does it and answers; `fault` is what the service itself may do otherwise. */
  readonly effect: (fault: Fault) => unknown;
  readonly resolve: (answer: never) => void;
  readonly reject: (error: Error) => void;
}

/** One call of the function: it ends when it is killed, whatever it was waiting for. */
export interface Process {
  readonly deadline: number;
  dead: boolean;
  readonly onDeath: () => void;
}

/** Which of the waiting calls is next, and how it goes. */
export type Choose = (waiting: readonly string[]) => { next: number; fault: Fault };

/** Lets every call of every port wait until it is chosen: one world, any number of processes, any order. */
export function chaos(kept: Kept, choose: Choose) {
  const waiting: Call[] = [];
  const trace: string[] = [];
  const kill = (process: Process) => {
    if (process.dead) return;
    process.dead = true;
    for (const call of waiting.filter(({ of }) => of === process))
      waiting.splice(waiting.indexOf(call), 1);
    process.onDeath();
  };

  function carryOut({ of, name, effect, resolve, reject }: Call, fault: Fault): void {
    trace.push(name);
    if (of.dead) return;
    // No function outlives its time limit, however long others have slept.
    if (kept.now >= of.deadline || fault === 'crash before') kill(of);
    else if (fault === 'error before') reject(new VendorDown(`${name} failed before`));
    else {
      const answer = effect(fault);
      if (fault === 'crash after') kill(of);
      else if (fault === 'error after') reject(new VendorDown(`${name} failed after`));
      else resolve(answer as never);
    }
  }

  return {
    trace,
    /** A process with its ports. */
    start(onDeath: () => void): { process: Process; ports: Ports } {
      const process = { deadline: kept.now + minutes(15), dead: false, onDeath };
      const call = (name: string, effect: Call['effect']) =>
        new Promise<never>((resolve, reject) => {
          if (!process.dead) waiting.push({ of: process, name, effect, resolve, reject });
        });
      return { process, ports: portsOf(kept, call) };
    },
    /** Goes on until nobody waits for anything. */
    async run(): Promise<void> {
      for (;;) {
        await setImmediate();
        if (waiting.length === 0) return;
        const { next, fault } = choose(waiting.map(({ name }) => name));
        const [chosen] = waiting.splice(next, 1);
        if (chosen) carryOut(chosen, fault);
      }
    },
  };
}

function portsOf(
  kept: Kept,
  call: (name: string, effect: Call['effect']) => Promise<never>,
): Ports {
  const at = steps(kept);
  return {
    archive: {
      ...memoryArchive(),
      parts: (key) => call('archive', () => 0).then(() => memoryArchive().parts(key)),
    },
    receipts: {
      create: (key, body) => call('create', (fault) => at.create(key, body) && fault !== 'lost'),
      replace: (key, body, version) =>
        call('replace', (fault) => at.replace(key, body, version) && fault !== 'lost'),
      read: (key) => call('read', (fault) => readAs(kept, key, fault)),
      list: (prefix) => call('list', () => at.list(prefix)),
    },
    mailer: {
      quota: () => call('quota', () => ({ perSecond: 10, remainingToday: 1000 })),
      send: ({ from, to, raw }) =>
        call('send', (fault) => {
          const sent = ['none', 'unknown, sent', 'crash after'].includes(fault);
          if (sent) kept.mail.push({ from, to, raw: Buffer.from(raw) });
          return outcomeOf(fault, kept.mail.length);
        }),
    },
    signer: { ...memorySigner, sign: (text) => call('sign', () => memorySigner.sign(text)) },
    clock: {
      now: () => new Date(kept.now).toISOString(),
      sleep: (milliseconds) => {
        const until = kept.now + milliseconds;
        return call('sleep', () => {
          kept.now = Math.max(kept.now, until);
        });
      },
    },
    progress: { step: () => {}, note: () => {}, warn: () => {} },
  };
}

function readAs(kept: Kept, key: string, fault: Fault) {
  const found = kept.records.get(key);
  if (!found) return null;
  if (fault !== 'stale') return { body: found.body, version: found.version };
  return found.before === null ? null : { body: found.before, version: 'of long ago' };
}

function outcomeOf(fault: Fault, count: number): SendOutcome {
  switch (fault) {
    case 'throttled':
      return { outcome: 'throttled', until: 'soon', reason: 'too fast' };
    case 'quota':
      return { outcome: 'throttled', until: 'tomorrow', reason: 'enough for today' };
    case 'refused':
      return { outcome: 'refused', reason: 'no' };
    case 'unknown, sent':
    case 'unknown, not sent':
      return { outcome: 'unknown', reason: 'no answer' };
    default:
      return { outcome: 'sent', messageId: `m-${count}` };
  }
}
