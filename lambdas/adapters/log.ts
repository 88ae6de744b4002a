import { Logger } from '@aws-lambda-powertools/logger';
import type { Progress } from '../ports.ts';

/** What tells the lines of one run from those of another: its execution, and the step of it. */
interface Correlation {
  readonly execution: string;
  readonly step: string;
}

/** `Progress` as JSON lines: `step` begins a part of the work, `note` says what came of it, `warn` what is odd. */
export function log(correlation: Correlation): Progress {
  const logger = new Logger({
    serviceName: 'cs-pulse',
    persistentKeys: { ...correlation },
    // Last of all, so that it sees keys and errors too and not only what is said here.
    jsonReplacerFn: (_, value) => (typeof value === 'string' ? withoutAddresses(value) : value),
  });
  return {
    step: (title) => logger.info(title, { kind: 'step' }),
    note: (text) => logger.info(text, { kind: 'note' }),
    warn: (text) => logger.warn(text, { kind: 'warning' }),
  };
}

// A local part may hold / ? = and & too; taken for one, they would hide keys and links before it.
const local = String.raw`[\p{L}\p{N}.!#$%'*+^_\x60{|}~-]`;
const host = String.raw`[\p{L}\p{N}](?:[\p{L}\p{N}.-]*[\p{L}\p{N}])?`;
const address = new RegExp(`(?<!${local})${local}+(?:@|%40)${host}`, 'giu');

/** Text without e-mail addresses: who runs CS Pulse sees logs, but need not see who reads its reports. */
export function withoutAddresses(text: string): string {
  return text.replace(address, '[address]');
}
