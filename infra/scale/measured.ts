/**
 * What was measured, and where: the sums of SCALE.md rest on these figures and on the code's own constants. Whoever
 * measures anew writes it here and runs `npx tsx .ci/scale.ts`.
 */
export const measured = {
  /** Staged Parquet by event: megabytes of 9.7 M events (bench M, 12 months, 2026-11-24). */
  bytesOfEvent: {
    events: 175 / 9.696,
    usage_daily: 58 / 9.696,
    users_daily: 20 / 9.696,
    accounts_daily: 8 / 9.696,
    account_features_daily: 3 / 9.696,
    session_days: 63 / 9.696,
    login_days: 14 / 9.696,
    account_days: 2 / 9.696,
    first_uses: 25 / 9.696,
  },
  /** JSON lines by event: an assumption of infra/README.md, from the demo's 190. */
  landedBytesOfEvent: 200,
  /** Read by the 39 statements that measure a weekly report, by event kept: 116 MB of 9.7 M (bench M, RESULTS.md). */
  measuredBytesOfEvent: 116 / 9.696,
  /** Of a processor in `land` (infra/README.md). */
  landedRowsPerSecond: 40_000,
  /** Of company L: 100 M events of 20,000 accounts. */
  eventsOfAccount: 5_000,
  /** Memory of `measure` by account, megabytes: 865 MB at 20,000 with 300 books, held to 1 GB (.ci/limits). */
  measureMegabytesOfAccount: 865 / 20_000,
  /** Rows of queries with rows for each account: 38,220 and 30,397 of 3,000 accounts (bench M). */
  resultRowsOfAccount: (38_220 + 30_397) / 3_000,
  /** Assumed, since no account was there to measure: a page of a thousand rows from GetQueryResults. */
  secondsOfPage: 0.2,
  /** Assumed: a reader for so many accounts. */
  accountsOfReader: 50,
  /** List price of S3 Standard. */
  dollarsOfGigabyteMonth: 0.023,
  /** What SES gives at first once out of the sandbox. */
  messagesPerSecond: 14,
} as const;

/** Limits of AWS that no setting of ours raises; see /general/latest/gr and the services' own pages. */
export const limits = {
  lambdaSeconds: 900,
  lambdaMegabytes: 10_240,
  partitionsOfScan: 1_000_000,
  /** Running and queued, the least of the defaults. */
  activeQueries: 20,
} as const;
