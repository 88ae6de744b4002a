import type { Settings } from '../settings/schema.ts';
import { all, type Evaluation, label } from './evaluation.ts';
import type { MeasureRows } from './measures/run.ts';
import { windowId } from './measures/windows.ts';
import { converter } from './rates.ts';
import type { KpiRecord } from './record.ts';
import { type AccountState, accountStates, type CutOff } from './scores/account_scores.ts';
import { type Membership, scoreRecords } from './scores/score_records.ts';
import type { Scorecard } from './scores/scorecard.ts';
import { scorecard } from './scores/scorecards.ts';
import type { DataSources } from './sources.ts';

export interface Scoring extends Evaluation {
  readonly rows: MeasureRows;
  readonly settings: Settings;
  readonly sources: DataSources;
  readonly membership: Membership;
}

/** All accounts at one cut-off of the trend. */
interface PeriodStates {
  readonly periodNo: number;
  readonly period: string;
  readonly states: readonly AccountState[];
}

/** Scores every account at every cut-off of the trend: the KPIs over them, and the scorecards. */
export function scoring(step: Scoring): {
  readonly records: readonly KpiRecord[];
  readonly accounts: readonly Scorecard[];
  /** Accounts as they stand at the last cut-off. */
  readonly states: readonly AccountState[];
} {
  const periods = statesByPeriod(step);
  return {
    records: scoreRecords(
      periods.map(({ periodNo, states }) => ({
        states,
        label: label(step, periodNo, 'period', all),
      })),
      step,
    ),
    accounts: scorecards(periods),
    states: periods.at(-1)?.states ?? [],
  };
}

function statesByPeriod(step: Scoring): readonly PeriodStates[] {
  const { settings, plan, rows } = step;
  const rules = { overrides: settings.scores, definitions: settings.definitions };
  const stateOf = accountStates(rows, rules);
  const accounts = rows('account_facts');
  return plan.periods.flatMap(({ period }, periodNo) => {
    if (periodNo < plan.firstShown) return [];
    const cutOff = cutOffOf(step, periodNo);
    const states = accounts.map((account) => stateOf(account, cutOff));
    return [{ periodNo, period: period.label, states }];
  });
}

function cutOffOf({ plan, rates, rows, sources }: Scoring, periodNo: number): CutOff {
  const window = windowId(periodNo, 'period');
  const period = plan.periods[periodNo]?.period;
  return {
    windowId: window,
    day: period?.end ?? '',
    converter: converter(rates, period ? plan.lastDay(period) : ''),
    sources: {
      has: (table) => sources.present.has(table),
      users: sources.present.has('events.user_id'),
      logins: rows('account_signals').some(
        (row) => Number(row.window_id) === window && row.since_login_ms !== null,
      ),
      features: sources.listedFeatures,
    },
  };
}

function scorecards(periods: readonly PeriodStates[]): readonly Scorecard[] {
  const now = periods.at(-1)?.states ?? [];
  return now.map((state, n) =>
    scorecard(
      periods.flatMap(({ period, states }) => {
        const then = states[n];
        return then ? [{ period, state: then }] : [];
      }),
      state,
    ),
  );
}
