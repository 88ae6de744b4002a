import { Duration } from 'aws-cdk-lib';
import {
  type Alarm,
  AlarmStatusWidget,
  Dashboard,
  GraphWidget,
  Metric,
} from 'aws-cdk-lib/aws-cloudwatch';
import type { Function as Lambda } from 'aws-cdk-lib/aws-lambda';
import type { StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';
import { prefixOf, workgroupOf } from '../names.ts';
import type { Stage } from '../stage.ts';

interface Shown {
  readonly stage: Stage;
  readonly machine: StateMachine;
  readonly exports: StateMachine | undefined;
  readonly functions: readonly Lambda[];
  readonly alarms: readonly Alarm[];
}

const width = 12;
const day = { period: Duration.days(1), statistic: 'Sum' };

/** One page for the question "did everybody get their report?", from the alarms down to the bytes. */
export function dashboard(scope: Construct, shown: Shown): void {
  const { stage, machine, exports, functions, alarms } = shown;
  const metric = (namespace: string, metricName: string, dimensionsMap: Record<string, string>) =>
    new Metric({ namespace, metricName, dimensionsMap, ...day });
  const graph = (title: string, left: Metric[]) => new GraphWidget({ title, left, width });
  const workgroup = { WorkGroup: workgroupOf(stage.name) };
  new Dashboard(scope, 'Dashboard', {
    dashboardName: prefixOf(stage.name),
    widgets: [
      [new AlarmStatusWidget({ title: 'Alarms', alarms: [...alarms], width: 2 * width })],
      [
        graph('Runs a day', executions(machine)),
        graph('Messages a day', [
          metric('AWS/SES', 'Send', {}),
          metric('AWS/SES', 'Bounce', {}),
          metric('AWS/SES', 'Complaint', {}),
        ]),
      ],
      [
        graph(
          'Errors of the functions',
          functions.map((lambda) => lambda.metricErrors(day)),
        ),
        graph(
          'Longest call of a function',
          functions.map((lambda) => lambda.metricDuration({ ...day, statistic: 'Maximum' })),
        ),
      ],
      [
        graph('Bytes scanned a day', [metric('AWS/Athena', 'ProcessedBytes', workgroup)]),
        ...(exports ? [graph('Exports a day', executions(exports))] : []),
      ],
    ],
  });
}

const executions = (machine: StateMachine) => [
  machine.metricStarted(day),
  machine.metricSucceeded(day),
  machine.metricFailed(day),
];
