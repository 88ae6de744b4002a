import { randomUUID } from 'node:crypto';
import type { Context } from 'aws-lambda';
import { machineClock } from '../adapters/clock.ts';
import { type Notifying, notify } from '../delivery/notice.ts';
import type { Words } from '../delivery/owner_words.ts';
import { VendorDown } from '../errors.ts';
import { variable } from './environment.ts';
import { allowList } from './mail.ts';

/** Who is told, and from where. */
export interface OwnerWorld extends Notifying {
  readonly owner: string;
  readonly sender: string;
  readonly allowList: readonly string[] | null;
  /** Unique to this call. */
  readonly attempt: string;
  readonly timeLeft: () => number;
  /** Where the logs are, for a person. */
  readonly logs: string;
  /** Name of the function that takes requests. */
  readonly start: string;
}

export interface News {
  readonly kind: 'failed' | 'missed' | 'shortfall';
  /** Edition of the report; `exports` where it is about an export, whose source then is the period. */
  readonly edition: string;
  /** Absent: it ended before it knew. */
  readonly period?: string | undefined;
  readonly execution: string;
  /** Instant that the mail is dated. */
  readonly at: string;
  readonly words: Words;
}

/**
 * Tells the owner once per execution and kind. Throws where the mail could not be sent: then only an alarm
 * says that something failed. One that may have been sent is not sent again.
 */
export async function tellOwner(world: OwnerWorld, news: News): Promise<{ told: string }> {
  const { kind, edition, period = 'refused', execution } = news;
  const key = `runs/${edition}/${period}/receipts/notices/${execution}-${kind}.json`;
  const { result, reason } = await notify(world, { ...world, ...news, key });
  if (['sent', 'already', 'unknown', 'elsewhere'].includes(result)) return { told: result };
  throw new VendorDown(`the owner could not be told: ${result}${reason ? ` (${reason})` : ''}`);
}

/** What the stack tells of the owner; logs are those of all its functions. */
export function ownerFrom(context: Context) {
  const region = variable('AWS_REGION');
  return {
    ...{ owner: variable('OWNER'), sender: variable('SENDER'), allowList: withOwner() },
    ...{ attempt: randomUUID(), clock: machineClock, start: variable('START_FUNCTION') },
    timeLeft: () => context.getRemainingTimeInMillis(),
    logs: `https://${region}.console.aws.amazon.com/cloudwatch/home?region=${region}#logsV2:log-groups`,
  };
}

/** The owner is told on every stage. */
function withOwner(): readonly string[] | null {
  const allowed = allowList();
  return allowed && [...allowed, variable('OWNER')];
}
