import { fraction } from './fraction.ts';
import { definitionsOf, type NaiveOptions } from './options.ts';
import { amount, type NaiveRecord, noSource, percent, ratio } from './record.ts';
import { itemsOf, standingAt } from './spans.ts';
import { addDays, inside, instant, instantsOf } from './time.ts';
import { has, must, type Row, rowsOf, text, type World } from './world.ts';

export function eventsIn(
  world: World,
  start: string,
  end: string,
  timeZone: string,
): readonly Row[] {
  const span = instantsOf(start, end, timeZone);
  return rowsOf(world, 'events').filter((event) => inside(instant(event, 'occurred_at'), span));
}

export function distinct(rows: readonly Row[], column: string): ReadonlySet<string> {
  return new Set(rows.map((row) => text(row, column)).filter((value) => value !== null));
}

/** Distinct users of each calendar day, added up, and the number of days. */
function dailyUsers(world: World, start: string, end: string, timeZone: string) {
  let users = 0;
  let days = 0;
  for (let day = start; day < end; day = addDays(day, 1)) {
    users += distinct(eventsIn(world, day, addDays(day, 1), timeZone), 'user_id').size;
    days += 1;
  }
  return { users, days };
}

function featureUse(world: World, events: readonly Row[]): readonly NaiveRecord[] {
  const active = distinct(events, 'user_id').size;
  return rowsOf(world, 'features').map((feature) => {
    const id = must(feature, 'feature_id');
    const uses = events.filter((event) => event.feature_id === id);
    const segment = { dimension: 'feature', value: id };
    const name = { kpi: 'active_feature_usage_rate', segment };
    return percent(name, distinct(uses, 'user_id').size, active);
  });
}

/** Mean number of distinct features used, over active accounts. */
function breadth(events: readonly Row[]): NaiveRecord {
  const accounts = [...distinct(events, 'account_id')];
  let used = 0;
  for (const account of accounts) {
    const own = events.filter((event) => event.account_id === account);
    used += distinct(own, 'feature_id').size;
  }
  return ratio({ kpi: 'breadth_of_use' }, used, accounts.length);
}

function seatsAtClosing(world: World, options: NaiveOptions): number {
  const items = itemsOf(world, definitionsOf(options).pastDueDays);
  let seats = 0;
  for (const standing of standingAt(items, options.end).values()) seats += standing.seats;
  return seats;
}

/** `world` is prepared. */
export function usageKpis(world: World, options: NaiveOptions): readonly NaiveRecord[] {
  const stickiness = { kpi: 'stickiness', window: 'trailing_30_days' } as const;
  const utilization = { kpi: 'license_utilization', window: 'trailing_30_days' } as const;
  if (!has(world, 'events')) {
    return [
      noSource({ kpi: 'dau' }),
      noSource({ kpi: 'wau', window: 'trailing_7_days' }),
      noSource({ kpi: 'mau', window: 'trailing_30_days' }),
      noSource(stickiness),
      noSource({ kpi: 'breadth_of_use' }),
      noSource({ kpi: 'active_feature_usage_rate' }),
      noSource(utilization),
    ];
  }
  const { start, end, timeZone } = options;
  const inPeriod = eventsIn(world, start, end, timeZone);
  const week = distinct(eventsIn(world, addDays(end, -7), end, timeZone), 'user_id').size;
  const month = distinct(eventsIn(world, addDays(end, -30), end, timeZone), 'user_id').size;
  const daily = dailyUsers(world, start, end, timeZone);
  const monthly = dailyUsers(world, addDays(end, -30), end, timeZone);
  return [
    ratio({ kpi: 'dau' }, daily.users, daily.days),
    amount({ kpi: 'wau', window: 'trailing_7_days' }, week),
    amount({ kpi: 'mau', window: 'trailing_30_days' }, month),
    ratio(stickiness, fraction(monthly.users, monthly.days), month),
    has(world, 'features') ? breadth(inPeriod) : noSource({ kpi: 'breadth_of_use' }),
    ...(has(world, 'features')
      ? featureUse(world, inPeriod)
      : [noSource({ kpi: 'active_feature_usage_rate' })]),
    has(world, 'subscription_periods')
      ? percent(utilization, month, seatsAtClosing(world, options))
      : noSource(utilization),
  ];
}
