import { type Fraction, fraction, sum } from '../fraction.ts';
import { countsOn, endsForGood, type Item, spanOn } from '../spans.ts';
import { day, dayNumber, inside, instant } from '../time.ts';
import { must, type Row, text, type World } from '../world.ts';
import { type At, before, cutOffOf, lastDays, notBefore, ownRows, type Signals } from './at.ts';

function weighedTickets(tickets: readonly Row[], cutOff: number): Fraction {
  return sum(tickets.map((row) => fraction(before(row, 'escalated_at', cutOff) ? 3 : 1)));
}

function tickets(world: World, account: string, at: At): Signals {
  const cutOff = cutOffOf(at);
  const month = lastDays(at, 30);
  const created = ownRows(world, 'tickets', account).filter((row) =>
    before(row, 'created_at', cutOff),
  );
  const open = created.filter((row) => notBefore(row, 'solved_at', cutOff));
  const recent = created.filter((row) => inside(instant(row, 'created_at'), month));
  return {
    open_tickets: weighedTickets(open, cutOff),
    recent_tickets: weighedTickets(recent, cutOff),
  };
}

function isUnpaid(invoice: Row, cutOff: number): boolean {
  const status = must(invoice, 'status');
  if (status === 'draft' || status === 'void') return false;
  const paidLater = instant(invoice, 'paid_at') !== null && notBefore(invoice, 'paid_at', cutOff);
  return status === 'open' || status === 'uncollectible' || paidLater;
}

function daysOverdue(world: World, account: string, at: At): Fraction {
  const cutOff = cutOffOf(at);
  const overdue = ownRows(world, 'invoices', account)
    .filter((row) => isUnpaid(row, cutOff))
    .filter((row) => before(row, 'issued_at', cutOff) && before(row, 'due_at', cutOff));
  if (overdue.length === 0) return fraction(0);
  const oldest = Math.min(...overdue.map((row) => instant(row, 'due_at') ?? 0));
  return fraction(cutOff - oldest, day);
}

/** Days to the nearer of a contract not yet renewed and a span that ends for good. */
function daysToEnd(world: World, items: readonly Item[], account: string, at: At): Fraction | null {
  const cutOff = cutOffOf(at);
  const today = dayNumber(at.end);
  const ends: number[] = [];
  for (const contract of ownRows(world, 'contracts', account)) {
    const renewedAt = instant(contract, 'renewed_at');
    const isRenewed =
      renewedAt === null ? text(contract, 'renewed_by_contract_id') !== null : renewedAt < cutOff;
    const hasBegun = must(contract, 'starts_on') < at.end;
    const endsOn = dayNumber(must(contract, 'ends_on'));
    if (!isRenewed && hasBegun && endsOn >= today) ends.push(endsOn);
  }
  for (const item of items) {
    const span = spanOn(item, today - 1);
    if (span?.account !== account || !countsOn(item, today - 1)) continue;
    if (span.endsOn !== null && endsForGood(item, span)) ends.push(span.endsOn);
  }
  return ends.length === 0 ? null : fraction(Math.min(...ends) - today);
}

/** A deal that would expand the account. */
export const isExpansionDeal = (row: Row): boolean =>
  row.type === 'upsell' || row.type === 'cross_sell';

function openOpportunities(world: World, account: string, at: At): Fraction {
  const cutOff = cutOffOf(at);
  const open = ownRows(world, 'opportunities', account).filter(
    (row) =>
      isExpansionDeal(row) &&
      before(row, 'created_at', cutOff) &&
      notBefore(row, 'closed_at', cutOff),
  );
  return fraction(open.length);
}

function actsOfAdvocacy(world: World, account: string, at: At): Fraction {
  const acts = ownRows(world, 'advocacy_acts', account);
  return fraction(acts.filter((row) => before(row, 'occurred_at', cutOffOf(at))).length);
}

export function dealingSignals(
  world: World,
  items: readonly Item[],
  account: string,
  at: At,
): Signals {
  return {
    ...tickets(world, account, at),
    days_overdue: daysOverdue(world, account, at),
    days_to_renewal_or_end: daysToEnd(world, items, account, at),
    open_expansion_opportunities: openOpportunities(world, account, at),
    advocacy_acts: actsOfAdvocacy(world, account, at),
  };
}
