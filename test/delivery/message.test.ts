import { simpleParser } from 'mailparser';
import { describe, expect, it } from 'vitest';
import { deliver } from '../../lambdas/delivery/deliver.ts';
import type { Order } from '../../lambdas/delivery/order.ts';
import { fieldOf, withFields, withSubjectPrefix } from '../../lambdas/delivery/raw_message.ts';
import { receiptKey } from '../../lambdas/delivery/receipts.ts';
import { subscriptionOf } from '../../lambdas/delivery/tokens.ts';
import { OurBug } from '../../lambdas/errors.ts';
import { compose, type Letter } from '../../lambdas/rendering/message.ts';
import { memoryArchive, memoryPorts, memorySigner, newKept, order, readers } from './fakes.ts';

const [reader] = readers(1);
const address = reader?.email ?? '';

const rendered = (more: Partial<Letter> = {}) =>
  compose({
    from: 'CS Pulse <reports@example.com>',
    reader: {
      email: address,
      name: 'Zoë Ångström',
      editions: ['weekly'],
      language: 'en',
      locale: 'en-GB',
    },
    run: 'r',
    sentAt: '2024-12-02T00:00:00Z',
    subject:
      'Weekly: €1,2 m MRR – ½ point below target, and eleven customers who wait for an answer',
    html: '<p>Grüße</p>',
    text: 'Grüße\n',
    images: [{ cid: 'mrr@r', png: Buffer.from([137, 80, 78, 71]) }],
    attachments: [{ name: 'kpis.csv', type: 'text/csv; charset=utf-8', body: 'kpi\r\n' }],
    ...more,
  });

async function sent(raw: Uint8Array, more: Partial<Order> = {}): Promise<Buffer> {
  const kept = newKept();
  const ports = {
    ...memoryPorts(kept),
    archive: memoryArchive(new Map([[reader?.key ?? '', raw]])),
  };
  await deliver(ports, order({ readers: readers(1), ...more }));
  return kept.mail[0]?.raw ?? Buffer.alloc(0);
}

const lines = (raw: Uint8Array) => Buffer.from(raw).toString('latin1').split('\r\n');

describe('a message that is delivered', () => {
  it('is the rendered one to the byte, with its own header fields in front', async () => {
    const raw = Buffer.from(await rendered());
    const out = await sent(raw);
    expect(out.subarray(-raw.length).equals(raw)).toBe(true);
    const head = out.subarray(0, out.length - raw.length).toString('latin1');
    expect(head.match(/^[\w-]+(?=:)/gm)).toEqual([
      'List-Unsubscribe',
      'List-Unsubscribe-Post',
      'X-CS-Pulse-Run',
      'X-CS-Pulse-Receipt',
    ]);
  });

  it('offers the way out that RFC 8058 asks for, which names the reader and edition to us alone', async () => {
    const mail = await simpleParser(await sent(await rendered()));
    const list: unknown = mail.headers.get('list');
    const { url, mail: to } = (list as { unsubscribe: { url: string; mail: string } }).unsubscribe;
    expect(to).toMatch(/^stop@example.com/);
    expect(url).toMatch(/^https:\/\/unsubscribe\.example\.com\/\?t=[\w.-]+$/);
    expect(url).not.toContain('reader');
    const token = new URL(url).searchParams.get('t') ?? '';
    expect(await subscriptionOf(memorySigner, token)).toMatchObject({ edition: 'weekly' });
    const oneClick = lines(await sent(await rendered())).filter((l) => /unsubscribe-post/i.test(l));
    expect(oneClick).toEqual(['List-Unsubscribe-Post: List-Unsubscribe=One-Click']);
  });

  it('has each way out once, though the renderer wrote one too', async () => {
    const out = await sent(await rendered({ unsubscribe: 'https://old.example.com/out' }));
    const text = out.toString('latin1');
    expect(text.match(/^List-Unsubscribe:/gim)).toHaveLength(1);
    expect(text.match(/^List-Unsubscribe-Post:/gim)).toHaveLength(1);
    expect(text).not.toContain('old.example.com');
  });

  it('needs no address that unsubscribes by hand, and keeps what the link has in its query', async () => {
    const more = {
      unsubscribeMailto: undefined,
      unsubscribeUrl: 'https://u.example.com/x?stage=p',
    };
    const out = (await sent(await rendered(), more)).toString('latin1');
    expect(out).toMatch(/^List-Unsubscribe: <https:\/\/u\.example\.com\/x\?stage=p&t=[\w.-]+>\r$/m);
  });

  it('says which run and which receipt it belongs to, for SES writes another id and date into it', async () => {
    const out = await sent(await rendered());
    const about = { reader: address, edition: 'weekly', period: '2024-W48', delivery: 'first' };
    expect(fieldOf(out, 'X-CS-Pulse-Receipt')).toBe(receiptKey(about));
    expect(fieldOf(out, 'x-cs-pulse-run')).toBe('runs/weekly/2024-W48/original-1');
  });

  it('is read by a mail program with its subject, texts, image and file', async () => {
    const mail = await simpleParser(await sent(await rendered()));
    expect(mail.subject).toMatch(/^Weekly: €1,2 m MRR – ½ point below target/);
    expect(mail.text).toContain('Grüße');
    expect(mail.html).toContain('Grüße');
    expect(mail.attachments.map(({ filename }) => filename)).toEqual(['mrr.png', 'kpis.csv']);
  });

  it('is never one that is addressed to another reader', async () => {
    const other = { email: 'other@example.com', name: address, editions: ['weekly'] as const };
    const wrong = await rendered({
      reader: { ...other, editions: ['weekly'], language: 'en', locale: 'en-GB' },
    });
    await expect(sent(wrong)).rejects.toThrow(OurBug);
    await expect(sent(wrong)).rejects.not.toThrow(/example\.com/);
    const none = Buffer.from('Subject: x\r\n\r\n');
    await expect(sent(none)).rejects.toThrow(/not for this reader/);
  });

  it('is never one without a header', async () => {
    await expect(sent(Buffer.from(`To: ${address}\nSubject: x\n\nHello`))).rejects.toThrow(
      /no header/,
    );
  });
});

describe('a test copy', () => {
  const test = { mode: 'test', to: ['dana@example.com'] } as const;

  it('says so before its subject and offers no way out, since it is not the reader’s own', async () => {
    const out = await sent(await rendered({ unsubscribe: 'https://old.example.com/out' }), test);
    const mail = await simpleParser(out);
    expect(mail.subject).toMatch(/^\[Test\] Weekly: €1,2 m MRR – ½ point below target, and eleven/);
    expect(out.toString('latin1')).not.toMatch(/^List-Unsubscribe/im);
    expect(mail.attachments).toHaveLength(2);
  });

  it('has no header line longer than a mail program must take', async () => {
    const out = await sent(await rendered(), test);
    const head = out.toString('latin1').split('\r\n\r\n')[0] ?? '';
    const encoded = head.split('\r\n').filter((line) => line.includes('=?'));
    expect(Math.max(...encoded.map(({ length }) => length))).toBeLessThanOrEqual(76);
  });
});

describe('header fields', () => {
  const raw = Buffer.concat([
    Buffer.from(
      'Subject:\r\n =?UTF-8?Q?Gr=C3=BC=C3=9Fe?=\r\n\tand more\r\nTO : a@b.c\r\nX-A: 1\r\n 2\r\n\r\nx-a: body\r\n',
    ),
    Buffer.from([0xff, 0x00, 0xfe]),
  ]);

  it('are put in front of others and in place of those of the same name, folds and all', () => {
    const out = withFields(raw, [['x-a', 'new']], ['subject']);
    const expected = Buffer.concat([
      Buffer.from('x-a: new\r\nTO : a@b.c\r\n\r\nx-a: body\r\n'),
      Buffer.from([0xff, 0x00, 0xfe]),
    ]);
    expect(Buffer.from(out).equals(expected)).toBe(true);
  });

  it('are read on one line', () => {
    expect(fieldOf(raw, 'x-a')).toBe('1 2');
    expect(fieldOf(raw, 'cc')).toBeNull();
  });

  it.each([
    ['Subject: Plain', 'Subject: [Test]\r\n Plain'],
    ['subject:none', 'Subject: [Test]\r\n none'],
    [
      'Subject:\r\n =?UTF-8?B?w7w=?=\r\n =?UTF-8?B?w7w=?=',
      'Subject: [Test]\r\n =?UTF-8?B?w7w=?=\r\n =?UTF-8?B?w7w=?=',
    ],
    ['Subject: ', 'Subject: [Test]'],
    ['X: 1', 'Subject: [Test]\r\nX: 1'],
  ])('take a word before the subject: %j', (before, after) => {
    const out = withSubjectPrefix(Buffer.from(`${before}\r\n\r\nbody`), '[Test]');
    expect(Buffer.from(out).toString()).toBe(`${after}\r\n\r\nbody`);
  });
});
