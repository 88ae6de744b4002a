import {
  GetSendQuotaCommand,
  type GetSendQuotaCommandOutput,
  SESClient,
  type SESClientConfig,
  SESServiceException,
  SendRawEmailCommand,
} from '@aws-sdk/client-ses';
import { VendorDown } from '../errors.ts';
import type { Mailer, SendOutcome } from '../ports.ts';
import { outcomeOfError } from './ses_errors.ts';

export interface SesOptions {
  readonly configurationSet?: string | undefined;
  /** Milliseconds for a connection, and for the whole answer once it is there. */
  readonly timeouts?: { readonly connection: number; readonly answer: number };
  /** Endpoint, region and credentials where they do not come from the environment. */
  readonly client?: Pick<SESClientConfig, 'endpoint' | 'region' | 'credentials'>;
}

/** A `Mailer` on SES. `quota` throws VendorDown where SES does not tell; `send` never throws. */
export function sesMailer(options: SesOptions = {}): Mailer {
  const asking = new SESClient({ ...configOf(options), maxAttempts: 3 });
  // Left to itself the client sends again after a timeout, a reset or a failure of SES, each of which may
  // come after SES has taken the message.
  const sending = new SESClient({ ...configOf(options), maxAttempts: 1 });
  return {
    quota: () => quotaOf(asking),
    send: async ({ from, to, raw }) => {
      const command = new SendRawEmailCommand({
        Source: addressOf(from),
        Destinations: [to],
        RawMessage: { Data: raw },
        ConfigurationSetName: options.configurationSet,
      });
      try {
        return outcomeOfAnswer((await sending.send(command)).MessageId);
      } catch (error) {
        return outcomeOfError(error, [addressOf(from), to]);
      }
    },
  };
}

/** A kept connection that SES has closed meanwhile looks like a reset, so every request has one of its own. */
function configOf({ client, timeouts }: SesOptions): SESClientConfig {
  const { connection, answer } = timeouts ?? { connection: 5_000, answer: 30_000 };
  return {
    ...client,
    requestHandler: {
      httpAgent: { keepAlive: false },
      httpsAgent: { keepAlive: false },
      connectionTimeout: connection,
      requestTimeout: answer,
      socketTimeout: answer,
      throwOnRequestTimeout: true,
    },
  };
}

function outcomeOfAnswer(messageId: string | undefined): SendOutcome {
  if (messageId) return { outcome: 'sent', messageId };
  return { outcome: 'unknown', reason: 'SES answered without the id of a message' };
}

async function quotaOf(ses: SESClient): ReturnType<Mailer['quota']> {
  const { MaxSendRate, Max24HourSend, SentLast24Hours } = await asked(ses);
  if (MaxSendRate === undefined || Max24HourSend === undefined || SentLast24Hours === undefined) {
    throw new VendorDown('SES does not say how much may be sent (its answer has no numbers)');
  }
  // SES says -1 where there is no limit.
  const unlimited = Max24HourSend < 0;
  const remainingToday = unlimited ? Number.POSITIVE_INFINITY : Max24HourSend - SentLast24Hours;
  return { perSecond: MaxSendRate, remainingToday };
}

async function asked(ses: SESClient): Promise<GetSendQuotaCommandOutput> {
  try {
    return await ses.send(new GetSendQuotaCommand({}));
  } catch (cause) {
    const name = cause instanceof SESServiceException ? cause.name : 'no answer';
    throw new VendorDown(`SES does not say how much may be sent (${name})`, { cause });
  }
}

/** The bare address of `Name <address>`. */
function addressOf(from: string): string {
  return /<([^<>]+)>\s*$/.exec(from)?.[1] ?? from.trim();
}
