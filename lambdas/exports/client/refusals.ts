import { BadSettings } from '../../errors.ts';
import { NotPermitted } from '../signals.ts';
import type { Credentials } from './authorization.ts';

export interface ErrorAnswer {
  readonly status: number;
  readonly text: string;
}

/** Where the vendors write what went wrong as one word. */
const codeFields = ['api_error_code', 'errorCode', 'category', 'code', 'type', 'error', 'status'];
/** Words without digits: keys and ids have some. */
const codeShape = /^[A-Za-z_.-]{3,60}$/;

/** ` (INVALID_SESSION_ID)`: the vendor's own word; never its text, which repeats what was sent. */
export function codeOf(answer: ErrorAnswer, credentials: Credentials): string {
  const code = wordIn(parsed(answer.text), 0);
  // A vendor, or a proxy in its place, may repeat what it refuses.
  const isSecret =
    code !== null &&
    secretsIn(credentials).some((secret) => secret.includes(code) || code.includes(secret));
  return code && !isSecret ? ` (${code})` : '';
}

/** The error for a status that asking again does not change. */
export function refusal(
  vendor: string,
  title: string,
  answer: ErrorAnswer,
  code: string,
  isNotPermitted: boolean,
): Error {
  const what = `${vendor}: ${title} answered ${answer.status}${code}`;
  if (answer.status === 401) {
    return new BadSettings(
      `${what}, with new credentials too: is the secret of ${vendor} still valid there?`,
    );
  }
  if (isNotPermitted || answer.status === 403) {
    return new NotPermitted(
      `${what}: the credentials may not read this; give them the scope that the README of lambdas/exports/${vendor.toLowerCase()} names`,
    );
  }
  return new BadSettings(
    `${what}: it refuses what is asked for. Check the settings exports.${vendor.toLowerCase()} and the address in its secret; if both are right, report this`,
  );
}

/** Header values as they are sent, what Basic ones hold, and the parts of both. */
const secretsIn = (credentials: Credentials) =>
  Object.values(credentials)
    .flatMap((value) => [value, Buffer.from(value.replace(/^\w+ /, ''), 'base64').toString()])
    .flatMap((text) => [text, ...text.split(/[ :]/)])
    .filter((text) => text.length > 5 && !/^(bearer|basic)$/i.test(text));

function wordIn(value: unknown, depth: number): string | null {
  if (Array.isArray(value)) return wordIn(value[0], depth);
  if (typeof value !== 'object' || value === null || depth > 2) return null;
  const fields = new Map<string, unknown>(Object.entries(value));
  for (const name of codeFields) {
    const word = fields.get(name);
    if (typeof word === 'string' && word !== 'error' && codeShape.test(word)) return word;
    const inner = wordIn(word, depth + 1);
    if (inner) return inner;
  }
  return null;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
