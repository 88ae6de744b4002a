import { inspect } from 'node:util';
import { afterEach, describe, expect, it } from 'vitest';
import type { Trouble, VendorAnswer } from '../vendors/server.ts';
import { type Line, openLine, token } from './line.ts';

let line: Line;
afterEach(() => line.close());

const headers = { 'content-type': 'application/json' };
const echo = { message: `Token ${token}-1 is wrong`, errorCode: `${token}-1`, error: token };
const personal = { message: 'Contact jane@acme.example', category: 'jane@acme.example' };
const basic = Buffer.from(`key_${token}:`).toString('base64');

const failures: [string, VendorAnswer | Trouble][] = [
  ...[400, 401, 403, 404, 422, 429, 500, 503].map((status): [string, VendorAnswer] => [
    `${status} that repeats it`,
    { status, body: [echo] },
  ]),
  ['an error that repeats it in small parts', { status: 400, body: { code: 'SENTINEL' } }],
  ['an error with a person in it', { status: 400, body: personal }],
  [
    'a redirect',
    { status: 302, headers: { location: `https://${token}@elsewhere/${token}` }, body: '' },
  ],
  ['a content type', { headers: { 'content-type': `text/${token}` }, body: token }],
  ['a proxy page', { headers: { 'content-type': 'text/html' }, body: token }],
  ['a body that is not whole', { headers, body: `{"a": "${token}` }],
  ['a Retry-After', { status: 429, headers: { 'retry-after': token }, body: token }],
  ['a long Retry-After', { status: 429, headers: { 'retry-after': '9999' }, body: token }],
  ['reset', 'reset'],
  ['cut', 'cut'],
  ['nothing', 'nothing'],
  ['slow', 'slow'],
];

describe('a secret appears in no error and no line of progress', () => {
  it.each(failures)('after %s', async (_, what) => {
    const patience = { answer: 20 };
    for (const authorization of [`Bearer ${token}-1`, `Basic ${basic}`]) {
      const authorize = async () => ({ authorization, 'x-key': `${token}-2` });
      line = await openLine({ authorize, attempts: 2, patience, random: () => 1 });
      line.vendor.faults.push({ when: () => true, what });
      const query = { email: 'jane@acme.example', key: token };
      const error = await line.api.post('/things', { token }, { query }).then(
        () => expect.fail('it must fail'),
        (reason: unknown) => reason,
      );
      expect(shown(error) + line.told.join('\n')).not.toMatch(/SENTINEL|jane|a2V5X|Bearer|Basic/i);
      await line.close();
    }
  });

  it('after one that no header can hold', async () => {
    line = await openLine({ authorize: async () => ({ authorization: `Bearer ${token}\nx` }) });
    const error = await line.api.get('/things').catch((reason: unknown) => reason);
    expect(shown(error)).toContain('copy it again');
    expect(shown(error)).not.toContain('SENTINEL');
  });

  it('after its host is gone', async () => {
    line = await openLine({ attempts: 2 });
    await line.vendor.close();
    const error = await line.api.get('/things').catch((reason: unknown) => reason);
    expect(shown(error)).not.toContain('SENTINEL');
  });
});

/** Everything that whoever prints the error could print, and its causes. */
const shown = (error: unknown): string =>
  error instanceof Error
    ? [
        inspect(error, { depth: 9, showHidden: true }),
        String(error),
        error.stack,
        shown(error.cause),
      ]
        .concat(JSON.stringify(error, Object.getOwnPropertyNames(error)))
        .join('\n')
    : inspect(error, { depth: 9 });
