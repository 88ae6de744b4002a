import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import {
  callsBetween,
  ended,
  invoke,
  openUrl,
  publish,
  removeSchedule,
  succeeded,
  told,
  until,
} from './aws.ts';
import { madeHere } from './company.ts';
import { functionNamed, prefix, setClock, topicArn } from './deployment.ts';
import { addressesOf, type Handed } from './smtp_sink.ts';
import { openStack, type Stack, type Started, start } from './stack.ts';
import { owner, source } from './stages.ts';
import { asParts, dropHere, openZendesk, putSecret, type Zendesk } from './vendor.ts';

const week = { edition: 'weekly', period: '2026-W44' } as const;
const before = { edition: 'weekly', period: '2026-W43' } as const;
const monday = '2026-11-02T07:00:00Z';

const [helen, caleb, jonas, priya, nora] = [
  'helen.marsh@quayloom.example',
  'caleb.stone@quayloom.example',
  'jonas.wieland@quayloom.example',
  'priya.nair@quayloom.example',
  'nora.frey@quayloom.example',
] as const;
const readers = [helen, caleb, jonas, priya];

const receipt = z.object({
  reader: z.string(),
  to: z.string().optional(),
  delivery: z.string(),
  status: z.string(),
  message_id: z.string().optional(),
});

/** From one check to the next: these tell one story, in this order. */
let stack: Stack;
let first: Started;
let folder: string;
let sent: readonly Handed[];
let zendesk: Zendesk;

beforeAll(async () => {
  stack = await openStack();
});
afterAll(() => stack?.close());

const envelopes = (mails: readonly Handed[]) => mails.flatMap(({ to }) => to).sort();
const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

async function receipts({ edition, period }: { edition: string; period: string }) {
  const keys = await stack.archive.keys(`runs/${edition}/${period}/receipts/`);
  const found = await Promise.all(keys.map((key) => stack.archive.json(key)));
  return found.map((one) => receipt.parse(one)).filter(({ delivery }) => !/^notice/.test(delivery));
}

/** The owner's next mail. */
const ownersMail = () =>
  until('a mail to the owner', 60, async () => {
    const mails = stack.mail.take();
    expect(envelopes(mails).filter((to) => to !== owner)).toEqual([]);
    return mails[0]?.parse();
  });

describe('settings that are wrong', () => {
  beforeAll(() => stack.putSettings({ ...stack.settings, readers: [{ email: 'nobody' }] }));
  afterAll(() => stack.putSettings(stack.settings));

  it('are refused at once, with the field named', async () => {
    await expect(start({ ...before, reason: 'trial' })).rejects.toMatchObject({
      name: 'BadSettings',
      message: expect.stringContaining('readers[0].email'),
    });
    expect(await stack.archive.keys('runs/')).toEqual([]);
  });

  it('keep a schedule from starting, and the owner is told which field', async () => {
    const refused = await invoke(functionNamed('start'), {
      edition: 'weekly',
      scheduled: '2026-10-26T07:00:00Z',
    });
    expect(refused).toMatchObject({ refused: expect.stringContaining('readers[0].email') });
    expect((await ownersMail()).text).toContain('readers[0].email');
  });
});

describe('Monday morning', () => {
  beforeAll(async () => {
    expect(await invoke(functionNamed('watchdog'), {})).toEqual({ missed: [] });
    setClock('2026-11-02T06:59:58Z');
  });

  it('starts the weekly run by its schedule, one run for 20 more who ask at the same time', async () => {
    await until('the schedule', 60, async () => {
      const keys = await stack.archive.keys(`runs/${week.edition}/${week.period}/`);
      return keys.find((key) => key.includes('/orders/'));
    });
    const same = { edition: 'weekly', scheduled: monday };
    const all = await Promise.all(Array.from({ length: 20 }, () => start(same)));
    expect(new Set(all.map(({ execution }) => execution)).size).toBe(1);
    first = all[0] as Started;
    folder = `runs/${week.edition}/${week.period}/${first.run}`;
    await succeeded(first.execution_arn);
    const keys = await stack.archive.keys(`runs/${week.edition}/`);
    expect(keys.filter((key) => key.endsWith('/manifest.json'))).toEqual([
      `${folder}/manifest.json`,
    ]);
    expect(keys.filter((key) => key.includes('/orders/'))).toHaveLength(1);
  });

  it('lands what it has of events for the first time in shares', async () => {
    const shares = await callsBetween(first.execution_arn, 'LandShares', 'LandRest');
    expect(shares).toBeGreaterThan(1);
  });

  it('sends one message to each reader of the edition and none to anybody else', () => {
    sent = stack.mail.take();
    expect(envelopes(sent)).toEqual([...readers].sort());
    expect(new Set(sent.map(({ from }) => from))).toEqual(new Set(['reports@quayloom.example']));
    expect(sent.every(({ to }) => to.length === 1)).toBe(true);
  });

  it('sends messages with all their parts, and a way out with one click', async () => {
    for (const mail of sent) {
      const { to, subject, html, text, attachments, headers } = await mail.parse();
      expect(addressesOf(to)).toEqual(mail.to);
      expect(subject).not.toBe('');
      expect(String(html)).toContain('Quayloom');
      expect(text).toContain('Quayloom');
      expect(attachments.map(({ filename }) => filename)).toEqual(
        expect.arrayContaining(['accounts.csv']),
      );
      expect(headers.get('x-cs-pulse-run')).toBe(folder);
      expect(mail.raw.toString()).toMatch(
        /^List-Unsubscribe-Post: List-Unsubscribe=One-Click\r?$/m,
      );
    }
  });

  it('says on Athena what DuckDB says here, to the byte', async () => {
    const here = await madeHere(stack.company, { ...week, settings: stack.settings, source });
    // The pages in site/ say what each query cost there.
    const made = [...here.keys()].filter((name) => !/^(documents\/|manifest|site\/)/.test(name));
    expect(made).toContain('report.json');
    for (const name of made) {
      const there = await stack.archive.bytes(`${folder}/${name}`);
      expect(there.toString(), name).toBe(here.get(name)?.toString());
    }
  });

  it('keeps every document in the archive, under a manifest with what each query cost', async () => {
    const manifest = z
      .object({
        executions: z.array(
          z.object({ execution: z.string(), bytes: z.number(), milliseconds: z.number() }),
        ),
        documents: z.array(z.object({ email: z.string(), message: z.string() })),
        outputs: z.record(z.string(), z.string()),
      })
      .parse(await stack.archive.json(`${folder}/manifest.json`));
    const asked = stack.athena.executions;
    expect(manifest.executions.map(({ execution }) => execution).sort()).toEqual(
      asked.map(({ id }) => id).sort(),
    );
    expect(manifest.executions.reduce((sum, { bytes }) => sum + bytes, 0)).toBeGreaterThan(0);
    expect(manifest.executions.every(({ milliseconds }) => milliseconds > 0)).toBe(true);
    for (const [name, hash] of Object.entries(manifest.outputs)) {
      expect(sha256(await stack.archive.bytes(`${folder}/${name}`)), name).toBe(hash);
    }
    for (const { email, message } of manifest.documents) {
      const kept = (await stack.archive.bytes(`${folder}/${message}`)).toString();
      const mail = sent.find(({ to }) => to.includes(email))?.raw.toString() ?? '';
      expect(bodyOf(mail), email).toBe(bodyOf(kept));
    }
  });

  it('keeps a receipt for each message, with the id that SES gave it', async () => {
    const kept = await receipts(week);
    const ids = await Promise.all(
      sent.map(async (mail) => {
        const { headers } = await mail.parse();
        return [mail.to[0], headers.get('x-ses-message-id')] as const;
      }),
    );
    expect(kept.map(({ reader, message_id }) => [reader, message_id]).sort()).toEqual(ids.sort());
    const states = new Set(kept.map(({ status, delivery }) => `${delivery} ${status}`));
    expect(states).toEqual(new Set(['first sent']));
  });
});

describe('a run that is over', () => {
  it('is joined by whoever asks for it again, and nothing is sent or measured twice', async () => {
    const queries = stack.athena.executions.length;
    const again = await start({ ...week, deliver: 'missing', reason: 'once more' });
    await succeeded(again.execution_arn);
    expect(again.run).toBe(first.run);
    expect(envelopes(stack.mail.take())).toEqual([]);
    expect(stack.athena.executions).toHaveLength(queries);
  });

  it('tells how it stands', async () => {
    const status = await invoke(functionNamed('start'), { status: week });
    expect(status).toMatchObject({
      ...week,
      runs: [{ run: first.run, held_back: [], executions: [{ state: 'SUCCEEDED' }, {}] }],
      delivered: '4 of 4 readers have it',
    });
  });

  it('sends nothing for `none`', async () => {
    await succeeded((await start({ ...week, deliver: 'none', reason: 'look' })).execution_arn);
    expect(envelopes(stack.mail.take())).toEqual([]);
  });

  it('sends a copy to another address for `test`, marked as one and without a way out', async () => {
    const to = 'tester@quayloom.example';
    const asked = { ...week, deliver: 'test', readers: [helen], to: [to], reason: 'look' };
    await succeeded((await start(asked)).execution_arn);
    const mails = stack.mail.take();
    expect(envelopes(mails)).toEqual([to]);
    const { subject, headers } = (await mails[0]?.parse()) ?? {};
    expect(subject).toMatch(/^\[Test\] /);
    expect(headers?.has('list')).toBe(false);
  });

  it('sends one reader a second version for `force`, and keeps the first receipt', async () => {
    const asked = { ...week, deliver: 'force', readers: [caleb], reason: 'lost' };
    await succeeded((await start(asked)).execution_arn);
    expect(envelopes(stack.mail.take())).toEqual([caleb]);
    const his = (await receipts(week)).filter(({ reader }) => reader === caleb);
    expect(his.map(({ status }) => status)).toEqual(['sent', 'sent']);
    expect(his.map(({ delivery }) => delivery).sort()).toEqual([
      'first',
      expect.stringMatching(/^force-/),
    ]);
  });

  it('sends a reader who was added later theirs, and nobody else a second one', async () => {
    const added = { email: nora, name: 'Nora Frey', editions: ['weekly'] };
    await stack.putSettings({ ...stack.settings, readers: [...stack.settings.readers, added] });
    const later = await start({ ...week, deliver: 'missing', reason: 'a new reader' });
    await succeeded(later.execution_arn);
    expect(later.run).not.toBe(first.run);
    expect(envelopes(stack.mail.take())).toEqual([nora]);
  });
});

describe('readers who want no more, and addresses that are gone', () => {
  it('end their subscription by one click, while looking at the link changes nothing', async () => {
    const { headers } = (await sent.find(({ to }) => to.includes(jonas))?.parse()) ?? {};
    const list = z
      .object({ unsubscribe: z.object({ url: z.string() }) })
      .parse(headers?.get('list'));
    const { url } = list.unsubscribe;
    expect(Object.values(stack.outputs)).toContain(new URL('/', url).href);
    const ended = async () => (await stack.archive.keys('delivery/unsubscribed/')).length;
    expect((await openUrl(url)).status).toBe(200);
    expect(await ended()).toBe(0);
    const click = {
      method: 'POST',
      body: new URLSearchParams({ 'List-Unsubscribe': 'One-Click' }),
    };
    expect((await openUrl(url, click)).status).toBe(200);
    expect(await ended()).toBe(1);
    expect((await openUrl(`${url.slice(0, -2)}AA`, click)).status).toBe(400);
  });

  it('are remembered when SES says that a message bounced', async () => {
    await publish(topicArn, {
      eventType: 'Bounce',
      bounce: {
        feedbackId: 'check-1',
        bounceType: 'Permanent',
        bounceSubType: 'General',
        bouncedRecipients: [{ emailAddress: priya }],
      },
      mail: { destination: [priya] },
    });
    await until('the suppression', 60, async () =>
      (await stack.archive.keys('delivery/suppressed/')).at(0),
    );
  });
});

describe('an export that was cut', () => {
  let command: string;

  it('shuts a gate: no reader gets anything, and the owner gets the command', async () => {
    const cut = [...stack.company.files].map(([name, body]) => [name, halfOf(name, body)] as const);
    await stack.putExport(new Map(cut));
    const asked = await start({ edition: 'weekly', scheduled: '2026-10-26T07:00:00Z' });
    const { status, error } = await ended(asked.execution_arn);
    expect([status, error]).toEqual(['FAILED', 'GateShut']);
    const { text = '', subject } = await ownersMail();
    expect(subject).toContain('GateShut');
    expect(text).toContain('as if it were cut');
    command = /aws lambda invoke .*"missing".*/.exec(text)?.[0] ?? '';
    expect(command).toContain(`--function-name ${functionNamed('start')} `);
    expect(await receipts(before)).toEqual([]);
  });

  it('is sent by that command once it is mended, but for who unsubscribed or bounced', async () => {
    await stack.putExport(stack.company.files);
    const asked = await start(JSON.parse(/--payload '(.*?)'/.exec(command)?.[1] ?? ''));
    await succeeded(asked.execution_arn);
    expect(envelopes(stack.mail.take())).toEqual([caleb, helen, nora].sort());
    const skipped = (await receipts(before)).filter(({ status }) => status === 'skipped');
    expect(skipped.map(({ reader }) => reader).sort()).toEqual([jonas, priya]);
  });
});

describe('the watchdog', () => {
  it('tells the owner once of the report whose schedule is gone, and not of the one that came', async () => {
    await removeSchedule(prefix, 'monthly');
    setClock('2026-11-02T11:29:58Z');
    const { subject, text } = await ownersMail();
    expect(subject).toContain('monthly report did not come');
    expect(text).toContain('2026-10');
    expect(await invoke(functionNamed('watchdog'), {})).toEqual({ missed: ['monthly 2026-10'] });
    expect(envelopes(stack.mail.take())).toEqual([]);
  });
});

describe('an export by the clock', () => {
  const tuesday = '2026-11-03T03:00:00Z';
  const exports = z.object({
    exports: z.array(z.object({ execution: z.string(), execution_arn: z.string() })),
  });
  const asked = async (payload: unknown) =>
    exports.parse(await invoke(functionNamed('start'), payload)).exports[0];
  const secretOf = (token: string) =>
    putSecret('cs-pulse/check/zendesk', {
      ...{ subdomain: 'quayloom', email: 'admin@quayloom.example', api_token: token },
      address: zendesk.vendor.address,
    });
  let command: string;

  beforeAll(async () => {
    zendesk = await openZendesk('2026-11-03T03:00:30.000Z');
    await stack.putSettings(stack.settings);
    await asParts(stack.lake, ['tickets', 'account_links']);
    await secretOf('an-old-token');
    stack.mail.take();
    setClock('2026-11-03T02:59:58Z');
  });
  afterAll(() => zendesk.vendor.close());

  it('fails where the token is an old one, and the owner is told whose', async () => {
    await until('the order', 60, async () =>
      (await stack.archive.keys('runs/exports/zendesk/orders/')).at(0),
    );
    const joined = await asked({ export: { scheduled: tuesday } });
    expect(joined?.execution).toBe('zendesk-2026-11-03-01');
    const { status, error } = await ended(joined?.execution_arn ?? '');
    expect([status, error]).toEqual(['FAILED', 'BadSettings']);
    const { text = '', subject } = await ownersMail();
    expect(`${subject}\n${text}`).toMatch(/^CS Pulse: zendesk was not exported \(BadSettings\)\n/);
    expect(text).toContain('zendesk was never exported');
    command = /--payload '(\{"export".*?)'/.exec(text)?.[1] ?? '';
  });

  it('is done by the command of that mail once the secret is mended', async () => {
    await secretOf(zendesk.token);
    const again = await asked(JSON.parse(command));
    await succeeded(again?.execution_arn ?? '');
    const made = (await stack.lake.keys(`exports/${source}/`)).filter((key) =>
      key.includes('zendesk'),
    );
    expect(made.map((key) => key.slice(`exports/${source}/`.length))).toEqual([
      ...['account_links/zendesk.jsonl.gz', 'export_runs/zendesk.json', 'tickets/zendesk.jsonl.gz'],
    ]);
    expect(await invoke(functionNamed('start'), { status: 'exports' })).toMatchObject({
      exports: [
        {
          ...{ source: 'zendesk', rows: { tickets: zendesk.tickets, account_links: 1 } },
          executions: [{ state: 'SUCCEEDED' }, { state: 'FAILED', asked_by: 'schedule' }],
        },
      ],
    });
  });

  it('is what a report is made of, there as here, to the byte', async () => {
    const run = await start({ ...week, deliver: 'none', reason: 'with tickets of zendesk' });
    await succeeded(run.execution_arn);
    const settings = stack.settings;
    const folder = await dropHere(stack.lake);
    const here = await madeHere({ folder }, { ...week, settings, source });
    const there = `runs/${week.edition}/${week.period}/${run.run}`;
    for (const name of ['kpis.json', 'accounts.csv']) {
      const bytes = await stack.archive.bytes(`${there}/${name}`);
      expect(bytes.toString(), name).toBe(here.get(name)?.toString());
    }
    const inputs = z
      .object({ drop: z.record(z.string(), z.string()) })
      .parse(await stack.archive.json(`${there}/inputs/inputs.json`));
    expect(Object.keys(inputs.drop)).toContain('tickets/zendesk.jsonl.gz');
  });
});

describe('the logs', () => {
  it('hold no credential of a vendor', () => {
    const log = readFileSync(told('MINISTACK_LOG'), 'utf8');
    expect(log).toContain('zendesk-2026-11-03-02');
    expect(log).not.toContain(zendesk.token);
  });

  it('name no reader and no customer', async () => {
    const log = readFileSync(told('MINISTACK_LOG'), 'utf8');
    expect(log).toContain(first.execution);
    expect(log).not.toContain('@quayloom.example');
    const accounts = (await stack.archive.bytes(`${folder}/accounts.csv`)).toString().split('\n');
    const names = accounts.slice(1).flatMap((line) => line.split(',')[1] ?? []);
    expect(names.filter((name) => name.length > 5 && log.includes(name))).toEqual([]);
  });
});

/** Header fields differ: each delivery has traces of its own. */
function bodyOf(message: string): string {
  return message.replaceAll('\r\n', '\n').split('\n\n').slice(1).join('\n\n').trimEnd();
}

/** An export whose upload broke off: half of the rows of the tickets. */
function halfOf(name: string, body: Buffer): Buffer {
  if (!name.startsWith('tickets')) return body;
  const lines = body.toString().split('\n');
  return Buffer.from(`${lines.slice(0, Math.floor(lines.length / 2)).join('\n')}\n`);
}
