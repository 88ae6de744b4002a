import { describe, expect, it } from 'vitest';
import { readerKey } from '../../lambdas/delivery/receipts.ts';
import { isUnsubscribed } from '../../lambdas/delivery/subscriptions.ts';
import { subscriptionOf, tokenOf } from '../../lambdas/delivery/tokens.ts';
import { unsubscribe } from '../../lambdas/delivery/unsubscribe.ts';
import { type Kept, memoryPorts, memorySigner, newKept } from './fakes.ts';

const email = 'Dana.Reyes@example.com';
const whose = { reader: readerKey(email), edition: 'weekly' };
const oneClick = 'List-Unsubscribe=One-Click';

async function call(kept: Kept, method: string, more: { token?: string; body?: string } = {}) {
  const { receipts: records, clock } = memoryPorts(kept);
  const token = more.token ?? (await tokenOf(memorySigner, email, 'weekly'));
  const ports = { records, clock, signer: memorySigner };
  return unsubscribe(ports, { method, token, body: more.body ?? '' });
}

const ended = (kept: Kept) => isUnsubscribed(memoryPorts(kept).receipts, whose);

describe('the unsubscribe link', () => {
  it('only shows a page when it is followed, since scanners of mail follow every link', async () => {
    const kept = newKept();
    const { status, body, headers } = await call(kept, 'GET');
    expect(status).toBe(200);
    expect(body).toContain('<form method="post">');
    expect(body).toContain('name="List-Unsubscribe" value="One-Click"');
    expect(headers['cache-control']).toBe('no-store');
    expect((await call(kept, 'HEAD')).body).toBe('');
    expect([...kept.records]).toEqual([]);
  });

  it('ends the subscription at once when a mail program posts to it, once or often', async () => {
    const kept = newKept();
    const answers = [];
    for (let n = 0; n < 3; n += 1) answers.push(await call(kept, 'POST', { body: oneClick }));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(await ended(kept)).toBe(true);
    expect(kept.records.size).toBe(1);
    const [[key, { body }] = ['', { body: '' }]] = [...kept.records];
    expect(key).toBe(`delivery/unsubscribed/weekly/${whose.reader}.json`);
    expect(JSON.parse(body).changes).toHaveLength(1);
  });

  it('ends it whatever form the post has', async () => {
    const multipart = `--x\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--x--`;
    for (const body of ['', multipart]) {
      const kept = newKept();
      await call(kept, 'POST', { body });
      expect(await ended(kept)).toBe(true);
    }
  });

  it('ends it once when 20 posts come at the same moment', async () => {
    const kept = newKept();
    await Promise.all(Array.from({ length: 20 }, () => call(kept, 'POST', { body: oneClick })));
    const [body = ''] = [...kept.records.values()].map((record) => record.body);
    expect(JSON.parse(body).changes).toHaveLength(1);
  });

  it('takes it back by the button of the next page, or later by the same link', async () => {
    const kept = newKept();
    const { body } = await call(kept, 'POST', { body: oneClick });
    expect(body).toContain('name="subscribe" value="again"');
    expect((await call(kept, 'GET')).body).toContain('has stopped');
    await call(kept, 'POST', { body: 'subscribe=again' });
    expect(await ended(kept)).toBe(false);
    expect((await call(kept, 'GET')).body).toContain('Stop the weekly report');
  });

  it('ends one edition for one reader and nothing else', async () => {
    const kept = newKept();
    await call(kept, 'POST', { body: oneClick });
    const { receipts } = memoryPorts(kept);
    expect(await isUnsubscribed(receipts, { ...whose, edition: 'monthly' })).toBe(false);
    const other = { reader: readerKey('lee@example.com'), edition: 'weekly' };
    expect(await isUnsubscribed(receipts, other)).toBe(false);
  });

  it('does nothing with a link that is cut, changed, made up, or signed for another purpose', async () => {
    const token = await tokenOf(memorySigner, email, 'weekly');
    const [payload = '', signature = ''] = token.split('.');
    const other = Buffer.from(JSON.stringify({ ...whose, edition: 'monthly' })).toString(
      'base64url',
    );
    const words = Buffer.from('"hello"').toString('base64url');
    const tokens = [
      '',
      payload,
      token.slice(0, -1),
      `${other}.${signature}`,
      `${payload}.${await memorySigner.sign(payload)}`,
      `${words}.${await memorySigner.sign(`unsubscribe:${words}`)}`,
      `../../${token}`,
      'x'.repeat(10_000),
    ];
    for (const wrong of tokens) {
      const kept = newKept();
      for (const method of ['GET', 'POST']) {
        const { status, body } = await call(kept, method, { token: wrong, body: oneClick });
        expect([wrong, status]).toEqual([wrong, 400]);
        expect(body).toContain('This link does not work');
      }
      expect([...kept.records]).toEqual([]);
    }
  });

  it('asks the key about nothing that cannot be a token', async () => {
    const signer = { ...memorySigner, verify: () => Promise.reject(new Error('asked')) };
    expect(await subscriptionOf(signer, 'made.up')).toBeNull();
    expect(await subscriptionOf(signer, '')).toBeNull();
  });

  it('takes no other method', async () => {
    const { status, headers } = await call(newKept(), 'DELETE');
    expect([status, headers.allow]).toEqual([405, 'GET, HEAD, POST']);
  });

  it('shows pages that load nothing, run nothing and name no address', async () => {
    const kept = newKept();
    const pages = [
      await call(kept, 'GET'),
      await call(kept, 'POST', { body: oneClick }),
      await call(kept, 'GET', { token: 'x' }),
    ];
    for (const { body, headers } of pages) {
      expect(body).not.toMatch(/https?:|<script|<img|<link|@|reader/i);
      expect(body).toMatch(/^<!doctype html>\n<html lang="en">/);
      expect(headers['content-security-policy']).toContain("default-src 'none'");
    }
  });

  it('names no address and never works without the key', async () => {
    const token = await tokenOf(memorySigner, email, 'weekly');
    const [payload = ''] = token.split('.');
    expect(Buffer.from(payload, 'base64url').toString()).not.toMatch(/dana|example/i);
    expect(await subscriptionOf(memorySigner, token)).toEqual(whose);
    const otherKey = { ...memorySigner, verify: async () => false };
    expect(await subscriptionOf(otherKey, token)).toBeNull();
  });
});
