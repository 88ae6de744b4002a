import type { Scorecard } from '../../kpis/scores/scorecard.ts';
import { byMrr, mrrOf, newlyAtRisk } from '../book.ts';
import type { Context } from '../context.ts';
import type { AccountCard, Prose, Report } from '../model.ts';
import { count, counted, percent, score } from '../words/figures.ts';
import { plural, say } from '../words/say.ts';
import { riskReasons } from './reasons.ts';
import { mostOf } from './shown.ts';

/** Customers at risk, most MRR first. */
export function risksOf(context: Context): Report['risks'] {
  const atRisk = atRiskOf(context);
  const most = mostOf(atRisk.length, context.longest);
  return {
    title: titleOf(atRisk, context),
    accounts: atRisk.slice(0, most).map((account) => cardOf(account, context)),
    more: Math.max(0, atRisk.length - most),
  };
}

export function atRiskOf({ customers }: Context): Scorecard[] {
  return customers.filter((account) => account.at_risk).sort(byMrr);
}

/** Without scores nobody is known to be safe either. */
export function isRiskKnown({ customers }: Context): boolean {
  return customers.some(({ tier, scores }) => (scores.churn_risk_score.value ?? tier) !== null);
}

function cardOf(account: Scorecard, context: Context): AccountCard {
  const { churn_risk_score: risk, customer_health_score: health } = account.scores;
  const shown = risk.value ?? health.value;
  return {
    account_id: account.account_id,
    name: account.name,
    csm: account.csm,
    mrr: mrrOf([account], context),
    score: shown === null ? null : score(shown),
    score_label: risk.value === null ? 'Health' : 'Churn risk',
    tone: 'bad',
    reasons: riskReasons(account, context),
  };
}

function titleOf(atRisk: readonly Scorecard[], context: Context): Prose {
  const [first] = atRisk;
  if (first === undefined) return nobody(context);
  const mrr = mrrOf(atRisk, context);
  if (atRisk.length === 1) {
    return mrr ? say`${first.name} is at risk, with ${mrr} of MRR` : say`${first.name} is at risk`;
  }
  const fresh = newlyAtRisk(atRisk, context);
  const news = newsOf(fresh, atRisk.length);
  const all = mrrOf(context.customers, context);
  if (mrr === null || all === null || all.value === 0) {
    return say`${counted(atRisk.length, 'customer')} are at risk${news}`;
  }
  return say`${percent(mrr.value / all.value)} of MRR is at risk: ${counted(atRisk.length, 'customer')}${news}`;
}

/** Unknown where the accounts had no scores before. */
function newsOf(fresh: number | null, all: number): Prose {
  if (fresh === null) return [];
  if (fresh === 0) return say`, none of them new`;
  return fresh === all ? say`, all of them new` : say`, ${count(fresh)} of them new`;
}

function nobody({ customers }: Context): Prose {
  if (customers.length === 0) return say`There is no customer to be at risk`;
  const scored = customers.filter(({ scores }) => scores.churn_risk_score.value !== null).length;
  if (scored === 0) return say`Risk cannot be told: too few signals for a churn-risk score`;
  const others = customers.length - scored;
  if (others === 0) return say`No customer is at risk`;
  return say`No customer is known to be at risk; ${count(others)} ${plural(others, 'has', 'have')} too few signals to tell`;
}
