import type { Scorecard } from '../../kpis/scores/scorecard.ts';
import type { AccountField } from '../../settings/playbooks.ts';
import { byMrr } from '../book.ts';
import type { Context } from '../context.ts';

/** A customer as the rules see it at one cut-off. */
export interface CustomerThen {
  readonly account_id: string;
  readonly name: string;
  readonly mrr: number | null;
  readonly at_risk: boolean;
  readonly facts: Scorecard['facts'];
  /** What is known of it now. */
  readonly account: Scorecard;
}

/** Customers of so many cut-offs ago, most MRR of then first; 0 is the report's own cut-off. */
export function customersAt(context: Context, back: number): CustomerThen[] {
  return context.accounts.flatMap((account) => then(account, back, context)).sort(byMrr);
}

function then(account: Scorecard, back: number, { settings }: Context): CustomerThen[] {
  const { account_id, name } = account;
  if (back === 0) return account.is_customer ? [{ ...account, account }] : [];
  const moment = account.history.at(-1 - back);
  if (!moment?.is_customer) return [];
  const { mrr, tier } = moment;
  const facts = knownThen(moment.facts);
  const at_risk = tier === 'red' || (facts.churn_risk ?? 0) >= settings.definitions.at_risk_from;
  return [{ account_id, name, mrr, at_risk, facts, account }];
}

/** Facts that an export holds as they are now, without the day since when. */
const undated = ['scheduled_churn', 'know_it_all'] as const;

/** Whether a rule looks at what earlier cut-offs cannot tell: a cancellation, an end that it set, a tag. */
export function isUndated(fields: readonly AccountField[], facts: Scorecard['facts']): boolean {
  const looksAtEnd = fields.includes('days_to_renewal') && facts.scheduled_churn === 1;
  return looksAtEnd || undated.some((field) => fields.includes(field));
}

/** Nobody knew then of an end that was set later, and a rule must not claim that it asked about it. */
function knownThen(facts: Scorecard['facts']): Scorecard['facts'] {
  const days_to_renewal = facts.scheduled_churn === 1 ? null : facts.days_to_renewal;
  return { ...facts, days_to_renewal, scheduled_churn: null, know_it_all: null };
}
