import { Duration } from 'aws-cdk-lib';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { prefixOf } from '../names.ts';
import type { Stage } from '../stage.ts';
import { accept } from './grants.ts';

/** Where schedules, bounces and complaints end that failed every time, until a person has looked at them. */
export class DeadLetters extends Construct {
  readonly queue: Queue;

  constructor(scope: Construct, id: string, stage: Stage) {
    super(scope, id);
    this.queue = new Queue(this, 'Queue', {
      queueName: `${prefixOf(stage.name)}-dead-letters`,
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
    });
    accept(
      this.queue,
      'AwsSolutions-SQS3',
      'It is the queue in which the others end: a person reads it.',
    );
  }
}
