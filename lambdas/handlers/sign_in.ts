import { randomBytes } from 'node:crypto';
import type { LambdaFunctionURLEvent, LambdaFunctionURLResult } from 'aws-lambda';
import { z } from 'zod';
import { machineClock } from '../adapters/clock.ts';
import { managedSecrets } from '../adapters/secrets.ts';
import { signIn } from '../runs/archive_sign_in.ts';
import { parseSettings } from '../settings/parse.ts';
import { settingsBucket } from './buckets.ts';
import { variable } from './environment.ts';

const secret = z.object({ private_key: z.string() });

/** The sign-in of the archive: who is a reader gets a pass for the pages of their own scope. */
export async function handler(event: LambdaFunctionURLEvent): Promise<LambdaFunctionURLResult> {
  const answer = await signIn(world(), {
    path: event.rawPath,
    query: event.queryStringParameters ?? {},
    cookies: event.cookies ?? [],
  });
  return {
    statusCode: answer.status,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      ...(answer.location && { location: answer.location }),
    },
    cookies: [...(answer.cookies ?? [])],
    body: answer.page ?? '',
  };
}

function world() {
  const secrets = managedSecrets(() => variable('SIGNING_SECRET'));
  return {
    domain: variable('ARCHIVE_DOMAIN'),
    login: variable('LOGIN_URL'),
    issuer: variable('LOGIN_ISSUER'),
    client: variable('LOGIN_CLIENT'),
    keyId: variable('SIGNING_KEY_ID'),
    privateKey: async () => secret.parse(await secrets.read('archive')).private_key,
    settings: async () =>
      parseSettings(await settingsBucket().readText('settings.json'), 'settings.json'),
    post,
    random: () => randomBytes(32).toString('base64url'),
    now: Math.floor(Date.parse(machineClock.now()) / 1000),
  };
}

async function post(url: string, body: URLSearchParams): Promise<string | null> {
  const answer = await fetch(url, { method: 'POST', body, signal: AbortSignal.timeout(5000) });
  return answer.ok ? answer.text() : null;
}
