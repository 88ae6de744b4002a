import { Aws } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Function as Lambda } from 'aws-cdk-lib/aws-lambda';
import { CfnSchedule, CfnScheduleGroup } from 'aws-cdk-lib/aws-scheduler';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { prefixOf } from '../names.ts';
import { cronsOf } from '../schedules.ts';
import type { Stage } from '../stage.ts';
import { permit } from './grants.ts';

interface SchedulesProps {
  readonly stage: Stage;
  readonly start: Lambda;
  readonly watchdog: Lambda;
  readonly deadLetters: Queue;
}

interface Timed {
  readonly name: string;
  readonly harm: string;
  readonly expression: string;
  readonly input: object;
}

/** What happens by the clock. */
export class Schedules extends Construct {
  private readonly stage: Stage;
  private readonly deadLetters: Queue;
  private readonly group: CfnScheduleGroup;

  constructor(scope: Construct, id: string, props: SchedulesProps) {
    super(scope, id);
    this.stage = props.stage;
    this.deadLetters = props.deadLetters;
    this.group = new CfnScheduleGroup(this, 'Group', { name: prefixOf(props.stage.name) });
    const starts = this.mayInvoke('Starts', props.start);
    const timed = [...exported(props.stage), ...editions(props.stage)];
    for (const one of timed) this.at(one, props.start, starts);
    this.at(hourly, props.watchdog, this.mayInvoke('Watches', props.watchdog));
  }

  private mayInvoke(id: string, target: Lambda): Role {
    const role = new Role(this, id, {
      assumedBy: new ServicePrincipal('scheduler.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
      }),
      description: `Invokes ${target.node.scope?.node.id} by the clock and can do nothing else`,
    });
    const { functionArn } = target;
    const { queueArn } = this.deadLetters;
    permit(role, [
      { why: 'its target', actions: ['lambda:InvokeFunction'], resources: [functionArn] },
      { why: 'what it could not invoke', actions: ['sqs:SendMessage'], resources: [queueArn] },
    ]);
    return role;
  }

  private at({ name, harm, expression, input }: Timed, target: Lambda, role: Role): void {
    const schedule = new CfnSchedule(this, name, {
      name,
      groupName: prefixOf(this.stage.name),
      description: harm,
      scheduleExpression: expression,
      scheduleExpressionTimezone: this.stage.time_zone,
      flexibleTimeWindow: { mode: 'OFF' },
      target: {
        arn: target.functionArn,
        roleArn: role.roleArn,
        input: JSON.stringify(input),
        // Later than this the watchdog has told the owner, who decides.
        retryPolicy: { maximumRetryAttempts: 10, maximumEventAgeInSeconds: 3600 },
        deadLetterConfig: { arn: this.deadLetters.queueArn },
      },
    });
    schedule.addResourceDependency(this.group);
  }
}

function editions({ schedules, fiscal_year_starts_in_month }: Stage): Timed[] {
  return schedules.flatMap((schedule) =>
    cronsOf(schedule, fiscal_year_starts_in_month).map((expression, i) => ({
      name: i === 0 ? schedule.edition : `${schedule.edition}-${i + 1}`,
      harm: `When it does not fire, nobody gets the ${schedule.edition} report until the watchdog tells the owner.`,
      expression,
      input: { scheduled: '<aws.scheduler.scheduled-time>', edition: schedule.edition },
    })),
  );
}

/** Once a day, whatever reports are due: what a vendor forgets after days is then kept. */
function exported({ exports: { sources, at } }: Stage): Timed[] {
  const [hour, minute] = at.split(':').map(Number);
  if (sources.length === 0) return [];
  return [
    {
      name: 'exports',
      harm: "When it does not fire, reports are made of yesterday's data until the alarm no-export rings.",
      expression: `cron(${minute} ${hour} * * ? *)`,
      input: { export: { scheduled: '<aws.scheduler.scheduled-time>' } },
    },
  ];
}

/** On the half hour, so that a report that is due on the hour has had its time to start. */
const hourly: Timed = {
  name: 'watchdog',
  harm: 'When it does not fire, a report that did not start is noticed by its readers first.',
  expression: 'cron(30 * * * ? *)',
  input: {},
};
