import type { ScoreOverrides } from '../../settings/scores.ts';
import { rulesInForce, type SignalName, type SignalRule } from './definitions.ts';
import { points } from './score.ts';
import type { AccountMoment } from './scorecard.ts';

/** Signals of churn risk that are facts under the same name. */
const sameNames = [
  'usage_ratio',
  'days_since_login',
  'days_overdue',
  'no_champion_touched',
] as const;

/**
 * Churn risk, 0–100, as it could have been rated then. An export holds the end of a subscription without
 * the day on which it was set, so that earlier cut-offs seem to know of every later loss: there the signal
 * is taken out and the others re-scaled, as for any missing one. Facts do not always show whether answers
 * and tickets were there to weigh; of the two results that this leaves the lower one counts.
 */
export function riskWithoutHindsight(
  { scores, facts }: Pick<AccountMoment, 'scores' | 'facts'>,
  overrides: ScoreOverrides,
): number | null {
  const risk = scores.churn_risk_score;
  const rules = rulesInForce('churn_risk_score', overrides);
  const end = rules.find(({ signal }) => signal === 'days_to_end');
  const days = facts.days_to_renewal;
  if (risk === null || end === undefined || days === null || facts.scheduled_churn !== 1) {
    return risk;
  }
  const others = rules.filter((rule) => rule !== end);
  const without = [true, false].flatMap((presumed) => {
    const rest = weightOf(others.filter(({ signal }) => isThere(signal, facts) ?? presumed));
    return rest > 0 ? [(risk * (rest + end.weight) - points(end, days) * end.weight) / rest] : [];
  });
  return without.length === 0 ? null : Math.min(100, Math.max(0, Math.min(...without)));
}

/** Null where the facts do not tell. */
function isThere(signal: SignalName, facts: AccountMoment['facts']): boolean | null {
  if (signal === 'lowest_answer') return facts.latest_nps === null ? null : true;
  if (signal === 'recent_ticket_weight') return facts.tickets_30d === null ? null : true;
  const field = sameNames.find((name) => name === signal);
  return field !== undefined && facts[field] !== null;
}

function weightOf(rules: readonly SignalRule[]): number {
  return rules.reduce((sum, { weight }) => sum + weight, 0);
}
