import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, it } from 'vitest';
import { deliver, type Ports } from '../../lambdas/delivery/deliver.ts';
import type { Objects } from '../../lambdas/ports.ts';
import { type Kept, memoryPorts, minutes, newKept, order } from './fakes.ts';

const perSecond = 14;
const everybody = Array.from({ length: 10_000 }, (_, n) => ({
  email: `reader.${n}@example.com`,
  key: `documents/reader.${n}@example.com.eml`,
}));

setFlagsFromString('--expose-gc');
const collect: () => void = runInNewContext('gc');

/** What is held outside of the heap, where messages lie. */
function megabytesHeld(): number {
  collect();
  return process.memoryUsage().arrayBuffers / 1e6;
}

/** Messages of 100 kB each, of which no two are held by the test. */
const archive: Pick<Objects, 'parts'> = {
  parts: async (key) => {
    const to = key.slice('documents/'.length, -'.eml'.length);
    const head = Buffer.from(`To: ${to}\r\nSubject: Weekly\r\n\r\n`);
    const bytes = Buffer.concat([head, Buffer.alloc(100_000, 'x')]);
    return { size: bytes.length, slice: async () => bytes };
  },
};

interface Seen {
  readonly to: Set<string>;
  readonly at: number[];
  readonly held: number[];
}

/** A mail service that takes 40 ms for each and keeps none. */
function counting(kept: Kept, seen: Seen): Ports {
  const ports = memoryPorts(kept);
  return {
    ...ports,
    archive: archive as Objects,
    mailer: {
      quota: async () => ({ perSecond, remainingToday: 50_000 }),
      send: async ({ to }) => {
        seen.at.push(kept.now);
        seen.to.add(to);
        if (seen.at.length % 2_000 === 0) seen.held.push(megabytesHeld());
        kept.now += 40;
        return { outcome: 'sent', messageId: `m-${seen.at.length}` };
      },
    },
  };
}

it('sends ten thousand readers one message each, over several calls, no faster than SES allows and in constant memory', async () => {
  const [kept, seen] = [newKept(), { to: new Set<string>(), at: [], held: [] } as Seen];
  const ports = counting(kept, seen);
  let calls = 0;
  for (let done = false; !done; calls += 1) {
    const end = kept.now + minutes(5);
    ({ done } = await deliver(
      ports,
      order({ readers: everybody, timeLeft: () => end - kept.now, attempt: `call-${calls}` }),
    ));
    // A function takes as long to start.
    kept.now += 1000;
  }
  expect(calls).toBeGreaterThan(1);
  expect([seen.to.size, seen.at.length]).toEqual([10_000, 10_000]);
  const tooFast = seen.at.filter((at, n) => (seen.at[n + perSecond] ?? Infinity) - at < 999);
  expect(tooFast).toEqual([]);
  // A gigabyte went by; what was collected a moment ago may not be given back yet.
  expect(Math.max(...seen.held)).toBeLessThan(100);
}, 120_000);
