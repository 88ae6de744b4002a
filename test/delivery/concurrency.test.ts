import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deliver } from '../../lambdas/delivery/deliver.ts';
import type { Order } from '../../lambdas/delivery/order.ts';
import { settle } from '../../lambdas/delivery/settle.ts';
import { summarise } from '../../lambdas/delivery/summary.ts';
import { type Choose, chaos, type Fault } from './chaos.ts';
import {
  delivered,
  type Kept,
  memoryPorts,
  minutes,
  newKept,
  order,
  readers,
  receiptOf,
} from './fakes.ts';

describe('delivery at many places at once', () => {
  it('sends one mail to each reader when 20 executions deliver at the same moment', async () => {
    const kept = newKept();
    const random = numbers(1);
    const world = chaos(kept, (waiting) => ({ next: random() % waiting.length, fault: 'none' }));
    const ended = inParallel(world, 20, (n) => ({ execution: `e${n}`, readers: readers(5) }));
    await world.run();
    expect(addressees(kept)).toEqual(readers(5).map(({ email }) => email));
    const answers = await ended;
    expect(sum(answers.map(({ counts }) => counts.sent))).toBe(5);
    expect(answers.every(({ counts }) => counts.unknown === 0)).toBe(true);
  });

  it('sends one mail to each reader when one execution is called 20 times at the same moment', async () => {
    const kept = newKept();
    const random = numbers(2);
    const world = chaos(kept, (waiting) => ({ next: random() % waiting.length, fault: 'none' }));
    const ended = inParallel(world, 20, () => ({ execution: 'e', readers: readers(5) }));
    await world.run();
    expect(addressees(kept)).toEqual(readers(5).map(({ email }) => email));
    expect((await ended).length).toBe(20);
    // Some of them saw a claim of their own execution and gave it up: who sent has said so since.
    expect(readers(5).map((_, n) => receiptOf(kept, n).status)).toEqual(Array(5).fill('sent'));
  });

  it('sends nobody two messages whatever crashes, waits, fails or is repeated, and everybody one once doubts are settled', async () => {
    const met = new Set<Fault>();
    await fc.assert(
      fc.asyncProperty(scenario, async ({ executions, count, decisions }) => {
        const kept = newKept();
        const world = chaos(kept, deciding(decisions, met));
        for (let n = 0; n < executions; n += 1) execute(world, `e${n}`, readers(count), 3);
        await world.run();
        expectAtMostOne(kept, count);
        await settleAndFinish(kept, count);
      }),
      { numRuns: process.env.DEEP ? 3000 : 100 },
    );
    const possible = new Set(['none', ...others, ...Object.values(faults).flat()]);
    expect(met).toEqual(possible);
  });
});

describe('a crash at any call of any port', () => {
  it('leaves a doubt only between the claim and its receipt, and never a second message', async () => {
    const calls = await traced();
    expect(calls).toContain('send');
    for (const moment of ['crash before', 'crash after'] as const) {
      for (let at = 0; at < calls.length; at += 1) {
        const again = [
          { execution: 'e1', later: 0 },
          { execution: 'e2', later: minutes(21) },
        ];
        for (const { execution, later } of again) {
          const { kept, doubtful } = await crashed(at, moment, execution, later);
          expectAtMostOne(kept, 2);
          const between = openAt(calls, at, moment);
          expect([calls[at], moment, doubtful]).toEqual([calls[at], moment, between ? 1 : 0]);
          await settleAndFinish(kept, 2);
        }
      }
    }
  });

  it('sends a forced delivery once more to each reader and not twice', async () => {
    const calls = await traced({ mode: 'force' }, true);
    for (const moment of ['crash before', 'crash after'] as const) {
      for (let at = 0; at < calls.length; at += 1) {
        const kept = newKept();
        await delivered(kept, { readers: readers(2) });
        const world = chaos(kept, crashingAt(at, moment));
        execute(world, 'e9', readers(2), 3, { mode: 'force' });
        await world.run();
        for (const { email } of readers(2)) {
          expect(addressees(kept).filter((to) => to === email).length).toBeLessThanOrEqual(2);
        }
        expect(receiptOf(kept, 0).status).toBe('sent');
      }
    }
  });
});

type World = ReturnType<typeof chaos>;

/** Starts an execution, which is called again when it dies, fails, or is not done, as the machine does. */
function execute(
  world: World,
  execution: string,
  to: ReturnType<typeof readers>,
  tries: number,
  more: Partial<Order> = {},
): void {
  if (tries === 0) return;
  const again = () => execute(world, execution, to, tries - 1, more);
  const { process, ports } = world.start(again);
  const timeLeft = () => process.deadline - Date.parse(ports.clock.now());
  deliver(ports, order({ execution, readers: to, timeLeft, ...more })).then(
    ({ done }) => (done ? undefined : again()),
    again,
  );
}

function inParallel(world: World, count: number, which: (n: number) => Partial<Order>) {
  const all = Array.from({ length: count }, (_, n) =>
    deliver(world.start(() => {}).ports, order(which(n))),
  );
  return Promise.all(all);
}

const faults: Readonly<Record<string, readonly Fault[]>> = {
  create: ['crash before', 'crash after', 'error before', 'error after', 'lost'],
  replace: ['crash before', 'crash after', 'error before', 'error after', 'lost'],
  read: ['crash before', 'crash after', 'error before', 'stale'],
  send: [
    'crash before',
    'crash after',
    'throttled',
    'quota',
    'refused',
    'unknown, sent',
    'unknown, not sent',
  ],
};
const others: readonly Fault[] = ['crash before', 'crash after', 'error before'];

const scenario = fc.record({
  executions: fc.integer({ min: 1, max: 4 }),
  count: fc.integer({ min: 1, max: 3 }),
  decisions: fc.array(fc.tuple(fc.nat(20), fc.nat(40)), { maxLength: 150, size: 'max' }),
});

/** After the decisions are used up, the first that waits is next and nothing goes wrong. */
function deciding(decisions: readonly (readonly [number, number])[], met: Set<Fault>): Choose {
  let used = 0;
  return (waiting) => {
    const [which, how] = decisions[used] ?? [0, 40];
    used += 1;
    const next = which % waiting.length;
    const possible = faults[waiting[next] ?? ''] ?? others;
    // Every second mail meets a fault, for there are few; one call in seven of the others.
    const fault = possible[waiting[next] === 'send' ? how % 14 : how] ?? 'none';
    met.add(fault);
    return { next, fault };
  };
}

const crashingAt = (at: number, fault: Fault): Choose => {
  let calls = -1;
  return () => {
    calls += 1;
    return { next: 0, fault: calls === at ? fault : 'none' };
  };
};

async function traced(more: Partial<Order> = {}, before = false): Promise<readonly string[]> {
  const kept = newKept();
  if (before) await delivered(kept, { readers: readers(2) });
  const world = chaos(kept, () => ({ next: 0, fault: 'none' }));
  execute(world, 'e1', readers(2), 1, more);
  await world.run();
  return world.trace;
}

/** Crashes at one call, delivers again, and counts who is in doubt. */
async function crashed(at: number, moment: Fault, execution: string, later: number) {
  const kept = newKept();
  const world = chaos(kept, crashingAt(at, moment));
  execute(world, 'e1', readers(2), 1);
  await world.run();
  kept.now += later;
  await delivered(kept, { execution, readers: readers(2) });
  const states = readers(2).map((_, n) => receiptOf(kept, n).status);
  return { kept, doubtful: states.filter((status) => status === 'unknown').length };
}

/** Whether a claim had been made and its receipt had not: the doubt that no protocol can take away. */
function openAt(calls: readonly string[], at: number, moment: Fault): boolean {
  const done = calls.slice(0, moment === 'crash after' ? at + 1 : at);
  const claims = done.filter((name) => name === 'create').length;
  const receipts = done.filter((name) => name === 'replace').length;
  return claims > receipts;
}

function expectAtMostOne(kept: Kept, count: number): void {
  for (const [n, { email }] of readers(count).entries()) {
    const got = addressees(kept).filter((to) => to === email).length;
    const status = receiptOf(kept, n)?.status ?? 'nothing';
    expect(got).toBeLessThanOrEqual(1);
    if (got === 1) expect(['sent', 'unknown', 'claimed']).toContain(status);
    else expect(status).not.toBe('sent');
  }
}

/** Everything is dead and quiet: `missing` sends what is certain, a person settles the rest by what is true. */
async function settleAndFinish(kept: Kept, count: number): Promise<void> {
  kept.now += minutes(21);
  await delivered(kept, { execution: 'clean', readers: readers(count) });
  expectAtMostOne(kept, count);
  const ports = memoryPorts(kept);
  const { lines } = await summarise(ports, { edition: 'weekly', period: '2024-W48' });
  for (const { reader, status } of lines) {
    const got = addressees(kept).includes(reader);
    if (status !== 'unknown') expect(got).toBe(true);
    else {
      const as = got ? 'sent' : 'not_sent';
      await settle(ports, { edition: 'weekly', period: '2024-W48', reader, as, reason: 'asked' });
    }
  }
  await delivered(kept, { execution: 'last', readers: readers(count) });
  expect(addressees(kept)).toEqual(readers(count).map(({ email }) => email));
  for (let n = 0; n < count; n += 1) expect(receiptOf(kept, n).status).toBe('sent');
}

const addressees = (kept: Kept) => kept.mail.map(({ to }) => to).sort();
const sum = (all: readonly number[]) => all.reduce((total, one) => total + one, 0);

/** Numbers that look random and are the same every time. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
    return state >> 8;
  };
}
