import { CreateKeyCommand, KMSClient } from '@aws-sdk/client-kms';
import { SESClient, SendRawEmailCommand, VerifyEmailIdentityCommand } from '@aws-sdk/client-ses';
import { simpleParser } from 'mailparser';
import { beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { kmsSigner } from '../../lambdas/adapters/kms.ts';
import { sesMailer } from '../../lambdas/adapters/ses.ts';
import { outcomeOfError } from '../../lambdas/adapters/ses_errors.ts';
import { deliver } from '../../lambdas/delivery/deliver.ts';
import { readerKey } from '../../lambdas/delivery/receipts.ts';
import { subscriptionOf } from '../../lambdas/delivery/tokens.ts';
import type { Signer } from '../../lambdas/ports.ts';
import { compose } from '../../lambdas/rendering/message.ts';
import {
  memoryArchive,
  memoryPorts,
  newKept,
  order,
  readers,
  receiptOf,
} from '../delivery/fakes.ts';

const moto = process.env.MOTO ?? '';
const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
const client = { endpoint: moto, region: 'eu-west-1', credentials };
const ses = new SESClient(client);
const mailer = sesMailer({ client });
const from = 'CS Pulse <reports@example.com>';
const raw = Buffer.from('To: dana@example.com\r\nSubject: Weekly\r\n\r\nHello\r\n');

const mailbox = z.object({
  ses: z
    .object({
      RawMessage: z
        .array(
          z.object({ raw_data: z.string(), source: z.string(), destinations: z.array(z.string()) }),
        )
        .default([]),
    })
    .default({ RawMessage: [] }),
});

/** Every message that was taken, as it was taken. */
async function mail() {
  const answer = await fetch(`${moto}/moto-api/data.json`);
  return mailbox.parse(await answer.json()).ses.RawMessage;
}

beforeEach(async () => {
  await fetch(`${moto}/moto-api/reset`, { method: 'POST' });
  await ses.send(new VerifyEmailIdentityCommand({ EmailAddress: 'reports@example.com' }));
});

describe('SES', () => {
  it('refuses a sender that is not verified', async () => {
    const outcome = await mailer.send({ from: 'other@example.com', to: 'dana@example.com', raw });
    expect(outcome).toMatchObject({ outcome: 'refused' });
    expect(outcome).toMatchObject({ reason: expect.stringMatching(/^MessageRejected: /) });
    expect(JSON.stringify(outcome)).not.toContain('other@');
    expect(await mail()).toEqual([]);
  });

  it.each(['dana', 'dana@', 'dana@@example.com'])('refuses the address %j', async (to) => {
    const outcome = await mailer.send({ from, to, raw: Buffer.from('Subject: x\r\n\r\n') });
    expect(outcome.outcome).toBe('refused');
    expect(await mail()).toEqual([]);
  });

  it('refuses more than 50 recipients, which is a clear refusal', async () => {
    const Destinations = Array.from({ length: 51 }, (_, n) => `r${n}@example.com`);
    const RawMessage = { Data: Buffer.from('Subject: x\r\n\r\n') };
    const command = new SendRawEmailCommand({
      Source: 'reports@example.com',
      Destinations,
      RawMessage,
    });
    const error: unknown = await ses.send(command).catch((refusal) => refusal);
    expect(outcomeOfError(error, Destinations)).toMatchObject({ outcome: 'refused' });
  });

  it('tells its quota, and counts what was sent', async () => {
    const before = await mailer.quota();
    expect(before.perSecond).toBeGreaterThan(0);
    await mailer.send({ from, to: 'dana@example.com', raw: Buffer.from('Subject: x\r\n\r\n') });
    expect((await mailer.quota()).remainingToday).toBe(before.remainingToday - 1);
  });
});

describe('a delivery', () => {
  const [reader] = readers(1);
  const email = reader?.email ?? '';
  let signer: Signer;
  beforeEach(async () => {
    const key = { KeyUsage: 'GENERATE_VERIFY_MAC', KeySpec: 'HMAC_256' } as const;
    const { KeyMetadata } = await new KMSClient(client).send(new CreateKeyCommand(key));
    signer = kmsSigner(KeyMetadata?.KeyId ?? '', client);
  });
  const rendered = () =>
    compose({
      ...{
        from,
        run: 'r',
        sentAt: '2024-12-02T00:00:00Z',
        subject: 'Weekly – €1,2 m',
        text: 'Grüße\n',
      },
      reader: { email, name: 'Zoë Reyes', editions: ['weekly'], language: 'en', locale: 'en-GB' },
      html: '<p>Grüße</p>',
      images: [{ cid: 'mrr@r', png: Buffer.from([137, 80, 78, 71]) }],
      attachments: [{ name: 'kpis.csv', type: 'text/csv; charset=utf-8', body: 'kpi\r\nmrr\r\n' }],
    });

  it('arrives whole, with a way out that only KMS could sign', async () => {
    const kept = newKept();
    const message = Buffer.from(await rendered());
    const archive = memoryArchive(new Map([[reader?.key ?? '', message]]));
    const ports = { ...memoryPorts(kept), mailer, signer, archive };
    const { counts } = await deliver(ports, order({ readers: readers(1) }));
    expect(counts.sent).toBe(1);
    const [taken] = await mail();
    const out = Buffer.from(taken?.raw_data ?? '');
    expect(out.subarray(-message.length).equals(message)).toBe(true);
    expect(taken?.destinations[0]).toBe(email);
    expect(receiptOf(kept, 0)).toMatchObject({ status: 'sent', message_id: expect.any(String) });
    const parsed = await simpleParser(out);
    expect(parsed.attachments.map(({ filename }) => filename)).toEqual(['mrr.png', 'kpis.csv']);
    const token = /\?t=([\w.-]+)>/.exec(out.toString())?.[1] ?? '';
    const whose = { reader: readerKey(email), edition: 'weekly' };
    expect(await subscriptionOf(signer, token)).toEqual(whose);
    const [payload, signature = ''] = token.split('.');
    const changed = signature.startsWith('A') ? `B${signature.slice(1)}` : `A${signature.slice(1)}`;
    expect(await subscriptionOf(signer, `${payload}.${changed}`)).toBeNull();
  });

  it('keeps the refusal of a sender that is not verified in the receipt', async () => {
    const kept = newKept();
    const archive = memoryArchive(new Map([[reader?.key ?? '', await rendered()]]));
    const ports = { ...memoryPorts(kept), mailer, signer, archive };
    await deliver(ports, order({ readers: readers(1), sender: 'nobody@example.com' }));
    expect(receiptOf(kept, 0)).toMatchObject({ status: 'refused' });
    expect(receiptOf(kept, 0).reason).toMatch(/^MessageRejected: /);
  });
});
