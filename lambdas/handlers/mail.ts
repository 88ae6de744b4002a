import { kmsSigner } from '../adapters/kms.ts';
import { sesMailer } from '../adapters/ses.ts';
import { BadSettings } from '../errors.ts';
import type { Mailer, Signer } from '../ports.ts';
import { listed, variable } from './environment.ts';

export const mailer = (): Mailer => sesMailer({ configurationSet: variable('CONFIGURATION_SET') });

export const signer = (): Signer => kmsSigner(variable('UNSUBSCRIBE_KEY'));

/** Null: everybody. Only production may write to everybody, and only where it names nobody. */
export function allowList(): readonly string[] | null {
  const named = listed('ALLOW_LIST');
  if (named.length > 0) return named;
  if (variable('PRODUCTION') === 'true') return null;
  throw new BadSettings(
    'This stage is not production and has no allow-list: it may write to nobody. Name addresses or @domains in its settings in infra/, and deploy.',
  );
}
