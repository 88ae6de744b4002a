import { describe, expect, it } from 'vitest';
import { deliver } from '../../lambdas/delivery/deliver.ts';
import { readerKey, receiptKey } from '../../lambdas/delivery/receipts.ts';
import { setSubscribed } from '../../lambdas/delivery/subscriptions.ts';
import { BadSettings, OurBug, VendorDown } from '../../lambdas/errors.ts';
import type { Records } from '../../lambdas/ports.ts';
import {
  delivered,
  type Kept,
  memoryArchive,
  memoryPorts,
  memoryRecords,
  minutes,
  newKept,
  order,
  readers,
  receiptOf,
} from './fakes.ts';

const addressees = (kept: Kept) => kept.mail.map(({ to }) => to);
const all = readers(3).map(({ email }) => email);

describe('a delivery', () => {
  it('sends each reader the message of the run and keeps who got what, when and by which id', async () => {
    const kept = newKept();
    const { done, counts } = await delivered(kept);
    expect([done, counts.sent, counts.left]).toEqual([true, 3, 0]);
    expect(addressees(kept)).toEqual(all);
    expect(receiptOf(kept, 1)).toMatchObject({
      reader: all[1],
      edition: 'weekly',
      period: '2024-W48',
      run: 'runs/weekly/2024-W48/original-1',
      delivery: 'first',
      status: 'sent',
      owner: 'e1',
      message_id: 'm-2',
      history: [{ status: 'claimed', owner: 'e1' }],
    });
  });

  it('names no address in a key or in what it tells the operator', async () => {
    const kept = newKept();
    const ports = memoryPorts(kept, { answers: [{ outcome: 'refused', reason: 'no' }] });
    await deliver(ports, order());
    const text = [...kept.records.keys(), ...ports.told.notes, ...ports.told.warnings].join('\n');
    expect(text.toLowerCase()).not.toContain('example.com');
    expect(ports.told.warnings.join()).toContain('refused (no)');
  });

  it('takes an address in other capitals for the same reader', () => {
    expect(readerKey(' DANA@Example.com')).toBe(readerKey('dana@example.com'));
  });

  it('sends nothing again, neither in the same execution nor by another run of the period', async () => {
    const kept = newKept();
    await delivered(kept);
    const again = await delivered(kept);
    const other = await delivered(kept, { execution: 'e2', run: 'runs/weekly/2024-W48/latest-2' });
    expect([again.counts.already, other.counts.already]).toEqual([3, 3]);
    expect(kept.mail).toHaveLength(3);
    expect(receiptOf(kept, 0).run).toBe('runs/weekly/2024-W48/original-1');
  });

  it('sends the same reader another edition and another period', async () => {
    const kept = newKept();
    await delivered(kept);
    await delivered(kept, { edition: 'monthly', period: '2024-11' });
    await delivered(kept, { period: '2024-W49' });
    expect(kept.mail).toHaveLength(9);
  });

  it('goes to the readers alone that are named, and refuses to guess who is meant', async () => {
    const kept = newKept();
    await delivered(kept, { only: ['reader.1@EXAMPLE.com'] });
    expect(addressees(kept)).toEqual([all[1]]);
    const wrong = delivered(kept, { only: ['reader.1@example.com', 'dana@example.com'] });
    await expect(wrong).rejects.toThrow(/`only` names 1 that are no readers/);
    await expect(wrong).rejects.not.toThrow(/dana/);
    await expect(delivered(kept, { readers: [] })).rejects.toThrow(BadSettings);
  });
});

describe('a reader who must not be written to', () => {
  it('is left out where the stage has an allow-list without the address or its domain', async () => {
    const kept = newKept();
    const { counts } = await delivered(kept, {
      allowList: ['READER.2@example.com ', '@ample.com'],
    });
    expect(addressees(kept)).toEqual([all[2]]);
    expect(counts.skipped).toBe(2);
    expect(receiptOf(kept, 0).reason).toBe('not on the allow-list of this stage');
    await delivered(kept, { allowList: ['@example.com'] });
    expect(addressees(kept).sort()).toEqual(all);
  });

  it('is nobody at all where the allow-list is empty', async () => {
    const kept = newKept();
    expect((await delivered(kept, { allowList: [] })).counts.skipped).toBe(3);
  });

  it('is left out after unsubscribing from the edition, by force too, and gets it after coming back', async () => {
    const kept = newKept();
    const { receipts: records, clock } = memoryPorts(kept);
    const whose = { reader: readerKey(all[0] ?? ''), edition: 'weekly' };
    await setSubscribed({ records, clock }, whose, false);
    await delivered(kept);
    await delivered(kept, { mode: 'force', execution: 'e2', only: [all[0] ?? ''] });
    expect(addressees(kept)).toEqual([all[1], all[2]]);
    expect(receiptOf(kept, 0).status).toBe('skipped');
    await delivered(kept, { edition: 'monthly', period: '2024-11', only: [all[0] ?? ''] });
    await setSubscribed({ records, clock }, whose, true);
    await delivered(kept, { execution: 'e3' });
    expect(addressees(kept)).toEqual([all[1], all[2], all[0], all[0]]);
  });

  it('is written down once, however often it is found out', async () => {
    const kept = newKept();
    for (let n = 0; n < 5; n += 1) await delivered(kept, { allowList: [], execution: `e${n}` });
    expect(receiptOf(kept, 0).history).toEqual([]);
  });
});

describe('a claim', () => {
  const claimedBy = async (kept: Kept, execution: string) => {
    const ports = memoryPorts(kept, { answers: [new Error('the machine is gone')] });
    await expect(deliver(ports, order({ execution }))).rejects.toThrow('gone');
    expect(receiptOf(kept, 0).status).toBe('claimed');
  };

  it('of another execution is left alone for 20 minutes and is unknown after them', async () => {
    const kept = newKept();
    await claimedBy(kept, 'e1');
    kept.now += minutes(20) - 1;
    const early = await delivered(kept, { execution: 'e2' });
    expect([early.counts.elsewhere, early.counts.sent]).toEqual([1, 2]);
    kept.now += 1;
    const late = await delivered(kept, { execution: 'e3' });
    expect([late.counts.unknown, late.counts.sent, late.counts.already]).toEqual([1, 0, 2]);
    expect(receiptOf(kept, 0)).toMatchObject({ status: 'unknown', owner: 'e1' });
  });

  it('of the same execution is unknown at once: it died between the claim and its receipt', async () => {
    const kept = newKept();
    await claimedBy(kept, 'e1');
    const { counts } = await delivered(kept, { execution: 'e1' });
    expect([counts.unknown, counts.sent]).toEqual([1, 2]);
    expect(receiptOf(kept, 0).reason).toContain('ended before saying');
    expect(addressees(kept)).not.toContain(all[0]);
  });

  it('is known again by who made it where the answer to the write was lost', async () => {
    const kept = newKept();
    const ports = memoryPorts(kept);
    const lossy: Records = {
      ...ports.receipts,
      create: async (key, body) => {
        await ports.receipts.create(key, body);
        return false;
      },
      replace: async (key, body, version) => {
        await ports.receipts.replace(key, body, version);
        return false;
      },
    };
    const { counts } = await deliver({ ...ports, receipts: lossy }, order());
    expect([counts.sent, counts.unknown]).toEqual([3, 0]);
    expect(addressees(kept)).toEqual(all);
  });

  it('that was given up meanwhile is set right by who sent the message', async () => {
    const kept = newKept();
    const ports = memoryPorts(kept);
    const mailer: typeof ports.mailer = {
      ...ports.mailer,
      send: async (message) => {
        const outcome = await ports.mailer.send(message);
        const second = await delivered(kept, { readers: readers(1) });
        expect(second.counts.unknown).toBe(1);
        return outcome;
      },
    };
    await deliver({ ...ports, mailer }, order({ readers: readers(1) }));
    expect(receiptOf(kept, 0)).toMatchObject({ status: 'sent', message_id: 'm-1' });
    expect(receiptOf(kept, 0).history.map(({ status }) => status)).toEqual(['claimed', 'unknown']);
    expect(kept.mail).toHaveLength(1);
  });

  it('is made only once the message lies there, is signed, and the service has told its quota', async () => {
    const kept = newKept();
    const fails = async () => {
      throw new VendorDown('not there');
    };
    const ports = memoryPorts(kept);
    const broken = [
      { ...ports, archive: { ...memoryArchive(), parts: fails } },
      { ...ports, signer: { ...ports.signer, sign: fails } },
      { ...ports, mailer: { ...ports.mailer, quota: fails } },
    ];
    for (const each of broken) await expect(deliver(each, order())).rejects.toThrow('not there');
    expect([...kept.records.keys()]).toEqual([]);
  });

  it('that cannot be read keeps the message back and says which', async () => {
    const kept = newKept();
    const key = receiptKey({
      reader: all[0] ?? '',
      edition: 'weekly',
      period: '2024-W48',
      delivery: 'first',
    });
    await memoryRecords(kept).create(key, '{"status":"sent"');
    await expect(delivered(kept)).rejects.toThrow(key);
    expect(kept.mail).toEqual([]);
  });
});

describe('an answer of the mail service', () => {
  it('that refuses is kept with its reason, is not tried again by this execution, and is by the next', async () => {
    const kept = newKept();
    const refused = { outcome: 'refused', reason: 'MessageRejected: not verified' } as const;
    const first = await delivered(kept, {}, { answers: [refused] });
    expect([first.done, first.counts.refused, first.counts.sent]).toEqual([true, 1, 2]);
    expect(receiptOf(kept, 0)).toMatchObject({ status: 'refused', reason: refused.reason });
    expect((await delivered(kept)).counts).toMatchObject({ refused: 1, sent: 0, already: 2 });
    expect((await delivered(kept, { execution: 'e2' })).counts).toMatchObject({ sent: 1 });
    expect(addressees(kept).sort()).toEqual(all);
  });

  it('that leaves a doubt is kept as unknown, the others go on, and it is never sent again by itself', async () => {
    const kept = newKept();
    const unknown = { outcome: 'unknown', reason: 'no clear answer (ECONNRESET)' } as const;
    const first = await delivered(kept, {}, { answers: [unknown] });
    expect([first.done, first.counts.unknown, first.counts.sent]).toEqual([true, 1, 2]);
    kept.now += minutes(600);
    for (const execution of ['e1', 'e2', 'e3']) {
      expect((await delivered(kept, { execution })).counts).toMatchObject({ unknown: 1, sent: 0 });
    }
    expect(receiptOf(kept, 0)).toMatchObject({ status: 'unknown', reason: unknown.reason });
  });

  it('that is too fast makes it wait longer each time, holding no claim', async () => {
    const kept = newKept();
    const tooFast = { outcome: 'throttled', until: 'soon', reason: 'too fast' } as const;
    const ports = memoryPorts(kept, { answers: [tooFast, tooFast, tooFast] });
    const waits: number[] = [];
    const sleep = async (milliseconds: number) => {
      waits.push(milliseconds);
      expect(receiptOf(kept, 0).status).toBe('throttled');
      kept.now += milliseconds;
    };
    await deliver({ ...ports, clock: { ...ports.clock, sleep } }, order({ readers: readers(1) }));
    expect(waits).toEqual([1000, 2000, 4000]);
    expect(receiptOf(kept, 0).status).toBe('sent');
  });

  it('that stays too fast for minutes fails the step with what the service says', async () => {
    const kept = newKept();
    const tooFast = {
      outcome: 'throttled',
      until: 'soon',
      reason: 'SES cannot be reached',
    } as const;
    const call = delivered(kept, {}, { answers: Array(99).fill(tooFast) });
    await expect(call).rejects.toThrow(VendorDown);
    await expect(call).rejects.toThrow('SES cannot be reached');
    expect(receiptOf(kept, 0).status).toBe('throttled');
    expect((await delivered(kept)).counts.sent).toBe(3);
  });

  it('that ends the day is kept for all the rest, and the next day sends them', async () => {
    const kept = newKept();
    const sent = { outcome: 'sent', messageId: 'm' } as const;
    const quota = {
      outcome: 'throttled',
      until: 'tomorrow',
      reason: 'Daily message quota exceeded',
    } as const;
    const first = await delivered(kept, {}, { answers: [sent, quota] });
    expect(first).toMatchObject({ done: true, quota_used_up: true });
    expect(first.counts).toMatchObject({ sent: 1, throttled: 2 });
    expect([1, 2].map((n) => receiptOf(kept, n).reason)).toEqual([quota.reason, quota.reason]);
    kept.now += minutes(24 * 60);
    expect((await delivered(kept, { execution: 'e2' })).counts).toMatchObject({
      sent: 2,
      already: 1,
    });
  });
});

describe('the limits of the mail service', () => {
  it('are kept: no more in a second than it allows', async () => {
    const kept = newKept();
    const started = kept.now;
    await delivered(kept, { readers: readers(11) }, { perSecond: 2 });
    expect(kept.now - started).toBe(5000);
  });

  it('are kept: none once the quota of the day is used up', async () => {
    const kept = newKept();
    const { counts, quota_used_up } = await delivered(kept, {}, { remainingToday: 2 });
    expect([counts.sent, counts.throttled, quota_used_up]).toEqual([2, 1, true]);
    expect(receiptOf(kept, 2).status).toBe('throttled');
  });

  it('are not asked for where nothing is to be sent', async () => {
    const kept = newKept();
    await delivered(kept);
    const ports = memoryPorts(kept);
    const quota = () => Promise.reject(new Error('asked'));
    await deliver({ ...ports, mailer: { ...ports.mailer, quota } }, order());
  });

  it('are kept: a message of more than 10 MB is refused before it is claimed', async () => {
    const kept = newKept();
    const [first] = readers(1);
    const head = `To: ${first?.email}\r\nSubject: x\r\n\r\n`;
    const large = Buffer.concat([Buffer.from(head), Buffer.alloc(10_000_000)]);
    const ports = {
      ...memoryPorts(kept),
      archive: memoryArchive(new Map([[first?.key ?? '', large]])),
    };
    const { counts } = await deliver(ports, order());
    expect([counts.refused, counts.sent]).toEqual([1, 2]);
    expect(receiptOf(kept, 0).reason).toMatch(
      /the message has 10000\d+ bytes, and SES takes 10000000/,
    );
    expect(receiptOf(kept, 0).history).toEqual([]);
  });
});

describe('the time of a delivery', () => {
  it('is never overdrawn: it stops before, says so, and goes on where it was when called again', async () => {
    const kept = newKept();
    const until = kept.now + minutes(1) + 2500;
    const timeLeft = () => until - kept.now;
    const first = await delivered(kept, { readers: readers(6), timeLeft }, { perSecond: 1 });
    expect(first.done).toBe(false);
    expect(first.counts).toMatchObject({ sent: 4, left: 2 });
    const second = await delivered(kept, { readers: readers(6) });
    expect(second).toMatchObject({ done: true, counts: { sent: 2, already: 4 } });
    expect(new Set(addressees(kept)).size).toBe(6);
  });

  it('is not waited away: what is throttled beyond it is left to the next call', async () => {
    const kept = newKept();
    const tooFast = { outcome: 'throttled', until: 'soon', reason: 'too fast' } as const;
    const until = kept.now + minutes(1) + 5000;
    const timeLeft = () => until - kept.now;
    const first = await delivered(kept, { timeLeft }, { answers: Array(9).fill(tooFast) });
    expect(first).toMatchObject({ done: false, counts: { sent: 0, left: 3 } });
    expect(receiptOf(kept, 0).status).toBe('throttled');
  });

  it('must be there: a call without any fails instead of being repeated for ever', async () => {
    await expect(delivered(newKept(), { timeLeft: () => 59_000 })).rejects.toThrow(OurBug);
  });
});

describe('a forced delivery', () => {
  it('sends once more to who has one, keeps the first receipt, and does not repeat itself', async () => {
    const kept = newKept();
    await delivered(kept);
    const before = receiptOf(kept, 0);
    const force = { mode: 'force', execution: 'e2', run: 'runs/weekly/2024-W48/latest-2' } as const;
    expect((await delivered(kept, force)).counts.sent).toBe(3);
    expect((await delivered(kept, force)).counts).toMatchObject({ sent: 0, already: 3 });
    expect(kept.mail).toHaveLength(6);
    expect(receiptOf(kept, 0)).toEqual(before);
    expect(receiptOf(kept, 0, 'force-e2')).toMatchObject({ status: 'sent', run: force.run });
  });

  it('of another execution sends another', async () => {
    const kept = newKept();
    for (const execution of ['e1', 'e2', 'e3']) {
      await delivered(kept, { mode: 'force', execution, readers: readers(1) });
    }
    expect(kept.mail).toHaveLength(3);
  });

  it('is the first for who has none, so that nobody gets a second one afterwards', async () => {
    const kept = newKept();
    await delivered(kept, { only: [all[0] ?? ''] });
    await delivered(kept, { mode: 'force', execution: 'e2' });
    expect(receiptOf(kept, 1)).toMatchObject({ delivery: 'first', status: 'sent' });
    await delivered(kept, { execution: 'e3' });
    await delivered(kept, { mode: 'force', execution: 'e2' });
    expect(addressees(kept)).toEqual([all[0], ...all]);
  });

  it('sends what is unknown, and leaves what another execution is sending at the moment', async () => {
    const kept = newKept();
    const unknown = { outcome: 'unknown', reason: '?' } as const;
    const ports = memoryPorts(kept, { answers: [unknown, new Error('gone')] });
    await expect(deliver(ports, order())).rejects.toThrow('gone');
    const forced = await delivered(kept, { mode: 'force', execution: 'e2' });
    expect(forced.counts).toMatchObject({ sent: 2, elsewhere: 1 });
    expect(addressees(kept)).toEqual([all[0], all[2]]);
    expect(receiptOf(kept, 0).status).toBe('unknown');
  });
});

describe('a test delivery', () => {
  const to = ['dana@example.com', 'lee@example.com'];

  it('sends copies of every message to the people named, and nothing to readers', async () => {
    const kept = newKept();
    const { counts } = await delivered(kept, { mode: 'test', to });
    expect(counts.sent).toBe(6);
    expect(addressees(kept)).toEqual([...to, ...to, ...to]);
    expect((await delivered(kept, { mode: 'test', to })).counts.already).toBe(6);
    expect((await delivered(kept)).counts.sent).toBe(3);
  });

  it('goes to nobody who is not on the allow-list', async () => {
    const kept = newKept();
    await delivered(kept, { mode: 'test', to, allowList: ['lee@example.com'] });
    expect(addressees(kept)).toEqual(Array(3).fill('lee@example.com'));
  });

  it('needs to be told who gets the copies', async () => {
    await expect(delivered(newKept(), { mode: 'test' })).rejects.toThrow(/a test needs `to`/);
  });
});
