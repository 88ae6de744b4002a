import { mrrOf, newlyAtRisk } from '../book.ts';
import type { Context } from '../context.ts';
import type { Action, Prose } from '../model.ts';
import { reading } from '../references.ts';
import { count, counted, money, signed } from '../words/figures.ts';
import { reasonOf } from '../words/kpi_reasons.ts';
import { movementsOf, wordsOf } from '../words/movements.ts';
import { thisPeriod } from '../words/period_words.ts';
import { fixed, plural, say, sentence } from '../words/say.ts';
import { riskReasons } from './reasons.ts';
import { atRiskOf, isRiskKnown } from './risks.ts';

/** The conclusion in one sentence: what changed, why, and what to do. A week turns on risk, longer periods on revenue. */
export function headlineOf(fired: readonly Action[], context: Context): Prose {
  const { edition, customers } = context;
  const revenue = revenueClause(context);
  const risk = riskClause(context);
  const mrr = context.record('mrr', 'period', context.period);
  if (customers.length === 0 && mrr?.status === 'no_data_source') {
    return sentence(
      say`who pays is unknown: ${fixed(reasonOf(mrr) ?? 'there is no billing data')}`,
    );
  }
  if (customers.length === 0 && revenue === null) {
    return say`There is no paying customer yet, so nothing to conclude ${thisPeriod(edition)}.`;
  }
  if (risk && (edition === 'weekly' || revenue === null)) {
    return sentence(say`${risk}${startThere(context, fired)}`);
  }
  const known =
    revenue ?? say`no total of MRR is known for ${counted(customers.length, 'customer')}`;
  const retention = retentionClause(context);
  const conclusion = retention === null ? known : say`${retention} and ${known}`;
  return sentence(say`${conclusion}${nextClause(context, fired)}`);
}

function riskClause(context: Context): Prose | null {
  const atRisk = atRiskOf(context);
  if (atRisk.length === 0) return null;
  const fresh = newlyAtRisk(atRisk, context) ?? 0;
  const mrr = mrrOf(atRisk, context);
  const stake = mrr ? say` with ${mrr} of MRR` : '';
  const whose = say`${counted(atRisk.length, 'customer')}${stake}`;
  const n = atRisk.length;
  if (fresh === n) return say`${whose} ${plural(n, 'is', 'are')} newly at risk`;
  const news = fresh === 0 ? '' : say`, ${count(fresh)} of them new`;
  return say`${whose} ${plural(n, 'is', 'are')} at risk${news}`;
}

/** The largest account at risk, why, and until when. */
function startThere(context: Context, fired: readonly Action[]): Prose {
  const [account] = atRiskOf(context);
  const [reason] = account ? riskReasons(account, context) : [];
  if (account === undefined || reason === undefined) return [];
  const action = fired.find(
    ({ account_id, kind }) => account_id === account.account_id && kind === 'risk',
  );
  const due = action ? say` by ${{ date: action.due_on }}` : '';
  return say`; start with ${account.name} (${reason})${due}`;
}

function retentionClause(context: Context): Prose | null {
  const window = 'trailing_12_months';
  const net = reading(context, 'net_revenue_retention', { window });
  if (context.edition !== 'quarterly' || net === null) return null;
  return say`net revenue retention is ${net}`;
}

function revenueClause(context: Context): Prose | null {
  const mrr = reading(context, 'mrr');
  const net = reading(context, 'net_new_mrr');
  if (mrr === null || context.currency === null) return null;
  if (net === null) return say`MRR is ${mrr}`;
  if (Math.abs(net.value) < 0.01) return say`MRR held at ${mrr}`;
  const size = money(Math.abs(net.value), context.currency);
  const led = leaderClause(context, net.value > 0, context.currency);
  return net.value > 0
    ? say`MRR grew ${size} to ${mrr}${led}`
    : say`MRR fell ${size} to ${mrr}${led}`;
}

/** The account that did most in the direction of the whole. */
function leaderClause(context: Context, up: boolean, currency: string): Prose {
  const leader = movementsOf(context).find(({ amount }) => amount > 0 === up);
  if (leader === undefined) return [];
  const amount = signed(money(leader.amount, currency));
  return say`, led by ${leader.account.name} (${wordsOf(leader)}, ${amount})`;
}

function nextClause(context: Context, fired: readonly Action[]): Prose {
  const atRisk = atRiskOf(context);
  const [account] = atRisk;
  if (account) {
    const all = counted(atRisk.length, 'customer');
    return say`; ${all} ${plural(atRisk.length, 'is', 'are')} at risk, so start with ${account.name}`;
  }
  const [first] = fired;
  if (first === undefined) return say`; nothing calls for action`;
  const calm = isRiskKnown(context) ? say`nobody is at risk` : say`risk is unknown`;
  const whom = first.account === null ? '' : say` at ${first.account}`;
  return say`; ${calm}, so next is “${fixed(first.title)}”${whom}`;
}
