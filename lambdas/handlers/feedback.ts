import type { SNSEvent } from 'aws-lambda';
import { machineClock } from '../adapters/clock.ts';
import { log } from '../adapters/log.ts';
import { keepFeedback } from '../delivery/suppression.ts';
import { archiveRecords } from './buckets.ts';

/** What SES says of messages that came back or were complained of → who is not written to any more. */
export async function handler(event: SNSEvent): Promise<void> {
  const progress = log({ step: 'feedback', execution: '' });
  const ports = { records: archiveRecords(), clock: machineClock };
  for (const { Sns } of event.Records) {
    const said = await keepFeedback(ports, Sns.Message);
    for (const { kind } of said) progress.note(`a ${kind} was kept`);
  }
}
