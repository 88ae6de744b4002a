import type { Answer } from '../source.ts';
import type { Reply } from './attempt.ts';
import type { Outgoing } from './request.ts';

/** A vendor's own reading of an answer that is an error; undefined: the rules below hold. */
export type Verdict = (answer: {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}) => 'again' | 'today_over' | 'not_permitted' | undefined;

export type Judgement =
  | { readonly is: 'answer'; readonly answer: Answer }
  | { readonly is: 'again'; readonly why: string }
  | { readonly is: 'unauthorized' | 'refused' | 'today_over' | 'not_permitted' }
  | { readonly is: 'redirect'; readonly status: number; readonly to: string | null };

const transient = [408, 409, 425, 429];
const redirects = [301, 302, 303, 307, 308];

/** What an attempt means, by its status, its content type and whether its body is whole. */
export function judge(out: Outgoing, reply: Reply, verdict?: Verdict): Judgement {
  if ('failed' in reply) return { is: 'again', why: reply.failed };
  const { status, headers } = reply;
  const isGood = status >= 200 && status < 300;
  if (isGood || out.asking.accepted?.includes(status)) return read(out, reply, isGood);
  if (redirects.includes(status)) return { is: 'redirect', status, to: headers.get('location') };
  const said = verdict?.(reply);
  if (said === 'again') return { is: 'again', why: `it answered ${status}` };
  if (said) return { is: said };
  if (transient.includes(status) || status >= 500) {
    return { is: 'again', why: `it answered ${status}` };
  }
  return { is: status === 401 ? 'unauthorized' : 'refused' };
}

/** The answer where it is what was asked for; a proxy's page or half a body is asked for again. */
function read(
  out: Outgoing,
  { status, headers, text }: Exclude<Reply, { failed: string }>,
  isGood: boolean,
): Judgement {
  const answer = (json: unknown): Judgement => ({
    is: 'answer',
    answer: { status, headers, json, received: { path: out.path, body: text } },
  });
  if (status === 204) return answer(null);
  const type = headers.get('content-type')?.split(';')[0]?.trim().toLowerCase() ?? '';
  if (out.asking.type === 'csv' && type === 'text/csv') return answer(null);
  const isAsked = out.asking.type !== 'csv' || !isGood;
  if (!isAsked || !/^application\/(.+\+)?json$/.test(type)) {
    return { is: 'again', why: `it answered ${status} with ${typeName(type)}` };
  }
  try {
    return answer(JSON.parse(text));
  } catch {
    return { is: 'again', why: `the body of its answer ${status} is not whole` };
  }
}

/** Only types that are known by name: whatever else stands there is not repeated. */
const typeName = (type: string) =>
  /^(text|application)\/(html|plain|xml|csv|json|octet-stream)$/.test(type)
    ? type
    : 'another content type';
