import { z } from 'zod';

const errors = z.array(z.object({ errorCode: z.string(), message: z.string().default('') })).min(1);
const oneError = z.object({ error: z.string() });

export type Verdict = 'again' | 'today_over' | 'not_permitted' | undefined;

/** Salesforce's code of an error answer, such as INVALID_FIELD; empty where there is none. */
export function errorCode(text: string): string {
  return errorOf(text).code;
}

/** What Salesforce's own error codes mean beyond the status; undefined: the status says it. */
export function verdictOf({ text }: { readonly text: string }): Verdict {
  const { code, message } = errorOf(text);
  // One code for too many requests at once and for too many today.
  if (code === 'REQUEST_LIMIT_EXCEEDED')
    return /concurrent/i.test(message) ? 'again' : 'today_over';
  if (/per 24 hrs|result size stored|daily/i.test(message) && /LIMIT|EXCEEDED|API_ERROR/.test(code))
    return 'today_over';
  if (passing.has(code)) return 'again';
  if (/^INSUFFICIENT_ACCESS/.test(code) || closed.has(code)) return 'not_permitted';
  return /^(entity|sObject type) '?\w+'? is not supported/i.test(message)
    ? 'not_permitted'
    : undefined;
}

const passing = new Set(['SERVER_UNAVAILABLE', 'UNABLE_TO_LOCK_ROW', 'QUERY_TIMEOUT']);
const closed = new Set(['INVALIDENTITY', 'INVALID_TYPE', 'FUNCTIONALITY_NOT_ENABLED']);

function errorOf(text: string): { readonly code: string; readonly message: string } {
  const json = parsed(text);
  const list = errors.safeParse(json);
  if (list.success)
    return { code: list.data[0]?.errorCode ?? '', message: list.data[0]?.message ?? '' };
  const one = oneError.safeParse(json);
  return { code: one.success ? one.data.error : '', message: '' };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Codes and the kind of fault in a job's message, without the query or the values that it may show. */
export function jobFault(message: string): string {
  const kind = /^\w+(?=\s*:)/.exec(message)?.[0];
  const codes = message.match(/\b[A-Z]{3,}(_[A-Z]+)+\b/g) ?? [];
  const said = [...new Set([...(kind ? [kind] : []), ...codes])].join(' ');
  return said || 'it does not say why';
}

/** Whether a job failed because it was too large to be done at once. */
export const isTooLarge = (message: string): boolean =>
  /QUERY_TIMEOUT|timed? ?out|retried more than|OPERATION_TOO_LARGE|too (many|large)/i.test(message);
