import type { Value } from '../../ports.ts';
import { accountFacts } from './account_facts.ts';
import type { AccountState } from './account_scores.ts';
import { type AccountMoment, eachScore, type Scorecard } from './scorecard.ts';

/** A state and the label of the period that it closes. */
export interface DatedState {
  readonly period: string;
  readonly state: AccountState;
}

/** The scorecard of an account from its states at the cut-offs of the trend, oldest first, which `pack` keeps. */
export function scorecard(
  states: readonly DatedState[],
  now: AccountState,
  pack: (moments: readonly AccountMoment[]) => readonly AccountMoment[],
): Scorecard {
  const { account, standing } = now;
  const before = states.at(-2)?.state ?? null;
  const history = states.map(({ period, state }, n) =>
    moment(period, state, states[n - 1]?.state ?? null),
  );
  return {
    account_id: now.accountId,
    name: text(account.name) ?? now.accountId,
    segment: text(account.segment),
    plan: text(account.plan),
    region: text(account.region),
    csm: text(account.csm),
    onboarding_model: text(account.onboarding_model),
    acquisition_channel: text(account.acquisition_channel),
    mrr: standing.mrr,
    opening_mrr: standing.openingMrr,
    is_customer: standing.isCustomer,
    is_lost: standing.isLost,
    end_reason: standing.endReason,
    movements: standing.movements,
    scores: now.scores,
    previous: history.at(-2)?.scores ?? eachScore(() => null),
    tier: now.tier,
    previous_tier: before?.tier ?? null,
    at_risk: now.atRisk && standing.isCustomer,
    facts: history.at(-1)?.facts ?? accountFacts(now, before),
    history: pack(history),
  };
}

function moment(period: string, state: AccountState, before: AccountState | null): AccountMoment {
  return {
    period,
    end: state.cutOff,
    is_customer: state.standing.isCustomer,
    is_lost: state.standing.isLost,
    mrr: state.standing.mrr,
    tier: state.tier,
    scores: eachScore((id) => state.scores[id].value),
    facts: accountFacts(state, before),
  };
}

function text(value: Value | undefined): string | null {
  return typeof value === 'string' ? value : null;
}
