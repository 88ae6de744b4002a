import { Duration } from 'aws-cdk-lib';
import { TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import type { Watched, Watching } from './watched.ts';

const often = Duration.minutes(5);
const day = Duration.days(1);

/** Exports that fail stop no report: these are of older data then, which somebody has to know. */
export function exported({ exports: machine, stage }: Watching): Watched[] {
  if (!machine) return [];
  return [
    {
      name: 'export-failed',
      says: "Reports are made of yesterday's data, or older, of one source. The owner has a message that says of which, why, and how to export it again.",
      metric: machine.metricFailed({ period: often, statistic: 'Sum' }),
      above: 0,
    },
    {
      name: 'export-too-long',
      says: "Reports are made of yesterday's data, or older, of one source: its export was cut off after twenty hours. It goes on where it is with the next one; ask start for the status of exports, and see in the log of export what the vendor makes it wait for.",
      metric: machine.metricTimedOut({ period: often, statistic: 'Sum' }),
      above: 0,
    },
    {
      name: 'no-export',
      says: "Reports are made of yesterday's data, or older: no export has succeeded for a whole day. Look at the schedule named exports, then ask start for the status of exports; before the first export of a new stage this is as it should be.",
      metric: machine.metricSucceeded({ period: day, statistic: 'Sum' }),
      below: 1,
      missing: TreatMissingData.BREACHING,
      timeZone: stage.time_zone,
    },
  ];
}
