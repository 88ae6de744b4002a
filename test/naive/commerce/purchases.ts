import { decimal, times } from '../fraction.ts';
import { definitionsOf, type NaiveOptions } from '../options.ts';
import { type NaiveRecord, percent, ratio } from '../record.ts';
import { inside, instant } from '../time.ts';
import { rowsOf, text, type World } from '../world.ts';
import { accountsOf, paidInvoices, revenueOf } from './invoices.ts';
import { ratesOfPeriod } from './standings.ts';
import { ifThere, periodOf } from './within.ts';

/** Purchases are paid invoices that no renewal of a subscription brought about. */
function purchases(world: World, options: NaiveOptions): readonly NaiveRecord[] {
  const period = periodOf(options);
  const bought = paidInvoices(world, (paidAt) => inside(paidAt, period)).filter(
    (invoice) => text(invoice, 'billing_reason') !== 'subscription_cycle',
  );
  const buyers = [...accountsOf(bought)];
  const again = buyers.filter(
    (account) => bought.filter((invoice) => invoice.account_id === account).length > 1,
  );
  return [
    ratio({ kpi: 'average_purchase_frequency' }, bought.length, buyers.length),
    percent({ kpi: 'repeat_purchase_rate' }, again.length, buyers.length),
  ];
}

const pqlValue = { kpi: 'converted_pql_lifetime_value', window: 'to_date' } as const;

/** Margin to date on what the accounts of qualified and converted leads have paid. */
function qualifiedValue(world: World, options: NaiveOptions): NaiveRecord {
  const { until } = periodOf(options);
  const isPast = (at: number | null) => at !== null && at < until;
  const accounts = new Set(
    rowsOf(world, 'leads')
      .filter((lead) => isPast(instant(lead, 'pql_at')) && isPast(instant(lead, 'converted_at')))
      .map((lead) => text(lead, 'converted_account_id'))
      .filter((account) => account !== null)
      .filter((account) => options.accountIds?.has(account) ?? true),
  );
  const paid = paidInvoices(world, isPast).filter((invoice) =>
    accounts.has(text(invoice, 'account_id') ?? ''),
  );
  const revenue = revenueOf(paid, ratesOfPeriod(world, options));
  const margin = decimal(definitionsOf(options).grossMargin);
  return ratio(pqlValue, revenue && times(revenue, margin), accounts.size);
}

/** `world` is prepared. */
export function purchaseKpis(world: World, options: NaiveOptions): readonly NaiveRecord[] {
  const names = [{ kpi: 'average_purchase_frequency' }, { kpi: 'repeat_purchase_rate' }];
  return [
    ...ifThere(world, ['invoices'], names, () => purchases(world, options)),
    ...ifThere(world, ['leads', 'invoices'], [pqlValue], () => [qualifiedValue(world, options)]),
  ];
}
