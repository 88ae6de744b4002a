import { createVerify, generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { bookFolder } from '../../lambdas/rendering/archive/book_folder.ts';
import { type Asked, type SigningIn, signIn } from '../../lambdas/runs/archive_sign_in.ts';
import { parseSettings } from '../../lambdas/settings/parse.ts';

const { publicKey, privateKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
});

const settings = parseSettings(
  JSON.stringify({
    readers: [
      { email: 'helen@example.com', name: 'Helen', editions: ['weekly'] },
      { email: 'Ines@example.com', name: 'Ines', editions: ['weekly'], scope: { csm: ['Ines'] } },
    ],
  }),
  'test',
);

const good = {
  iss: 'https://issuer.example',
  aud: 'client-1',
  exp: 2_000,
  token_use: 'id',
  email: 'ines@example.com',
  email_verified: true,
};

function world(claims: object = {}): SigningIn & { readonly posted: string[] } {
  const payload = Buffer.from(JSON.stringify({ ...good, ...claims })).toString('base64url');
  const posted: string[] = [];
  let made = 0;
  return {
    ...{ domain: 'reports.example.com', login: 'https://login.example', client: 'client-1' },
    ...{ issuer: 'https://issuer.example', keyId: 'K1', now: 1_000, posted },
    privateKey: async () => privateKey,
    settings: async () => settings,
    random: () => {
      made += 1;
      return `random-${made}`;
    },
    post: async (url, form) => {
      posted.push(`${url}?${form}`);
      return JSON.stringify({ id_token: `h.${payload}.s` });
    },
  };
}

const callback = (more: Partial<Asked> = {}): Asked => ({
  path: '/sign-in/callback',
  query: { code: 'c0de', state: 'random-1' },
  cookies: ['__Host-cs-pulse-sign-in=random-1.random-2'],
  ...more,
});

const cookieOf = (cookies: readonly string[], name: string) =>
  cookies
    .find((one) => one.startsWith(`${name}=`))
    ?.slice(name.length + 1)
    .split(';')[0] ?? '';
const unsafe = (text: string) =>
  Buffer.from(text.replaceAll('-', '+').replaceAll('_', '=').replaceAll('~', '/'), 'base64');

describe('signing in to the archive', () => {
  it('goes to the login with a state and a challenge, whose verifier stays in a cookie', async () => {
    const answer = await signIn(world(), { path: '/sign-in', query: {}, cookies: [] });
    const url = new URL(answer.location ?? '');
    expect(url.origin + url.pathname).toBe('https://login.example/oauth2/authorize');
    expect(Object.fromEntries(url.searchParams)).toMatchObject({
      ...{ response_type: 'code', client_id: 'client-1', state: 'random-1' },
      ...{ code_challenge_method: 'S256' },
      redirect_uri: 'https://reports.example.com/sign-in/callback',
    });
    expect(answer.location).not.toContain('random-2');
    expect(answer.cookies?.[0]).toMatch(
      /^__Host-cs-pulse-sign-in=random-1\.random-2; .*Secure; HttpOnly/,
    );
  });

  it('gives a reader a pass for the tree of their own scope, until the working day is over', async () => {
    const signing = world();
    const { status, location, cookies = [] } = await signIn(signing, callback());
    const tree = bookFolder('CSM: Ines');
    expect({ status, location }).toEqual({ status: 302, location: `/${tree}/index.html` });
    expect(signing.posted[0]).toContain('code_verifier=random-2');
    const policy = unsafe(cookieOf(cookies, 'CloudFront-Policy')).toString();
    expect(JSON.parse(policy)).toEqual({
      Statement: [
        {
          Resource: `https://reports.example.com/${tree}/*`,
          Condition: { DateLessThan: { 'AWS:EpochTime': 1_000 + 8 * 3600 } },
        },
      ],
    });
    const signature = unsafe(cookieOf(cookies, 'CloudFront-Signature'));
    expect(createVerify('RSA-SHA1').update(policy).verify(publicKey, signature)).toBe(true);
    for (const one of cookies.filter((cookie) => cookie.startsWith('CloudFront'))) {
      expect(one).toMatch(new RegExp(`; Path=/${tree}/; Secure; HttpOnly; SameSite=Lax$`));
    }
  });

  it('lets a reader of everything into the tree of the company', async () => {
    const answer = await signIn(world({ email: 'helen@example.com' }), callback());
    expect(answer.location).toBe('/site/company/index.html');
  });

  it.each([
    ['whose address is not verified', { email_verified: false }],
    ['who is no reader', { email: 'mallory@example.com' }],
    ['with a token of another client', { aud: 'client-2' }],
    ['with a token of another issuer', { iss: 'https://evil.example' }],
    ['with a token that has run out', { exp: 999 }],
    ['with a token for something else', { token_use: 'access' }],
  ])('gives nothing to somebody %s', async (_, claims) => {
    const answer = await signIn(world(claims), callback());
    expect([answer.status, answer.cookies]).toEqual([401, undefined]);
  });

  it.each([
    ['without the cookie of its beginning', { cookies: [] }],
    ['of another browser', { query: { code: 'c0de', state: 'random-9' } }],
    ['without a code', { query: { state: 'random-1' } }],
    [
      'with an empty state',
      { query: { code: 'c0de', state: '' }, cookies: ['__Host-cs-pulse-sign-in=.x'] },
    ],
  ])('asks nobody about a sign-in %s', async (_, more) => {
    const signing = world();
    const answer = await signIn(signing, callback(more));
    expect([answer.status, signing.posted]).toEqual([400, []]);
  });
});
