import type { Settings } from '../settings/schema.ts';
import { all, type Evaluation, label } from './evaluation.ts';
import type { MeasureRows } from './measures/run.ts';
import { windowId } from './measures/windows.ts';
import { converter } from './rates.ts';
import type { KpiRecord } from './record.ts';
import { type AccountState, accountStates } from './scores/account_scores.ts';
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

/** Scores every account at every cut-off of the trend: the KPIs over them, and today's scorecards. */
export function scoring(step: Scoring): {
  readonly records: readonly KpiRecord[];
  readonly accounts: readonly Scorecard[];
} {
  const numbers = step.plan.periods.map((_, periodNo) => periodNo);
  const shown = numbers.filter((periodNo) => periodNo >= step.plan.firstShown);
  const statesOf = statesByPeriod(step);
  const periods = shown.map((periodNo) => ({
    states: statesOf(periodNo),
    label: label(step, periodNo, 'period', all),
  }));
  const records = scoreRecords(periods, step.membership, step.segments);
  return {
    records,
    accounts: scorecards(
      step,
      periods.map(({ states }) => states),
    ),
  };
}

function statesByPeriod(step: Scoring): (periodNo: number) => readonly AccountState[] {
  const { rows, settings, sources, plan } = step;
  const stateOf = accountStates(rows, {
    overrides: settings.scores,
    definitions: settings.definitions,
  });
  const accounts = rows('account_facts').map((row) => String(row.account_id));
  return (periodNo) => {
    const window = windowId(periodNo, 'period');
    const period = plan.periods[periodNo]?.period;
    const rates = converter(step.rates, period ? plan.lastDay(period) : '');
    const found = {
      has: (table: string) => sources.present.has(table),
      users: sources.present.has('events.user_id'),
      logins: rows('usage_signals').some(
        (row) => Number(row.window_id) === window && row.since_login_ms !== null,
      ),
      features: sources.features,
    };
    return accounts.map((accountId) => stateOf(window, accountId, rates, found));
  };
}

function scorecards(step: Scoring, states: readonly (readonly AccountState[])[]): Scorecard[] {
  const [now = [], before] = [states.at(-1), states.at(-2)];
  const cutOff = step.plan.periods.at(-1)?.period.end ?? '';
  const earlier = new Map(before?.map((state) => [state.accountId, state]));
  return step.rows('account_facts').flatMap((account, n) => {
    const state = now[n];
    return state ? [scorecard(account, state, earlier.get(state.accountId) ?? null, cutOff)] : [];
  });
}
