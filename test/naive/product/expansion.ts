import { accountActivatedAt, least, onboardingsOf } from '../activation/milestones.ts';
import { type Fraction, fraction } from '../fraction.ts';
import { duration, type NaiveRecord, type Name, ratio } from '../record.ts';
import { day, inside, instant } from '../time.ts';
import { rowsOf, text } from '../world.ts';
import { type Calculation, shareOf } from './calculation.ts';
import { type Company, featuresWith, groupBy, usesWith } from './company.ts';
import { payingAt } from './engagement.ts';

/** Uses of expansion features by account, oldest first. */
function expansionUses({ own, uses }: Company) {
  return groupBy(usesWith(uses, featuresWith(own, 'expansion')), ({ account }) => account);
}

function toExpansionValue(company: Company, name: Name): NaiveRecord {
  const uses = expansionUses(company);
  const times: Fraction[] = [];
  for (const { account, completedAt } of onboardingsOf(company)) {
    const first = uses.get(account)?.[0]?.at ?? null;
    if (completedAt === null || first === null || !inside(first, company.period)) continue;
    times.push(fraction(first - completedAt, day));
  }
  return duration(name, times);
}

/** Of accounts that paid at opening, those that took up some expansion feature for the first time. */
function expansionActivation(company: Company, name: Name): NaiveRecord {
  const uses = expansionUses(company);
  return shareOf(name, payingAt(company, company.options.start), (account) => {
    const byFeature = groupBy(uses.get(account) ?? [], ({ feature }) => feature ?? '');
    return [...byFeature.values()].some(([first]) => inside(first?.at ?? null, company.period));
  });
}

/** Uses of expansion features by accounts that paid at opening, over those of them that were active. */
function expansionFrequency(company: Company, name: Name): NaiveRecord {
  const paying = new Set(payingAt(company, company.options.start));
  const inPeriod = company.uses.filter(
    ({ at, account }) => inside(at, company.period) && paying.has(account),
  );
  const uses = usesWith(inPeriod, featuresWith(company.own, 'expansion'));
  return ratio(name, uses.length, new Set(inPeriod.map(({ account }) => account)).size);
}

/** When deals that would expand an account were opened, by account. */
function expansionDeals({ own, period }: Company): ReadonlyMap<string, number | null> {
  const deals = rowsOf(own, 'opportunities').filter(
    (row) => row.type === 'upsell' || row.type === 'cross_sell',
  );
  const byAccount = groupBy(deals, (row) => text(row, 'account_id') ?? '');
  byAccount.delete('');
  const before = (at: number | null) => (at !== null && at < period.until ? at : null);
  return new Map(
    [...byAccount].map(([account, rows]) => [
      account,
      least(rows.map((row) => before(instant(row, 'created_at')))),
    ]),
  );
}

function toExpansionSignal(company: Company, name: Name): NaiveRecord {
  const [uses, deals] = [expansionUses(company), expansionDeals(company)];
  const times: Fraction[] = [];
  for (const account of new Set([...uses.keys(), ...deals.keys()])) {
    const first = least([uses.get(account)?.[0]?.at ?? null, deals.get(account) ?? null]);
    const activated = accountActivatedAt(company, account);
    if (first === null || activated === null || !inside(first, company.period)) continue;
    times.push(fraction(first - activated, day));
  }
  return duration(name, times);
}

export const expansion: readonly Calculation[] = [
  {
    kpi: 'time_to_value_expansion',
    tables: ['events', 'features', 'onboarding_milestones'],
    role: 'expansion',
    calculate: toExpansionValue,
  },
  {
    kpi: 'expansion_activation_rate',
    tables: ['events', 'features', 'subscription_periods'],
    role: 'expansion',
    calculate: expansionActivation,
  },
  {
    kpi: 'expansion_feature_usage_frequency',
    tables: ['events', 'features', 'subscription_periods'],
    role: 'expansion',
    calculate: expansionFrequency,
  },
  {
    kpi: 'time_to_expansion_signal',
    tables: ['events', 'features', 'opportunities', 'onboarding_milestones', 'users'],
    role: 'expansion',
    calculate: toExpansionSignal,
  },
];
