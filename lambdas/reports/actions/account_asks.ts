import type { Scorecard } from '../../kpis/scores/scorecard.ts';
import type { AccountCondition, Playbook } from '../../settings/playbooks.ts';
import { ownerOf } from '../book.ts';
import type { Context } from '../context.ts';
import type { AskedOfAccount } from './asked.ts';
import { type CustomerThen, customersAt } from './customers_at.ts';
import { type AccountRule, accountRules } from './rules.ts';

/**
 * What the rules ask for of accounts at a cut-off, one for each account and kind: risk for those at risk,
 * then for the others, then growth and advocacy, for which nobody asks a customer in trouble.
 */
export function accountAsks(context: Context, back: number): readonly AskedOfAccount[] {
  const customers = customersAt(context, back);
  const rules = accountRules(context);
  const [atRisk, calm] = [true, false].map((risk) => customers.filter((c) => c.at_risk === risk));
  const ask = (some: readonly CustomerThen[] = [], kind: Playbook['kind']) => {
    const own = rules.filter(({ playbook }) => playbook.kind === kind);
    return some.flatMap((customer) => askOf(customer, own));
  };
  return [
    ...ask(atRisk, 'risk'),
    ...ask(calm, 'risk'),
    ...ask(calm, 'growth'),
    ...ask(calm, 'advocacy'),
  ];
}

/** The first rule that fires gives the play, the others add their reasons. */
function askOf({ account, facts }: CustomerThen, rules: readonly AccountRule[]): AskedOfAccount[] {
  const fired = rules.filter(({ when }) => holds(when, facts));
  const [first] = fired;
  if (first === undefined) return [];
  return [
    {
      about: 'account',
      key: [first.playbook.id, account.account_id].join('\u0000'),
      playbook: first.playbook,
      owner: ownerOf(account),
      account,
      facts,
      fired: fired.map(({ playbook }) => playbook),
      found: first.when.map(({ field, is, value }) => ({
        name: field,
        is: `${is} ${value}`,
        value: facts[field] ?? 0,
      })),
    },
  ];
}

/** Unknown never fires a rule. */
export function holds(when: readonly AccountCondition[], facts: Scorecard['facts']): boolean {
  return when.every(({ field, is, value }) => {
    const fact = facts[field];
    return fact !== null && compares(fact, is, value);
  });
}

/** Whether a number is so against a limit. */
export function compares(number: number, is: AccountCondition['is'], limit: number): boolean {
  if (is === 'at_least') return number >= limit;
  if (is === 'at_most') return number <= limit;
  return is === 'above' ? number > limit : number < limit;
}
