import { plus } from '../fraction.ts';
import { type Money, total } from '../money.ts';
import { definitionsOf, type NaiveOptions } from '../options.ts';
import { amount, type NaiveRecord } from '../record.ts';
import { day, dayNumber, instant } from '../time.ts';
import { distinct, eventsIn } from '../usage.ts';
import { type Row, rowsOf, type World } from '../world.ts';
import { minorOf, moneyOf } from './invoices.ts';
import { countingOn, itemsOfAccount, type Standings, standingsOf } from './standings.ts';
import { ifThere, periodOf } from './within.ts';

/** What an account paid last before the period when nothing of it counts in the period any more. */
function lastPaid({ items }: Standings, account: string, options: NaiveOptions): readonly Money[] {
  const own = itemsOfAccount(items, account);
  const starts = own.flatMap(({ spans }) => spans.map(({ startsOn }) => startsOn));
  const first = Math.min(...starts);
  for (let on = dayNumber(options.end) - 1; on >= first; on -= 1) {
    const counting = countingOn(own, account, on);
    if (counting.length > 0) return on >= dayNumber(options.start) ? [] : counting;
  }
  return [];
}

function usedUnpaid(world: World, options: NaiveOptions, standings: Standings): readonly Money[] {
  const events = eventsIn(world, options.start, options.end, options.timeZone);
  return [...distinct(events, 'account_id')].flatMap((account) =>
    lastPaid(standings, account, options),
  );
}

/** Whether an invoice will hardly be paid, or should have been long before the end. */
function isLeak(invoice: Row, until: number, overdueDays: number): boolean {
  const [issuedAt, dueAt] = [instant(invoice, 'issued_at'), instant(invoice, 'due_at')];
  if (issuedAt === null || issuedAt >= until) return false;
  if (invoice.status === 'uncollectible') return true;
  const isUnpaid =
    invoice.status === 'open' || (invoice.status === 'paid' && isPaidLater(invoice, until));
  return isUnpaid && dueAt !== null && dueAt + overdueDays * day <= until;
}

function isPaidLater(invoice: Row, until: number): boolean {
  const paidAt = instant(invoice, 'paid_at');
  return paidAt !== null && paidAt >= until;
}

/** What is owed still. */
function restOf(invoice: Row, until: number): Money {
  const paid = isPaidLater(invoice, until) ? 0n : minorOf(invoice, 'paid_minor');
  const credited = minorOf(invoice, 'credited_minor');
  return moneyOf(invoice, minorOf(invoice, 'total_minor') - paid - credited);
}

function leakage(world: World, options: NaiveOptions): NaiveRecord {
  const { until } = periodOf(options);
  const { overdueDays } = definitionsOf(options);
  const standings = standingsOf(world, options);
  const owed = rowsOf(world, 'invoices')
    .filter((invoice) => isLeak(invoice, until, overdueDays))
    .map((invoice) => restOf(invoice, until));
  const unpaidUse = total(usedUnpaid(world, options, standings), standings.rates);
  const unpaidBills = total(owed, standings.rates);
  const name = { kpi: 'revenue_leakage' };
  return amount(name, unpaidUse && unpaidBills && plus(unpaidUse, unpaidBills));
}

/** `world` is prepared. */
export function leakageKpis(world: World, options: NaiveOptions): readonly NaiveRecord[] {
  const tables = ['subscription_periods', 'events', 'invoices'];
  return ifThere(world, tables, [{ kpi: 'revenue_leakage' }], () => [leakage(world, options)]);
}
