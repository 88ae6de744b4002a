import { Aws } from 'aws-cdk-lib';
import { Alarm, CfnAlarm, ComparisonOperator, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';
import { prefixOf } from '../names.ts';
import type { Stage } from '../stage.ts';
import { type Watched, type Watching, watched } from './watched.ts';

/** What the owner is told by CloudWatch, because whatever else would tell them may be what failed. */
export class Alarms extends Construct {
  readonly alarms: readonly Alarm[];
  private readonly stage: Stage;
  private readonly owner: Topic;

  constructor(scope: Construct, id: string, props: Watching) {
    super(scope, id);
    this.stage = props.stage;
    this.owner = this.topic();
    this.alarms = watched(props).map((one) => this.alarm(one));
  }

  private topic(): Topic {
    const topic = new Topic(this, 'Owner', {
      topicName: `${prefixOf(this.stage.name)}-alarms`,
      enforceSSL: true,
    });
    topic.addSubscription(new EmailSubscription(this.stage.owner));
    // A policy of its own takes the place of the one by which alarms could publish.
    topic.grantPublish(
      new ServicePrincipal('cloudwatch.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
      }),
    );
    return topic;
  }

  private alarm({
    name,
    says,
    metric,
    above,
    below,
    missing,
    periods = 1,
    timeZone,
  }: Watched): Alarm {
    const alarm = new Alarm(this, name, {
      alarmName: `${prefixOf(this.stage.name)}-${name}`,
      alarmDescription: says,
      metric,
      threshold: above ?? below ?? 0,
      comparisonOperator:
        above === undefined
          ? ComparisonOperator.LESS_THAN_THRESHOLD
          : ComparisonOperator.GREATER_THAN_THRESHOLD,
      evaluationPeriods: periods,
      treatMissingData: missing ?? TreatMissingData.NOT_BREACHING,
    });
    if (timeZone !== undefined) byDays(alarm, timeZone);
    alarm.addAlarmAction(new SnsAction(this.owner));
    alarm.addOkAction(new SnsAction(this.owner));
    return alarm;
  }
}

function byDays(alarm: Alarm, timezone: string): void {
  const { defaultChild } = alarm.node;
  if (!(defaultChild instanceof CfnAlarm)) throw new Error('an alarm is made of a CfnAlarm');
  defaultChild.evaluationWindow = { wallClockWindow: { timezone } };
}
