import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sesMailer } from '../../lambdas/adapters/ses.ts';
import { VendorDown } from '../../lambdas/errors.ts';
import { type Answer, error, quota, type SesServer, sent, sesServer } from './ses_server.ts';

let server: SesServer;
beforeAll(async () => {
  server = await sesServer();
});
afterAll(() => server.close());

const credentials = { accessKeyId: 'test', secretAccessKey: 'SENTINEL-SECRET' };
const client = (endpoint: string) => ({ endpoint, region: 'eu-west-1', credentials });
/** Short only where an answer is waited for that never comes: a busy machine is slow with the others. */
const timeouts = (milliseconds: number) => ({ connection: milliseconds, answer: milliseconds });
const reader = 'Dana.Reyes@customer.example';
const raw = Buffer.from('Subject: Weekly\r\n\r\nSENTINEL-BODY churned MRR\r\n');

const mailer = (endpoint = server.endpoint, wait = 20_000) =>
  sesMailer({
    client: client(endpoint),
    timeouts: timeouts(wait),
    configurationSet: 'cs-pulse',
  });

async function send(answer: Answer) {
  server.answers(answer);
  const before = server.requests.length;
  const from = 'CS Pulse <reports@example.com>';
  const isSilent = answer === 'silence' || answer === 'half an answer';
  const one = mailer(server.endpoint, isSilent ? 300 : undefined);
  const outcome = await one.send({ from, to: reader, raw });
  return { outcome, requests: server.requests.slice(before) };
}

describe('a message handed to SES', () => {
  it('is sent, with the id that SES gave it', async () => {
    const { outcome, requests } = await send(sent);
    expect(outcome).toEqual({ outcome: 'sent', messageId: '0102-abc' });
    const [request] = requests;
    expect(request?.get('Action')).toBe('SendRawEmail');
    expect(request?.get('Source')).toBe('reports@example.com');
    expect(request?.get('Destinations.member.1')).toBe(reader);
    expect(request?.get('Destinations.member.2')).toBeNull();
    expect(request?.get('ConfigurationSetName')).toBe('cs-pulse');
    expect(Buffer.from(request?.get('RawMessage.Data') ?? '', 'base64').equals(raw)).toBe(true);
  });

  it.each([
    ['MessageRejected', 400],
    ['MailFromDomainNotVerifiedException', 400],
    ['AccountSendingPausedException', 400],
    ['ConfigurationSetDoesNotExist', 400],
    ['ConfigurationSetSendingPaused', 400],
    ['InvalidParameterValue', 400],
    ['AccessDenied', 403],
    ['SignatureDoesNotMatch', 403],
    ['ExpiredToken', 403],
    ['OptInRequired', 403],
  ])('is surely not sent where SES says %s', async (code, status) => {
    const { outcome, requests } = await send(error(status, code, 'said so'));
    expect(outcome).toMatchObject({ outcome: 'refused' });
    expect(outcome).toMatchObject({ reason: expect.stringMatching(/^\w+: said so$/) });
    expect(requests).toHaveLength(1);
  });

  it.each([
    ['Throttling', 'Maximum sending rate exceeded.', 'soon'],
    ['ThrottlingException', 'Rate exceeded', 'soon'],
    ['TooManyRequestsException', 'Too many requests', 'soon'],
    ['Throttling', 'Daily message quota exceeded.', 'tomorrow'],
  ])('waits where SES says %s: %s', async (code, message, until) => {
    const { outcome, requests } = await send(error(400, code, message));
    expect(outcome).toEqual({ outcome: 'throttled', until, reason: `${code}: ${message}` });
    expect(requests).toHaveLength(1);
  });

  const doubts: [string, Answer][] = [
    ['500', error(500, 'InternalFailure', 'oops')],
    ['500 without a word', { status: 500, body: '' }],
    ['503, though it names throttling', error(503, 'Throttling', 'Daily message quota exceeded')],
    ['408', { status: 408, body: '' }],
    ['a redirect', { status: 302, body: '' }],
    ['200 and no XML', { status: 200, body: '<html>proxy' }],
    ['200 and other XML', { status: 200, body: '<html><body>hello</body></html>' }],
    ['200 and nothing', { status: 200, body: '' }],
    ['200 without an id', { status: 200, body: '<SendRawEmailResponse/>' }],
    ['400 and no XML', { status: 400, body: 'bad gateway?' }],
    ['a reset', 'reset'],
    ['nothing, for too long', 'silence'],
    ['half an answer, and then nothing', 'half an answer'],
  ];
  it.each(doubts)('is in doubt where SES answers %s, and is asked for once', async (_, answer) => {
    const { outcome, requests } = await send(answer);
    expect(outcome.outcome).toBe('unknown');
    expect(requests).toHaveLength(1);
  });

  it.each([
    ['refuses connections', 'http://127.0.0.1:1'],
    ['has no address', 'http://ses.invalid:80'],
  ])('waits where SES %s: no connection was made', async (_, endpoint) => {
    const outcome = await mailer(endpoint).send({ from: 'a@b.c', to: reader, raw });
    expect(outcome).toMatchObject({ outcome: 'throttled', until: 'soon' });
  });

  it('is surely not sent where there are no credentials to ask with', async () => {
    const none = () =>
      Promise.reject(Object.assign(new Error('x'), { name: 'CredentialsProviderError' }));
    const options = { ...client(server.endpoint), credentials: none };
    const outcome = await sesMailer({ client: options }).send({ from: 'a@b.c', to: reader, raw });
    expect(outcome.outcome).toBe('refused');
  });

  it('leaves nothing of itself, of addresses or of credentials in what is said about it', async () => {
    const message = `Email address is not verified. The following identities failed: ${reader}, "dana.reyes@customer.example", Reports &lt;reports@example.com&gt;, arn:aws:ses:eu-west-1:1:identity/lee@other.example\n${'x'.repeat(500)}`;
    const answers: Answer[] = [
      ...doubts.map(([, answer]) => answer),
      error(400, 'MessageRejected', message),
      error(400, 'Throttling', message),
      error(403, 'AccessDenied', `on ${reader}`),
      { status: 400, body: `${raw}` },
      { status: 500, body: `${raw} ${reader}` },
    ];
    for (const answer of answers) {
      const said = JSON.stringify((await send(answer)).outcome);
      expect(said).not.toMatch(/dana|reyes|customer\.example|lee@|reports@|SENTINEL|\\n/i);
      expect(said.length).toBeLessThan(320);
    }
    const { outcome } = await send(error(400, 'MessageRejected', message));
    expect(outcome).toMatchObject({
      reason: expect.stringContaining('Email address is not verified.'),
    });
  });
});

describe('the quota', () => {
  it('is what SES says: messages a second, and what is left of 24 hours', async () => {
    server.answers(quota(50_000, 49_990, 14));
    expect(await mailer().quota()).toEqual({ perSecond: 14, remainingToday: 10 });
  });

  it('has no end where SES says -1', async () => {
    server.answers(quota(-1, 5, 14));
    expect((await mailer().quota()).remainingToday).toBe(Number.POSITIVE_INFINITY);
  });

  it('without numbers is no quota', async () => {
    server.answers({ status: 200, body: '<GetSendQuotaResponse/>' });
    await expect(mailer().quota()).rejects.toThrow(VendorDown);
  });

  it('that SES does not tell stops everything before anything is claimed', async () => {
    server.answers(error(403, 'AccessDenied', `for ${reader}`));
    const asked = mailer().quota();
    await expect(asked).rejects.toThrow(VendorDown);
    await expect(asked).rejects.toThrow('SES does not say how much may be sent (AccessDenied)');
  });

  it('may be asked for again, which sends nothing', async () => {
    server.answers(error(500, 'InternalFailure', 'oops'));
    const before = server.requests.length;
    await expect(mailer().quota()).rejects.toThrow(VendorDown);
    expect(server.requests.length - before).toBe(3);
  });
});
