import type { ScoreOverrides } from '../../settings/scores.ts';
import { rulesInForce, type SignalName, type SignalRule } from './definitions.ts';
import type { Score, ScoreId } from './scorecard.ts';

/** Signals of one account at one cut-off; one that is missing has no key. */
export type Signals = Readonly<Partial<Record<SignalName, number>>>;

/**
 * Weighted mean of the signals that are present, 0–100. A missing signal is left out and the weights are
 * re-scaled; below half of the weight there is no score.
 */
export function score(rules: readonly SignalRule[], signals: Signals): Score {
  const weightOf = (list: readonly SignalRule[]) =>
    list.reduce((sum, { weight }) => sum + weight, 0);
  const there = rules.filter(({ signal }) => signals[signal] !== undefined);
  const present = rules.length === 0 ? 0 : weightOf(there) / weightOf(rules);
  const readings = there.map((rule) => {
    const value = signals[rule.signal] ?? 0;
    const share = rule.weight / weightOf(there);
    return { signal: rule.signal, value, points: points(rule, value), share };
  });
  const value = readings.reduce((sum, reading) => sum + reading.points * reading.share, 0);
  return { value: present < 0.5 ? null : value, present, readings };
}

/** 0 at one bound, 100 at the other, linear between them. */
export function points({ zero, hundred }: SignalRule, value: number): number {
  return Math.min(100, Math.max(0, (100 * (value - zero)) / (hundred - zero)));
}

/** All scores of an account; those that look at its health see it. */
export function scoresOf(
  signals: Signals,
  overrides: ScoreOverrides,
): Readonly<Record<ScoreId, Score>> {
  const health = score(rulesInForce('customer_health_score', overrides), signals);
  const known = health.value === null ? signals : { ...signals, health: health.value };
  const of = (id: ScoreId) => score(rulesInForce(id, overrides), known);
  return {
    customer_health_score: health,
    churn_risk_score: of('churn_risk_score'),
    expansion_opportunity_score: of('expansion_opportunity_score'),
    customer_engagement_score: of('customer_engagement_score'),
    expansion_readiness_index: of('expansion_readiness_index'),
    referral_readiness_score: of('referral_readiness_score'),
    relationship_depth_score: of('relationship_depth_score'),
    adoption_score: of('adoption_score'),
  };
}
