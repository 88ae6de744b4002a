import { describe, expect, it } from 'vitest';
import { keepFeedback, suppressionOf } from '../../lambdas/delivery/suppression.ts';
import { OurBug } from '../../lambdas/errors.ts';
import { delivered, type Kept, memoryPorts, newKept, readers } from './fakes.ts';

const address = readers(1)[0]?.email ?? '';
const mail = { messageId: 'm-1', source: 'reports@example.com', destination: [address] };

const bounce = (bounceType: string, more: object = {}) => ({
  eventType: 'Bounce',
  bounce: {
    bounceType,
    bounceSubType: 'General',
    bouncedRecipients: [{ emailAddress: address, action: 'failed', status: '5.1.1' }],
    timestamp: '2024-12-02T07:00:10.000Z',
    feedbackId: 'f-1',
    ...more,
  },
  mail,
});

const complaint = (more: object = {}) => ({
  eventType: 'Complaint',
  complaint: {
    complainedRecipients: [{ emailAddress: address }],
    timestamp: '2024-12-02T07:00:10.000Z',
    feedbackId: 'f-2',
    complaintFeedbackType: 'abuse',
    ...more,
  },
  mail,
});

const keep = (kept: Kept, message: unknown) => {
  const { receipts: records, clock } = memoryPorts(kept);
  const text = typeof message === 'string' ? message : JSON.stringify(message);
  return keepFeedback({ records, clock }, text);
};
const why = (kept: Kept) => suppressionOf(memoryPorts(kept).receipts, address);
const record = (kept: Kept) => JSON.parse([...kept.records.values()][0]?.body ?? 'null');

describe('an address', () => {
  it('gets no mail any more after a permanent bounce', async () => {
    const kept = newKept();
    await keep(kept, bounce('Permanent'));
    expect(await why(kept)).toBe('suppressed: its mail came back');
    expect(record(kept).suppressed).toMatchObject({ why: 'bounce', detail: 'Permanent/General' });
    expect((await delivered(kept)).counts).toMatchObject({ sent: 2, skipped: 1 });
  });

  it('gets no mail any more after a complaint', async () => {
    const kept = newKept();
    await keep(kept, complaint());
    expect(await why(kept)).toBe('suppressed: it complained of mail');
  });

  it('gets its mail after bounces that may pass, which are counted', async () => {
    const kept = newKept();
    for (const [n, type] of ['Transient', 'Undetermined', 'Transient'].entries()) {
      await keep(kept, bounce(type, { feedbackId: `f-${n}` }));
    }
    expect(await why(kept)).toBeNull();
    expect(record(kept).transient_bounces).toBe(3);
    expect((await delivered(kept)).counts.sent).toBe(3);
  });

  it('is counted once for a notification that comes twice, or 20 times at once', async () => {
    const kept = newKept();
    await Promise.all(Array.from({ length: 20 }, () => keep(kept, bounce('Transient'))));
    expect(record(kept).transient_bounces).toBe(1);
  });

  it('keeps the first reason and stays suppressed whatever comes later', async () => {
    const kept = newKept();
    await keep(kept, bounce('Permanent'));
    await keep(kept, complaint());
    await keep(kept, bounce('Transient', { feedbackId: 'f-3' }));
    expect(record(kept)).toMatchObject({ suppressed: { why: 'bounce' }, transient_bounces: 1 });
  });

  it('is found whatever its capitals and though a server put a name around it', async () => {
    const kept = newKept();
    const bouncedRecipients = [{ emailAddress: `"Reader" <${address.toUpperCase()}>` }];
    await keep(kept, bounce('Permanent', { bouncedRecipients }));
    expect(await why(kept)).not.toBeNull();
  });

  it('is not suppressed by a report that the message is no spam', async () => {
    const kept = newKept();
    await keep(kept, complaint({ complaintFeedbackType: 'not-spam' }));
    expect(kept.records.size).toBe(0);
  });

  it('is never in a key', async () => {
    const kept = newKept();
    await keep(kept, bounce('Permanent'));
    expect([...kept.records.keys()].join()).toMatch(/^delivery\/suppressed\/[0-9a-f]{16}\.json$/);
  });
});

describe('a notification', () => {
  it('of an identity says the same as one of a configuration set', async () => {
    const kept = newKept();
    const { eventType, ...rest } = bounce('Permanent');
    await keep(kept, { notificationType: eventType, ...rest });
    expect(await why(kept)).not.toBeNull();
  });

  it('that SES sends once when it is given the topic is nothing', async () => {
    const kept = newKept();
    const greeting = 'Successfully validated SNS topic for Amazon SES event publishing.';
    expect(await keep(kept, greeting)).toEqual([]);
  });

  it.each([
    ['no JSON', 'hello'],
    ['another type', { eventType: 'Delivery', mail }],
    ['no type', { hello: 1 }],
    ['no object', [1]],
    ['a bounce without recipients', bounce('Permanent', { bouncedRecipients: [] })],
    ['a kind of bounce that we do not know', bounce('Odd')],
    ['a complaint without its content', { eventType: 'Complaint', mail }],
  ])('with %s is refused loudly, without telling an address', async (_, message) => {
    const kept = newKept();
    const kept_ = keep(kept, message);
    await expect(kept_).rejects.toThrow(OurBug);
    await expect(kept_).rejects.not.toThrow(/example\.com/);
    expect(kept.records.size).toBe(0);
  });
});
