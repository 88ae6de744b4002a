import type { Row } from '../ports.ts';
import type { Settings } from '../settings/schema.ts';
import type { TakeOwn } from './evaluate.ts';
import { all, type Grounds, isScope, label } from './evaluation.ts';
import { movementsChecked } from './identities.ts';
import type { AccountSubject } from './measures/subjects.ts';
import { windowId } from './measures/windows.ts';
import { converter } from './rates.ts';
import type { KpiRecord } from './record.ts';
import { type AccountState, accountState, type CutOff } from './scores/account_scores.ts';
import { byAccount } from './scores/by_account.ts';
import { customerTallies, type Membership } from './scores/customer_tally.ts';
import { momentPacker } from './scores/packed_moments.ts';
import { scoreRecords } from './scores/score_records.ts';
import type { Scorecard } from './scores/scorecard.ts';
import { type DatedState, scorecard } from './scores/scorecards.ts';
import type { DataSources } from './sources.ts';

export interface Scoring extends Grounds {
  /** Rows of `account_facts`: what readers know each account by. */
  readonly accounts: readonly Row[];
  /** Rows of one of the queries that are ordered by account. */
  readonly read: (subject: AccountSubject) => AsyncIterable<Row>;
  readonly settings: Settings;
  readonly sources: DataSources;
  readonly membership: Membership;
  readonly takeOwn: TakeOwn;
}

export interface Scored {
  readonly records: readonly KpiRecord[];
  readonly accounts: readonly Scorecard[];
}

/**
 * Scores every account at every cut-off of the trend: the KPIs over them, and the scorecards. One account after
 * the other: nothing is kept that is not on its scorecard.
 */
export async function scoring(step: Scoring): Promise<Scored> {
  const { settings, membership, segments, takeOwn } = step;
  const periods = shownPeriods(step).map((period) => ({
    ...period,
    tallies: customerTallies(membership, settings.definitions),
  }));
  const accounts: Scorecard[] = [];
  const pack = momentPacker();
  for await (const dated of judged(step, periods)) {
    for (const [n, { state }] of dated.entries()) periods[n]?.tallies.add(state);
    const now = dated.at(-1)?.state;
    if (now !== undefined) accounts.push(scorecard(dated, now, pack));
  }
  for (const scope of segments.filter(isScope))
    takeOwn(scope.value, { records: scoreRecords(periods, [scope]), supporting: [] });
  const parts = segments.filter((part) => !isScope(part));
  return { records: scoreRecords(periods, parts), accounts };
}

/** Accounts as they stand at the last cut-off, judged anew. */
export async function lastStates(step: Scoring): Promise<readonly AccountState[]> {
  const states: AccountState[] = [];
  for await (const dated of judged(step, shownPeriods(step).slice(-1)))
    states.push(...dated.map(({ state }) => state));
  return states;
}

/** Each account at these cut-offs. */
async function* judged(
  step: Scoring,
  periods: readonly { readonly period: string; readonly cutOff: CutOff }[],
): AsyncGenerator<readonly DatedState[]> {
  const { scores: overrides, definitions } = step.settings;
  for await (const rows of byAccount(step.accounts, {
    standings: movementsChecked(step.read('account_standing')),
    signals: step.read('account_signals'),
  })) {
    yield periods.map(({ period, cutOff }) => ({
      period,
      state: accountState(rows, cutOff, { overrides, definitions }),
    }));
  }
}

/** Cut-offs of the trend, and where records of them belong. */
function shownPeriods(step: Scoring) {
  return step.plan.periods.flatMap(({ period }, periodNo) =>
    periodNo < step.plan.firstShown
      ? []
      : [
          {
            period: period.label,
            cutOff: cutOffOf(step, periodNo),
            label: label(step, periodNo, 'period', all),
          },
        ],
  );
}

function cutOffOf({ plan, rates, sources }: Scoring, periodNo: number): CutOff {
  const period = plan.periods[periodNo]?.period;
  const day = period?.end ?? '';
  const { firstLoginOn } = sources;
  return {
    windowId: windowId(periodNo, 'period'),
    day,
    converter: converter(rates, period ? plan.lastDay(period) : ''),
    sources: {
      has: (table) => sources.present.has(table),
      users: sources.present.has('events.user_id'),
      logins: firstLoginOn !== null && firstLoginOn < day,
      features: sources.listedFeatures,
    },
  };
}
