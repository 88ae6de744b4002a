import { standingsOf } from '../commerce/standings.ts';
import { ifThere, periodOf } from '../commerce/within.ts';
import { type Fraction, minus, plus } from '../fraction.ts';
import { type Rates, total } from '../money.ts';
import { baseOf, type Movement, movementsOf } from '../movements.ts';
import type { Days, NaiveOptions } from '../options.ts';
import { amount, type NaiveRecord, percent, type Window } from '../record.ts';
import type { Item, Past } from '../spans.ts';
import { addMonths, instant } from '../time.ts';
import { rowsOf, text, type World } from '../world.ts';

/** Accounts that a referral brought before the end of the period. */
export function referredAccounts(world: World, options: NaiveOptions): ReadonlySet<string> {
  const { until } = periodOf(options);
  return new Set(
    rowsOf(world, 'referrals')
      .filter((referral) => (instant(referral, 'converted_at') ?? until) < until)
      .map((referral) => text(referral, 'referred_account_id'))
      .filter((account) => account !== null),
  );
}

type Line = 'opening' | 'expansion' | 'contraction' | 'pause' | 'churn';

function line(movements: readonly Movement[], name: Line, rates: Rates): Fraction | null {
  return total(
    movements.map((movement) => ({ currency: movement.currency, micros: movement[name] })),
    rates,
  );
}

/** Opening MRR and what is left of it with what it grew by; null when a rate is missing. */
function netRetention(movements: readonly Movement[], rates: Rates) {
  const lines = (['opening', 'expansion', 'contraction', 'pause', 'churn'] as const).map((name) =>
    line(movements, name, rates),
  );
  const known = lines.filter((one) => one !== null);
  const [opening, expansion, contraction, pause, churn] = known;
  if (!opening || !expansion || !contraction || !pause || !churn) return null;
  const lost = plus(contraction, plus(pause, churn));
  return { opening, net: minus(plus(opening, expansion), lost) };
}

/** What the subscriptions of the referred accounts were. */
interface Referred {
  readonly accounts: ReadonlySet<string>;
  readonly items: readonly Item[];
  readonly past: readonly Past[];
  readonly rates: Rates;
}

function movementsIn({ accounts, items, past }: Referred, days: Days): readonly Movement[] {
  return movementsOf(items, past, days).filter(({ account }) => accounts.has(account));
}

function retention(referred: Referred, days: Days, window: Window): readonly NaiveRecord[] {
  const { accounts, items, past, rates } = referred;
  const base = baseOf(items, past, days);
  const opening = base.opening.filter((account) => accounts.has(account)).length;
  const lost = base.lost.filter((account) => accounts.has(account)).length;
  const revenue = netRetention(movementsIn(referred, days), rates);
  const name = { kpi: 'referred_account_net_revenue_retention', window };
  return [
    percent({ kpi: 'referral_churn_rate', window }, lost, opening),
    percent({ kpi: 'referral_retention_rate', window }, opening - lost, opening),
    percent(name, revenue?.net ?? null, revenue?.opening ?? null),
  ];
}

const windows = ['period', 'trailing_12_months'] as const;
const ofWindows = [
  'referral_churn_rate',
  'referral_retention_rate',
  'referred_account_net_revenue_retention',
];

/** `world` is prepared. */
export function referredKpis(world: World, options: NaiveOptions): readonly NaiveRecord[] {
  const { start, end } = options;
  const names = ofWindows.flatMap((kpi) => windows.map((window) => ({ kpi, window })));
  const expanded = { kpi: 'referral_driven_expansion_revenue' };
  return ifThere(world, ['subscription_periods', 'referrals'], [...names, expanded], () => {
    const { items, past, rates } = standingsOf(world, options);
    const accounts = referredAccounts(world, options);
    const referred = { accounts, items, past: past(), rates };
    return [
      ...retention(referred, { start, end }, 'period'),
      ...retention(referred, { start: addMonths(end, -12), end }, 'trailing_12_months'),
      amount(expanded, line(movementsIn(referred, options), 'expansion', rates)),
    ];
  });
}
