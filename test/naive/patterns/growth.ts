import { compare, decimal } from '../fraction.ts';
import { type NaiveRecord, notMeasurable, percent } from '../record.ts';
import type { ScoreName } from '../scorecards.ts';
import { ownRows } from '../signals/at.ts';
import { isExpansionDeal } from '../signals/dealings.ts';
import { expansionFeatures } from '../signals/use.ts';
import { inside, instant } from '../time.ts';
import { has } from '../world.ts';
import type { Book } from './book.ts';

const hasScore = ({ scored }: Book, name: ScoreName): boolean =>
  scored.some(({ scores }) => scores[name].exact !== null);

/** Customers with a score of so much or more. */
function reaching({ scored }: Book, name: ScoreName, from: string): readonly string[] {
  const reached = scored.filter(({ scores }) => {
    const { exact } = scores[name];
    return exact !== null && compare(exact, decimal(from)) >= 0;
  });
  return reached.map(({ account_id }) => account_id);
}

export function referralReady(book: Book): NaiveRecord {
  const name = { kpi: 'referral_ready_account_rate' };
  // Where nobody has a score nothing is known, and 0 would say that nobody is ready.
  if (!hasScore(book, 'referral_readiness_score')) return notMeasurable(name);
  const ready = reaching(book, 'referral_readiness_score', book.rules.referralReadyFrom);
  return percent(name, ready.length, book.customers.length);
}

/** The first use that the account ever made of one of the expansion features lies in the period. */
function beganToExpand({ world, period }: Book, account: string): boolean {
  const events = ownRows(world, 'events', account);
  return expansionFeatures(world).some((feature) => {
    const uses = events.filter((event) => event.feature_id === feature);
    const first = Math.min(...uses.map((event) => instant(event, 'occurred_at') ?? 0));
    return inside(first, period);
  });
}

function hasNewDeal({ world, period }: Book, account: string): boolean {
  return ownRows(world, 'opportunities', account).some(
    (deal) => isExpansionDeal(deal) && inside(instant(deal, 'created_at'), period),
  );
}

export function expansionIntent(book: Book): NaiveRecord {
  const { world, customers, rules } = book;
  const name = { kpi: 'expansion_intent_signal_rate' };
  const isKnown =
    has(world, 'events', 'features') ||
    has(world, 'opportunities') ||
    hasScore(book, 'expansion_opportunity_score');
  if (!isKnown) return notMeasurable(name);
  const promising = reaching(book, 'expansion_opportunity_score', rules.expansionFrom);
  const hits = customers.filter(
    (account) =>
      promising.includes(account) || beganToExpand(book, account) || hasNewDeal(book, account),
  );
  return percent(name, hits.length, customers.length);
}
