import { BadSettings, OurBug, VendorDown } from '../../errors.ts';
import { pause, type Waiting } from './waiting.ts';

/** First wait after "too many requests", in milliseconds; each further one is twice as long, up to the last. */
const [shortest, longest] = [1_000, 15_000];

/**
 * One request to Athena, sent again as long as Athena says that there are too many. The SDK has its own
 * retries for what may have got lost. Throws VendorDown, OurBug or BadSettings.
 */
export async function callAthena<Answer>(
  what: string,
  waiting: Waiting,
  send: () => Promise<Answer>,
): Promise<Answer> {
  for (let turn = 0; ; turn += 1) {
    try {
      return await send();
    } catch (error) {
      if (!isThrottled(error)) throw explained(what, error);
      await pause(waiting, Math.min(longest, shortest * 2 ** turn), `${what} is throttled`);
    }
  }
}

const throttled = ['TooManyRequestsException', 'ThrottlingException', 'Throttling'];
const denied = ['AccessDeniedException', 'UnrecognizedClientException', 'ExpiredTokenException'];

const isThrottled = (error: unknown) => error instanceof Error && throttled.includes(error.name);

function explained(what: string, cause: unknown): Error {
  if (!(cause instanceof Error)) return new VendorDown(`Athena did not answer ${what}`, { cause });
  if (denied.includes(cause.name)) {
    return new BadSettings(`The role of this step may not ${what}: ${cause.name}`, { cause });
  }
  const isOurs = '$fault' in cause && cause.$fault === 'client';
  if (isOurs) return new OurBug(`Athena refused to ${what}: ${cause.message}`, { cause });
  return new VendorDown(`Athena did not ${what}: ${cause.name}; try again later`, { cause });
}
