import { fraction } from '../fraction.ts';
import { type Item, standingAt } from '../spans.ts';
import { addDays, dateIn, day, inside, instant, instantsOf } from '../time.ts';
import { distinct } from '../usage.ts';
import { isTrue, must, type Row, rowsOf, text, type World } from '../world.ts';
import { type At, before, cutOffOf, never, ownRows, type Signals } from './at.ts';

/** Events of an account from so many local days before the cut-off until so many before it. */
export function ownEvents(
  world: World,
  account: string,
  { end, timeZone }: At,
  from: number,
  to: number,
): readonly Row[] {
  const span = instantsOf(addDays(end, -from), addDays(end, -to), timeZone);
  return ownRows(world, 'events', account).filter((event) =>
    inside(instant(event, 'occurred_at'), span),
  );
}

export function expansionFeatures(world: World): readonly string[] {
  const features = rowsOf(world, 'features').filter((row) => isTrue(row, 'is_expansion'));
  return features.map((row) => must(row, 'feature_id'));
}

/** When the product was last, and how often lately, logged in to. */
function logins(world: World, account: string, at: At, recent: readonly Row[]): Signals {
  const cutOff = cutOffOf(at);
  const isLogin = (event: Row) => event.event_name === 'login';
  const isPast = (event: Row) => isLogin(event) && before(event, 'occurred_at', cutOff);
  // Without any login in the data, logins are not recorded at all.
  if (!rowsOf(world, 'events').some(isPast)) {
    return { days_since_login: null, logins_per_active_user: null };
  }
  const own = ownRows(world, 'events', account).filter(isPast);
  const last = Math.max(...own.map((event) => instant(event, 'occurred_at') ?? 0));
  const users = distinct(recent, 'user_id').size;
  return {
    days_since_login: own.length === 0 ? never : fraction(cutOff - last, day),
    logins_per_active_user: users > 0 ? fraction(recent.filter(isLogin).length, users) : null,
  };
}

/** Where no event names a user nothing is known of users. */
function namesUsers(world: World): boolean {
  const events = rowsOf(world, 'events');
  return events.length === 0 || events.some((event) => text(event, 'user_id') !== null);
}

/** Distinct pairs of a user and a local day with an event. */
function activeDays(events: readonly Row[], timeZone: string): number {
  const days = events.map((event) => {
    const user = text(event, 'user_id');
    const on = dateIn(instant(event, 'occurred_at') ?? 0, timeZone);
    return user === null ? null : `${on} ${user}`;
  });
  return new Set(days.filter((one) => one !== null)).size;
}

export function useSignals(world: World, items: readonly Item[], account: string, at: At): Signals {
  const recent = ownEvents(world, account, at, 30, 0);
  const earlier = ownEvents(world, account, at, 120, 30);
  const users = distinct(recent, 'user_id').size;
  const seats = standingAt(items, at.end).get(account)?.seats ?? 0;
  const features = rowsOf(world, 'features').length;
  const expansion = expansionFeatures(world);
  const usesOfExpansion = recent.filter((event) =>
    expansion.includes(text(event, 'feature_id') ?? ''),
  );
  return {
    ...logins(world, account, at, recent),
    active_users_per_seat: seats > 0 && namesUsers(world) ? fraction(users, seats) : null,
    usage_ratio: earlier.length > 0 ? fraction(recent.length * 90, earlier.length * 30) : null,
    features_share: features > 0 ? fraction(distinct(recent, 'feature_id').size, features) : null,
    expansion_feature_uses: fraction(usesOfExpansion.length),
    active_days_per_active_user:
      users > 0 ? fraction(activeDays(recent, at.timeZone), users) : null,
  };
}
