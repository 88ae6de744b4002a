import type { Scorecard, ScoreId, SignalReading } from '../../kpis/scores/scorecard.ts';
import type { Context } from '../context.ts';
import type { Prose } from '../model.ts';
import { factWords } from '../words/account_facts.ts';
import { say } from '../words/say.ts';
import { signalWords } from '../words/signals.ts';

/** Reasons that a card gives. */
const most = 3;

/** Points, of 100, from which a signal is a reason and not a detail. */
const tellsFrom = 50;

/** A signal, and how far it pushes: 0–100. */
interface Push {
  readonly reading: SignalReading;
  readonly points: number;
}

/** Why an account is at risk, the strongest first; a red account is also told by its health. */
export function riskReasons(account: Scorecard, context: Context): Prose[] {
  const { churn_risk_score: risk, customer_health_score: health } = account.scores;
  const told = account.tier === 'red' ? [...riskScores, ...healthScores] : riskScores;
  const found = signalsBehind(told, account, context);
  if (found.length > 0) return found;
  const field = risk.value === null ? 'health' : 'churn_risk';
  return [factWords(field, risk.value ?? health.value ?? 0, about(account, context))];
}

/** Why an account may grow; one that is at risk says so first, since nobody buys more in trouble. */
export function growthReasons(account: Scorecard, context: Context): Prose[] {
  const found = signalsBehind(['expansion_opportunity_score'], account, context);
  return account.at_risk ? [say`at risk too: settle that first`, ...found] : found;
}

const riskScores: readonly ScoreId[] = ['churn_risk_score'];
const healthScores: readonly ScoreId[] = ['customer_health_score'];

/** The signals that pushed scores most: what cost health, what raised the others. */
export function signalsBehind(
  scores: readonly ScoreId[],
  account: Scorecard,
  context: Context,
): Prose[] {
  const pushes = scores.flatMap((id) =>
    account.scores[id].readings.map((reading) => ({
      reading,
      points: id === 'customer_health_score' ? 100 - reading.points : reading.points,
    })),
  );
  return strongest(pushes, account, context);
}

function strongest(pushes: readonly Push[], account: Scorecard, context: Context): Prose[] {
  const ranked = pushes
    .filter(({ points }) => points >= tellsFrom)
    .sort((a, b) => b.points * b.reading.share - a.points * a.reading.share);
  const told = new Set<string>();
  const once = ranked.filter(({ reading: { signal } }) => !told.has(signal) && told.add(signal));
  const words = once.map(({ reading }) => signalWords(reading, about(account, context)));
  return words.filter((prose) => prose !== null).slice(0, most);
}

function about({ facts }: Scorecard, { currency }: Context) {
  return { facts, currency };
}
