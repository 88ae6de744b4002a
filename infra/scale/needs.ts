import { longestText } from '../../lambdas/adapters/athena/executions.ts';
import { mostShares } from '../../lambdas/exports/file_drop/land_shares.ts';
import { defaultBudget } from '../../lambdas/runs/price.ts';
import { functions } from '../functions.ts';
import { machineSeconds } from '../machine.ts';
import { retry } from '../states.ts';
import { queriesAtOnce, type Year } from './company.ts';
import { limits, measured } from './measured.ts';

/** Something that there is only so much of. */
export interface Need {
  readonly what: string;
  readonly unit: string;
  readonly limit: number;
  /** Whether it is ours to raise; of Athena's, Lambda's and SES's there is no more. */
  readonly isOurs: boolean;
  readonly of: (year: Year) => number;
}

/** A step that is cut off begins again where it was: so often. */
const lives = 1 + Math.max(...retry.map(({ MaxAttempts }) => MaxAttempts));
const editions = 3;
const gigabyte = 1e9;

const accountsOf = ({ events }: Year) => events / measured.eventsOfAccount;
const rowsOfDay = ({ events }: Year) => events / 365;

export const needs: readonly Need[] = [
  need(
    'landing a day',
    's',
    limits.lambdaSeconds,
    false,
    (year) => rowsOfDay(year) / measured.landedRowsPerSecond,
  ),
  need(
    'landing a year at once, a share of it in all its lives',
    's',
    lives * functions.land.seconds,
    false,
    ({ events }) => events / measured.landedRowsPerSecond / mostShares,
  ),
  need(
    'memory of `measure`, at 5,000 events an account',
    'MB',
    limits.lambdaMegabytes,
    false,
    (year) => accountsOf(year) * measured.measureMegabytesOfAccount,
  ),
  need(
    'pages of results by account in `measure`',
    's',
    functions.measure.seconds,
    false,
    (year) => ((accountsOf(year) * measured.resultRowsOfAccount) / 1000) * measured.secondsOfPage,
  ),
  need(
    'measures of a weekly run, of a year kept',
    'GB',
    defaultBudget.run / gigabyte,
    true,
    ({ events }) => (events * measured.measuredBytesOfEvent) / gigabyte,
  ),
  need(
    'staging a day from its text',
    'GB',
    defaultBudget.query / gigabyte,
    true,
    (year) => (rowsOfDay(year) * measured.landedBytesOfEvent) / gigabyte,
  ),
  need(
    'names of a year’s days in one query, half of them staged twice',
    'bytes',
    longestText,
    false,
    ({ textTorn }) => textTorn,
  ),
  need(
    'partitions that a scan looks for',
    '',
    limits.partitionsOfScan,
    false,
    ({ partitions }) => partitions,
  ),
  need('queries at once, three editions', '', limits.activeQueries, false, () =>
    queriesAtOnce(editions),
  ),
  need(
    'delivery to a reader for 50 accounts',
    's',
    machineSeconds,
    false,
    (year) => accountsOf(year) / measured.accountsOfReader / measured.messagesPerSecond,
  ),
];

function need(what: string, unit: string, limit: number, isOurs: boolean, of: Need['of']): Need {
  return { what, unit, limit, isOurs, of };
}
