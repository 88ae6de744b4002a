import { Duration } from 'aws-cdk-lib';
import { Metric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import type { Function as Lambda } from 'aws-cdk-lib/aws-lambda';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import type { StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { workgroupOf } from '../names.ts';
import type { Stage } from '../stage.ts';
import { exported } from './watched_exports.ts';

export interface Watching {
  readonly stage: Stage;
  readonly machine: StateMachine;
  /** Undefined where the stage exports nothing. */
  readonly exports: StateMachine | undefined;
  readonly deliver: Lambda;
  readonly watchdog: Lambda;
  readonly unsubscribe: Lambda;
  readonly deadLetters: Queue;
}

export interface Watched {
  readonly name: string;
  /** Who is hurt when it fires, and what to do: the text of the alarm. */
  readonly says: string;
  readonly metric: Metric;
  readonly above?: number;
  readonly below?: number;
  readonly missing?: TreatMissingData;
  readonly periods?: number;
  /** Periods begin with the days of this time zone, in place of ending now. */
  readonly timeZone?: string;
}

const often = Duration.minutes(5);
const hour = Duration.hours(1);
const day = Duration.days(1);

/** Everything that the owner is told of by an alarm. */
export function watched(props: Watching): Watched[] {
  const others = [...mail, queries(props.stage), ...weekly(props)];
  return [...runs(props), ...exported(props), ...functions(props), ...others];
}

function runs({ machine, deadLetters }: Watching): Watched[] {
  return [
    {
      name: 'run-failed',
      says: 'The readers of one edition get no report. The owner has a message that says why; mend that, then invoke start with the same edition and period.',
      metric: machine.metricFailed({ period: often, statistic: 'Sum' }),
      above: 0,
    },
    {
      name: 'run-too-long',
      says: 'A run was cut off after twelve hours, so some readers may have their report and some not, and nobody was told. Ask start for the status of the period, then invoke it again.',
      metric: machine.metricTimedOut({ period: often, statistic: 'Sum' }),
      above: 0,
    },
    {
      name: 'left-over',
      says: 'An event was given up: a schedule that started nothing, or a bounce that is not remembered. Read the message in the dead-letter queue; it names the function, whose log says why.',
      metric: deadLetters.metricApproximateNumberOfMessagesVisible({
        period: often,
        statistic: 'Maximum',
      }),
      above: 0,
    },
  ];
}

function functions({ deliver, watchdog, unsubscribe }: Watching): Watched[] {
  const sum = { period: often, statistic: 'Sum' };
  return [
    {
      name: 'deliver-failed',
      says: 'Delivering broke off, so some readers may have their report and some not. It is tried again four times; if run-failed rings too, ask start for the status of the period and settle what is unknown before anything is sent again.',
      metric: deliver.metricErrors(sum),
      above: 0,
    },
    {
      name: 'watchdog-failed',
      says: 'Nobody notices a report that does not start. Read the log of the watchdog; until it works again, look at the dashboard on the days when reports are due.',
      metric: watchdog.metricErrors(sum),
      above: 0,
    },
    {
      name: 'watchdog-silent',
      says: 'The watchdog has not run for three hours, so nobody notices a report that does not start. Look at its schedule and its log.',
      metric: watchdog.metricInvocations({ period: hour, statistic: 'Sum' }),
      below: 1,
      missing: TreatMissingData.BREACHING,
      periods: 3,
    },
    {
      name: 'unsubscribe-failed',
      says: 'People who asked for no more mail may get more. Read the log of unsubscribe; whoever clicked can click again once it works.',
      metric: unsubscribe.metricErrors(sum),
      above: 0,
    },
    {
      name: 'unsubscribe-throttled',
      says: 'People who ask for no more mail are turned away, because the address gets more requests than it takes at once. See in its log who floods it, or raise unsubscribe_concurrency.',
      metric: unsubscribe.metricThrottles(sum),
      above: 0,
    },
  ];
}

/** Rates of the account, which are what SES acts on: it warns at 5 % and 0.1 %, and stops at 10 % and 0.5 %. */
const mail: readonly Watched[] = [
  {
    name: 'bounces',
    says: 'SES soon stops this account from sending to anybody. See which addresses bounce (delivery/suppressed/ in the archive) and take them out of settings.json.',
    metric: reputation('BounceRate'),
    above: 0.03,
  },
  {
    name: 'complaints',
    says: 'Readers mark reports as spam, and SES soon stops this account from sending to anybody. Ask who is on the list without wanting to be, and take them out of settings.json.',
    metric: reputation('ComplaintRate'),
    above: 0.0007,
  },
];

function reputation(rate: string): Metric {
  return new Metric({
    namespace: 'AWS/SES',
    metricName: `Reputation.${rate}`,
    period: hour,
    statistic: 'Maximum',
  });
}

function queries({ name, bytes_per_run, schedules }: Stage): Watched {
  const most = bytes_per_run * Math.max(schedules.length, 1);
  return {
    name: 'bytes-scanned',
    says: 'Reports cost more than they should: in one day more was scanned than all editions together may. See the costs in the manifests of the runs, and who else uses the workgroup.',
    metric: new Metric({
      namespace: 'AWS/Athena',
      metricName: 'ProcessedBytes',
      dimensionsMap: { WorkGroup: workgroupOf(name) },
      period: day,
      statistic: 'Sum',
    }),
    above: most,
  };
}

/** Seven whole days hold one weekly report, so it rings at the latest eight days after the last one. */
function weekly({ machine, stage }: Watching): Watched[] {
  if (!stage.schedules.some(({ edition }) => edition === 'weekly')) return [];
  return [
    {
      name: 'no-weekly-run',
      says: 'No run has succeeded for more than a week, so readers wait for their weekly report. Look at the schedules, then at the last execution; before the first run of a new stage this is as it should be.',
      metric: machine.metricSucceeded({ period: day, statistic: 'Sum' }),
      below: 1,
      missing: TreatMissingData.BREACHING,
      periods: 7,
      timeZone: stage.time_zone,
    },
  ];
}
