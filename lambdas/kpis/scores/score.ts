import type { ScoreOverrides } from '../../settings/scores.ts';
import { onceForEach } from '../once_for_each.ts';
import { rulesInForce, type SignalName, type SignalRule } from './definitions.ts';
import { eachScore, type Score, type ScoreId } from './scorecard.ts';

/** Signals of one account at one cut-off; one that is missing is undefined or has no key. */
export type Signals = Readonly<Found>;
/** The same while they are being found. */
export type Found = Partial<Record<SignalName, number | undefined>>;

/**
 * Weighted mean of the signals that are present, 0–100. A missing signal is left out and the weights are
 * re-scaled; below half of the weight there is no score.
 */
export function score(rules: readonly SignalRule[], signals: Signals): Score {
  const there = rules.filter(({ signal }) => signals[signal] !== undefined);
  const weight = weightOf(there);
  const present = rules.length === 0 ? 0 : weight / weightOf(rules);
  const readings = there.map((rule) => {
    const value = signals[rule.signal] ?? 0;
    const share = rule.weight / weight;
    return { signal: rule.signal, value, points: points(rule, value), share };
  });
  const value = readings.reduce((sum, reading) => sum + reading.points * reading.share, 0);
  return { value: present < 0.5 ? null : value, present, readings };
}

const weightOf = (rules: readonly SignalRule[]) =>
  rules.reduce((sum, { weight }) => sum + weight, 0);

/** 0 at one bound, 100 at the other, linear between them. */
export function points({ zero, hundred }: SignalRule, value: number): number {
  return Math.min(100, Math.max(0, (100 * (value - zero)) / (hundred - zero)));
}

/** Of all accounts at all cut-offs the same. */
const rulesOf = onceForEach((overrides: ScoreOverrides) =>
  eachScore((id) => rulesInForce(id, overrides)),
);

/** All scores of an account; those that look at its health see it. */
export function scoresOf(
  signals: Signals,
  overrides: ScoreOverrides,
): Readonly<Record<ScoreId, Score>> {
  const rules = rulesOf(overrides);
  const health = score(rules.customer_health_score, signals);
  const known = health.value === null ? signals : { ...signals, health: health.value };
  return eachScore((id) => (id === 'customer_health_score' ? health : score(rules[id], known)));
}
