import { describe, expect, it } from 'vitest';
import { deliver } from '../../lambdas/delivery/deliver.ts';
import { type Settlement, settle } from '../../lambdas/delivery/settle.ts';
import { inWords, summarise } from '../../lambdas/delivery/summary.ts';
import { BadSettings } from '../../lambdas/errors.ts';
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

const period = { edition: 'weekly', period: '2024-W48' };
const address = readers(1)[0]?.email ?? '';
const addresses = readers(3).map(({ email }) => email);
const unknown = { outcome: 'unknown', reason: 'no clear answer' } as const;

const settled = (kept: Kept, as: Settlement['as'], more: Partial<Settlement> = {}) =>
  settle(memoryPorts(kept), { ...period, reader: address, as, reason: 'asked Dana', ...more });

async function doubtful(): Promise<Kept> {
  const kept = newKept();
  await delivered(kept, {}, { answers: [unknown] });
  kept.now += minutes(20);
  return kept;
}

describe('what is unknown', () => {
  it('is settled as sent by a person, with the reason, and is never sent', async () => {
    const kept = await doubtful();
    await settled(kept, 'sent');
    expect(receiptOf(kept, 0)).toMatchObject({
      status: 'sent',
      reason: 'settled as sent: asked Dana',
      owner: 'settled',
    });
    expect((await delivered(kept, { execution: 'e2' })).counts.already).toBe(3);
  });

  it('is sent by the next delivery once a person says that it was not', async () => {
    const kept = await doubtful();
    await settled(kept, 'not_sent', { reader: ` ${address.toUpperCase()}` });
    expect((await delivered(kept)).counts).toMatchObject({ sent: 1, already: 2 });
    expect(receiptOf(kept, 0).history.map(({ status }) => status)).toEqual([
      'claimed',
      'unknown',
      'refused',
      'claimed',
    ]);
  });

  it('is also a claim whose time is over, though nobody has looked at it since', async () => {
    const kept = newKept();
    const ports = memoryPorts(kept, { answers: [new Error('gone')] });
    await expect(deliver(ports, order())).rejects.toThrow('gone');
    kept.now += minutes(20);
    await settled(kept, 'not_sent');
    expect((await delivered(kept)).counts.sent).toBe(3);
  });

  it('can be a forced delivery, which is named', async () => {
    const kept = newKept();
    await delivered(kept);
    await delivered(kept, { mode: 'force', execution: 'e2' }, { answers: [unknown] });
    kept.now += minutes(20);
    await settled(kept, 'sent', { delivery: 'force-e2' });
    expect(receiptOf(kept, 0, 'force-e2').status).toBe('sent');
  });
});

describe('settling', () => {
  it('is refused while whoever claimed it may still be at it', async () => {
    const kept = newKept();
    await delivered(kept, {}, { answers: [unknown] });
    kept.now += minutes(19);
    await expect(settled(kept, 'not_sent')).rejects.toThrow(/settle it 20 minutes later/);
    expect(receiptOf(kept, 0).status).toBe('unknown');
  });

  it.each([
    ['a reader without a receipt', { reader: 'nobody@example.com' }, /there is no receipt/],
    ['what is certain', { reader: addresses[1] ?? '' }, /is sent: only what is unknown/],
    ['no reason', { reason: ' ' }, /needs a reason/],
    ['another period', { period: '2024-W47' }, /there is no receipt/],
  ])('is refused for %s, with an error that names no address', async (_, more, words) => {
    const kept = await doubtful();
    const call = settled(kept, 'sent', more);
    await expect(call).rejects.toThrow(BadSettings);
    await expect(call).rejects.toThrow(words);
    await expect(call).rejects.not.toThrow(/example\.com/);
  });

  it('is refused twice: the second finds it settled', async () => {
    const kept = await doubtful();
    const both = await Promise.allSettled([settled(kept, 'sent'), settled(kept, 'not_sent')]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });
});

describe('the summary of a period', () => {
  it('counts readers by what became of their first delivery, and who has no receipt at all', async () => {
    const kept = newKept();
    const refused = { outcome: 'refused', reason: 'no' } as const;
    await delivered(kept, {}, { answers: [unknown, refused] });
    await delivered(kept, { mode: 'test', to: ['dana@example.com'] });
    const summary = await summarise(memoryPorts(kept), period, [...addresses, 'new@example.com']);
    expect(summary.readers).toBe(4);
    expect(summary.counts).toMatchObject({ sent: 1, unknown: 1, refused: 1, nothing: 1 });
    expect(inWords(summary)).toBe('1 of 4 readers has it, 1 unknown, 2 got nothing');
    expect(summary.lines).toHaveLength(6);
    expect(summary.lines[0]).toMatchObject({
      reader: address,
      delivery: 'first',
      status: 'unknown',
    });
  });

  it('takes a claim for unknown once nobody can be at it any more', async () => {
    const kept = newKept();
    const ports = memoryPorts(kept, { answers: [new Error('gone')] });
    await expect(deliver(ports, order())).rejects.toThrow('gone');
    const words = async () => inWords(await summarise(ports, period, addresses));
    expect(await words()).toBe('0 of 3 readers have it, 1 being sent, 2 got nothing');
    kept.now += minutes(20);
    expect(await words()).toBe('0 of 3 readers have it, 1 unknown, 2 got nothing');
  });

  it('says so where everybody has it, and where there is nothing', async () => {
    const kept = newKept();
    await delivered(kept, { readers: readers(1) });
    expect(inWords(await summarise(memoryPorts(kept), period))).toBe('1 of 1 reader has it');
    const none = await summarise(memoryPorts(newKept()), period, addresses);
    expect(inWords(none)).toBe('0 of 3 readers have it, 3 got nothing');
  });
});
