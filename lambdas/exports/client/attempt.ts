import ky from 'ky';
import { OurBug } from '../../errors.ts';
import type { Outgoing } from './request.ts';

/** What came of one attempt: an answer, whole, or the reason why none came. */
export type Reply =
  | { readonly status: number; readonly headers: Headers; readonly text: string }
  | { readonly failed: string };

export interface Patience {
  /** Milliseconds until the headers must be there. */
  readonly answer: number;
  /** Milliseconds in which more of the body must come. */
  readonly idle: number;
  /** Milliseconds until the whole answer must be there. */
  readonly whole: number;
  /** Bytes of the longest body that is held in memory. */
  readonly maxBytes: number;
}

/** Sends it once. Nothing of the platform's errors is kept, for they may show what was sent. */
export async function attempt(
  out: Outgoing,
  credentials: Readonly<Record<string, string>>,
  patience: Patience,
): Promise<Reply> {
  const ending = new AbortController();
  const whole = setTimeout(() => ending.abort(), patience.whole);
  try {
    const response = await ky(out.url, {
      method: out.method,
      headers: { 'user-agent': 'cs-pulse', ...out.headers, ...credentials },
      ...(out.body !== undefined && { body: out.body }),
      redirect: 'manual',
      // Whether to ask again, and when, is decided where the body has been read: see api.ts.
      retry: 0,
      throwHttpErrors: false,
      timeout: patience.answer,
      signal: ending.signal,
    });
    const text = await textOf(response, out, patience, ending);
    return { status: response.status, headers: response.headers, text };
  } catch (error) {
    if (error instanceof OurBug) throw error;
    return { failed: ending.signal.aborted ? 'it was too slow' : reasonOf(error) };
  } finally {
    clearTimeout(whole);
  }
}

async function textOf(
  response: Response,
  out: Outgoing,
  { idle, maxBytes }: Patience,
  ending: AbortController,
): Promise<string> {
  const decoder = new TextDecoder();
  const stalled = setTimeout(() => ending.abort(), idle);
  let text = '';
  let bytes = 0;
  try {
    for await (const chunk of response.body ?? []) {
      stalled.refresh();
      bytes += chunk.byteLength;
      if (bytes > maxBytes) throw tooLong(out, maxBytes);
      text += decoder.decode(chunk, { stream: true });
    }
    return text + decoder.decode();
  } finally {
    clearTimeout(stalled);
  }
}

const tooLong = ({ title }: Outgoing, maxBytes: number) =>
  new OurBug(
    `${title} answers more than ${Math.floor(maxBytes / 1e6)} MB, which is not held in memory: ask for fewer records at a time`,
  );

/** A word such as ECONNRESET, from the cause or from the cause's cause. */
function reasonOf(error: unknown): string {
  for (let one = error, depth = 0; one instanceof Error && depth < 5; one = one.cause, depth += 1) {
    if (one.name === 'TimeoutError') return 'it did not answer in time';
    if ('code' in one && typeof one.code === 'string' && /^[A-Z_]{3,40}$/.test(one.code)) {
      return `the connection failed (${one.code})`;
    }
  }
  return 'the connection failed';
}
