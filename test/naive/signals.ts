import { decimal, type Fraction, fraction, over, smaller, sum } from './fraction.ts';
import { countsOn, endsForGood, type Item, spanOn, standingAt } from './spans.ts';
import { inOrderOfAnswer, normalised } from './surveys.ts';
import { addDays, day, dayNumber, inside, instant, midnight } from './time.ts';
import { distinct, eventsIn } from './usage.ts';
import { isTrue, must, type Row, rowsOf, text, type World } from './world.ts';

/** Null: the signal is missing. */
export type Signals = Readonly<Record<string, Fraction | null>>;

/** Days that are past every bound: what never happened. */
const never = fraction(1_000_000);

export interface At {
  /** First day after the cut-off. */
  readonly end: string;
  readonly timeZone: string;
}

function before(row: Row, column: string, cutOff: number): boolean {
  const at = instant(row, column);
  return at !== null && at < cutOff;
}

/** Not yet so at the cut-off, or never. */
function notBefore(row: Row, column: string, cutOff: number): boolean {
  return !before(row, column, cutOff);
}

function ownRows(world: World, table: string, account: string): readonly Row[] {
  return rowsOf(world, table).filter((row) => row.account_id === account);
}

function ownEvents(world: World, account: string, { end, timeZone }: At, from: number, to: number) {
  return eventsIn(world, addDays(end, -from), addDays(end, -to), timeZone).filter(
    (event) => event.account_id === account,
  );
}

function usage(world: World, items: readonly Item[], account: string, at: At): Signals {
  const recent = ownEvents(world, account, at, 30, 0);
  const earlier = ownEvents(world, account, at, 120, 30);
  const cutOff = midnight(at.end, at.timeZone);
  const isLogin = (event: Row) =>
    event.event_name === 'login' && before(event, 'occurred_at', cutOff);
  const logins = rowsOf(world, 'events').filter(isLogin);
  const own = logins.filter((event) => event.account_id === account);
  const lastLogin = Math.max(...own.map((event) => instant(event, 'occurred_at') ?? 0));
  const seats = standingAt(items, at.end).get(account)?.seats ?? 0;
  const features = rowsOf(world, 'features');
  const expansion = features
    .filter((row) => isTrue(row, 'is_expansion'))
    .map((row) => text(row, 'feature_id'));
  return {
    active_users_per_seat: seats > 0 ? fraction(distinct(recent, 'user_id').size, seats) : null,
    usage_ratio: earlier.length > 0 ? fraction(recent.length * 90, earlier.length * 30) : null,
    features_share:
      features.length > 0 ? fraction(distinct(recent, 'feature_id').size, features.length) : null,
    // Without any login in the data, logins are not recorded at all.
    days_since_login:
      logins.length === 0 ? null : own.length === 0 ? never : fraction(cutOff - lastLogin, day),
    expansion_feature_uses: fraction(
      recent.filter((event) => expansion.includes(text(event, 'feature_id'))).length,
    ),
  };
}

function answers(world: World, account: string, { end, timeZone }: At): Signals {
  const cutOff = midnight(end, timeZone);
  const halfYear = { from: midnight(addDays(end, -180), timeZone), until: cutOff };
  const given = inOrderOfAnswer(
    ownRows(world, 'survey_responses', account).filter((row) =>
      before(row, 'responded_at', cutOff),
    ),
  );
  const recent = given
    .filter((row) => row.type === 'nps' && inside(instant(row, 'responded_at'), halfYear))
    .map((row) => decimal(must(row, 'score')));
  const latest = ['nps', 'csat']
    .map((type) => given.filter((row) => row.type === type).at(-1))
    .filter((row) => row !== undefined)
    .map(normalised);
  const [first, second] = latest;
  return {
    mean_nps_answer: recent.length > 0 ? over(sum(recent), fraction(recent.length)) : null,
    lowest_survey: first ? smaller(first, second ?? first) : null,
  };
}

function weighedTickets(tickets: readonly Row[], cutOff: number): Fraction {
  return sum(tickets.map((row) => fraction(before(row, 'escalated_at', cutOff) ? 3 : 1)));
}

function tickets(world: World, account: string, { end, timeZone }: At): Signals {
  const cutOff = midnight(end, timeZone);
  const month = { from: midnight(addDays(end, -30), timeZone), until: cutOff };
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

const twoWayTypes = ['meeting', 'call', 'qbr', 'ebr', 'check_in', 'kickoff'];

function isTouch(activity: Row, cutOff: number): boolean {
  const didNotHappen = ['scheduled', 'no_show', 'cancelled'];
  return (
    before(activity, 'occurred_at', cutOff) &&
    !didNotHappen.includes(text(activity, 'outcome') ?? '')
  );
}

function isTwoWay(activity: Row, cutOff: number): boolean {
  return (
    activity.direction === 'inbound' ||
    before(activity, 'responded_at', cutOff) ||
    (activity.outcome === 'replied' && instant(activity, 'responded_at') === null) ||
    twoWayTypes.includes(must(activity, 'type'))
  );
}

function touches(world: World, account: string, { end, timeZone }: At): Signals {
  const cutOff = midnight(end, timeZone);
  const quarter = { from: midnight(addDays(end, -90), timeZone), until: cutOff };
  const own = ownRows(world, 'activities', account).filter((row) => isTouch(row, cutOff));
  const twoWay = own.filter((row) => isTwoWay(row, cutOff));
  const last = Math.max(...twoWay.map((row) => instant(row, 'occurred_at') ?? 0));
  const champions = ownRows(world, 'contacts', account)
    .filter((row) => row.persona === 'champion' && notBefore(row, 'left_at', cutOff))
    .map((row) => text(row, 'contact_id'));
  const touched = own.some(
    (row) =>
      inside(instant(row, 'occurred_at'), quarter) && champions.includes(text(row, 'contact_id')),
  );
  return {
    days_since_two_way_touch: twoWay.length > 0 ? fraction(cutOff - last, day) : never,
    no_champion_touched: fraction(touched ? 0 : 1),
  };
}

function isUnpaid(invoice: Row, cutOff: number): boolean {
  const status = must(invoice, 'status');
  if (status === 'draft' || status === 'void') return false;
  const paidLater = instant(invoice, 'paid_at') !== null && notBefore(invoice, 'paid_at', cutOff);
  return status === 'open' || status === 'uncollectible' || paidLater;
}

function daysOverdue(world: World, account: string, { end, timeZone }: At): Fraction {
  const cutOff = midnight(end, timeZone);
  const overdue = ownRows(world, 'invoices', account)
    .filter((row) => isUnpaid(row, cutOff))
    .filter((row) => before(row, 'issued_at', cutOff) && before(row, 'due_at', cutOff));
  if (overdue.length === 0) return fraction(0);
  const oldest = Math.min(...overdue.map((row) => instant(row, 'due_at') ?? 0));
  return fraction(cutOff - oldest, day);
}

/** Days to the nearer of a contract not yet renewed and a span that ends for good. */
function daysToEnd(
  world: World,
  items: readonly Item[],
  account: string,
  { end, timeZone }: At,
): Fraction | null {
  const cutOff = midnight(end, timeZone);
  const today = dayNumber(end);
  const ends: number[] = [];
  for (const contract of ownRows(world, 'contracts', account)) {
    const renewedAt = instant(contract, 'renewed_at');
    const isRenewed =
      renewedAt === null ? text(contract, 'renewed_by_contract_id') !== null : renewedAt < cutOff;
    const hasBegun = must(contract, 'starts_on') < end;
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

/** Open deals that would expand the account. */
function openOpportunities(world: World, account: string, { end, timeZone }: At): Fraction {
  const cutOff = midnight(end, timeZone);
  const open = ownRows(world, 'opportunities', account).filter(
    (row) =>
      (row.type === 'upsell' || row.type === 'cross_sell') &&
      before(row, 'created_at', cutOff) &&
      notBefore(row, 'closed_at', cutOff),
  );
  return fraction(open.length);
}

/** Every signal of an account but its health; a signal whose tables are not there is for the caller to take out. */
export function signalsOf(world: World, items: readonly Item[], account: string, at: At): Signals {
  return {
    ...usage(world, items, account, at),
    ...answers(world, account, at),
    ...tickets(world, account, at),
    ...touches(world, account, at),
    days_overdue: daysOverdue(world, account, at),
    days_to_renewal_or_end: daysToEnd(world, items, account, at),
    open_expansion_opportunities: openOpportunities(world, account, at),
  };
}
