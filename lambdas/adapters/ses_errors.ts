import { SESServiceException } from '@aws-sdk/client-ses';
import type { SendOutcome } from '../ports.ts';

/**
 * What an error says about the message: only a clear refusal, or a connection that was never made, means
 * that it was not sent. Reasons hold no address and nothing of the message; `addresses` are cut out.
 */
export function outcomeOfError(error: unknown, addresses: readonly string[]): SendOutcome {
  if (error instanceof SESServiceException) return outcomeOfRefusal(error, addresses);
  const { name, code, syscall } = describe(error);
  const what = code === '' ? name : code;
  if (name === 'CredentialsProviderError') {
    return { outcome: 'refused', reason: 'there are no credentials to ask SES with' };
  }
  if (neverConnected.has(code) || syscall === 'connect') {
    return { outcome: 'throttled', until: 'soon', reason: `SES cannot be reached (${what})` };
  }
  return { outcome: 'unknown', reason: `no clear answer from SES (${what})` };
}

const neverConnected = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN']);

const throttling = /throttl|toomanyrequests|requestlimitexceeded|slowdown/i;

function outcomeOfRefusal(error: SESServiceException, addresses: readonly string[]): SendOutcome {
  const { name, message } = error;
  const status = error.$metadata.httpStatusCode ?? 0;
  const reason = `${name}: ${withoutAddresses(message, addresses)}`;
  // Something between us and SES may say 408 or 5xx after SES has taken the message.
  if (status < 400 || status >= 500 || status === 408 || name === 'Unknown') {
    return { outcome: 'unknown', reason: `SES answered ${status} (${name})` };
  }
  if (!throttling.test(name)) return { outcome: 'refused', reason };
  const until = /daily|24.?hour/i.test(message) ? 'tomorrow' : 'soon';
  return { outcome: 'throttled', until, reason };
}

/** One line of at most 200 characters. */
function withoutAddresses(message: string, addresses: readonly string[]): string {
  let text = message.replaceAll(/[\p{Cc}\s]+/gu, ' ').trim();
  for (const address of addresses) {
    if (address !== '') text = text.replaceAll(address, '…');
  }
  return text.replaceAll(/[^\s<>()"',;:/]*@[^\s<>()"',;]+/g, '…').slice(0, 200);
}

/** Of any error: what it is called, never its text, which may quote what was sent. */
function describe(error: unknown): { name: string; code: string; syscall: string } {
  if (!(error instanceof Error)) return { name: 'no error object', code: '', syscall: '' };
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  const syscall = 'syscall' in error && typeof error.syscall === 'string' ? error.syscall : '';
  return { name: error.name, code, syscall };
}
