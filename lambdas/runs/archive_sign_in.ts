import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Settings } from '../settings/schema.ts';
import { passCookies, treeOf } from './archive_access.ts';

/** What signing in asks of the world. */
export interface SigningIn {
  readonly domain: string;
  /** Address of the sign-in pages, e.g. `https://….amazoncognito.com`. */
  readonly login: string;
  /** Who makes its tokens. */
  readonly issuer: string;
  readonly client: string;
  readonly keyId: string;
  readonly privateKey: () => Promise<string>;
  readonly settings: () => Promise<Pick<Settings, 'readers'>>;
  /** Posts a form and returns the body of the answer; null where it was refused. */
  readonly post: (url: string, form: URLSearchParams) => Promise<string | null>;
  /** Letters that nobody can guess. */
  readonly random: () => string;
  /** Seconds since 1970. */
  readonly now: number;
}

export interface Asked {
  readonly path: string;
  readonly query: Readonly<Record<string, string | undefined>>;
  readonly cookies: readonly string[];
}

export interface Answer {
  readonly status: number;
  readonly location?: string;
  readonly cookies?: readonly string[];
  readonly page?: string;
}

const cookie = '__Host-cs-pulse-sign-in';
/** A working day: so long somebody who is no reader any more may still read. */
const hours = 8;
const back = ({ domain }: SigningIn) => `https://${domain}/sign-in/callback`;

/** Signs a person in by Cognito's own pages (code with PKCE) and lets them into the tree of their scope. */
export async function signIn(world: SigningIn, asked: Asked): Promise<Answer> {
  if (asked.path === '/sign-in/callback') return comeBack(world, asked);
  if (asked.path === '/sign-in/needed') return page(200, 'Sign in to read the reports.');
  const [state, verifier] = [world.random(), world.random()];
  const query = new URLSearchParams({
    ...{ response_type: 'code', client_id: world.client, redirect_uri: back(world) },
    ...{ scope: 'openid email', state, code_challenge_method: 'S256' },
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
  });
  const kept = `${cookie}=${state}.${verifier}; Path=/; Max-Age=600; Secure; HttpOnly; SameSite=Lax`;
  return { status: 302, location: `${world.login}/oauth2/authorize?${query}`, cookies: [kept] };
}

async function comeBack(world: SigningIn, { query, cookies }: Asked): Promise<Answer> {
  const kept = cookies.find((one) => one.startsWith(`${cookie}=`))?.slice(cookie.length + 1) ?? '';
  const [state = '', verifier = ''] = kept.split('.');
  const { code } = query;
  // Else somebody else's sign-in could be slipped to this browser.
  if (code === undefined || state === '' || query.state !== state) {
    return page(400, 'This sign-in was begun elsewhere or too long ago.');
  }
  const email = await addressOf(world, code, verifier);
  const tree = email === null ? null : treeOf(await world.settings(), email);
  // Not 403: in place of that CloudFront asks to sign in.
  if (tree === null) return page(401, 'You are signed in, and no reader of these reports.');
  const until = world.now + hours * 3600;
  const privateKey = await world.privateKey();
  const { domain, keyId } = world;
  const done = `${cookie}=; Path=/; Max-Age=0; Secure; HttpOnly; SameSite=Lax`;
  return {
    status: 302,
    location: `/${tree}/index.html`,
    cookies: [...passCookies({ domain, tree, until, keyId, privateKey }), done],
  };
}

const tokens = z.object({ id_token: z.string() });
const claims = z.object({
  iss: z.string(),
  aud: z.string(),
  exp: z.number(),
  token_use: z.literal('id'),
  email: z.string(),
  email_verified: z.literal(true),
});

/**
 * The verified address of who signed in; null where there is none. The token comes from Cognito itself over
 * TLS and not by way of the browser, so that the connection stands for its signature (OpenID Connect Core,
 * 3.1.3.7, 6).
 */
async function addressOf(world: SigningIn, code: string, verifier: string): Promise<string | null> {
  const form = new URLSearchParams({
    ...{ grant_type: 'authorization_code', client_id: world.client, redirect_uri: back(world) },
    ...{ code, code_verifier: verifier },
  });
  const answer = await world.post(`${world.login}/oauth2/token`, form);
  if (answer === null) return null;
  const [, payload = ''] = tokens.parse(JSON.parse(answer)).id_token.split('.');
  const found = claims.safeParse(JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')));
  if (!found.success) return null;
  const { iss, aud, exp, email } = found.data;
  return iss === world.issuer && aud === world.client && exp > world.now ? email : null;
}

function page(status: number, text: string): Answer {
  return {
    status,
    page: `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark"><title>Reports</title></head><body><main><h1>Reports</h1><p>${text}</p><p><a href="/sign-in">Sign in</a></p></main></body></html>`,
  };
}
