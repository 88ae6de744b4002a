import { type Fraction, fraction, plus, zero } from './fraction.ts';
import { ratesOf, share } from './money.ts';
import { definitionsOf, type NaiveOptions } from './options.ts';
import { amount, duration, type NaiveRecord, noSource, percent, ratio } from './record.ts';
import { dayNumber, hour, inside, instant, instantsOf } from './time.ts';
import { has, must, number, type Row, rowsOf, text, type World } from './world.ts';

/** Support spend that falls in the period, spread evenly over the days that a line covers. */
function supportCost(world: World, options: NaiveOptions): Fraction | null {
  const { start, end, reportingCurrency } = options;
  const rates = ratesOf(world, end, reportingCurrency, definitionsOf(options).rateMaxAgeDays);
  let cost = zero;
  for (const row of rowsOf(world, 'spend')) {
    if (row.category !== 'support') continue;
    const from = dayNumber(must(row, 'spent_on'));
    const coversUntil = text(row, 'covers_until');
    const until = Math.max(coversUntil === null ? 0 : dayNumber(coversUntil), from + 1);
    const days = Math.min(until, dayNumber(end)) - Math.max(from, dayNumber(start));
    if (days <= 0) continue;
    const part = fraction(days, until - from);
    const inPeriod = share(must(row, 'amount_minor'), must(row, 'currency'), part, rates);
    if (inPeriod === null) return null;
    cost = plus(cost, inPeriod);
  }
  return cost;
}

function isFirstContact(ticket: Row): boolean | null {
  const [replies, reopened] = [number(ticket, 'agent_replies'), number(ticket, 'reopened_count')];
  if (replies === null) return null;
  if (replies !== 1) return false;
  return reopened === null ? null : reopened === 0;
}

/** `world` is prepared. */
export function supportKpis(world: World, options: NaiveOptions): readonly NaiveRecord[] {
  const { start, end, timeZone, accountIds } = options;
  // Spend is nobody's: a segment has no cost of its own.
  const withCost = accountIds === undefined;
  if (!has(world, 'tickets')) {
    return [
      noSource({ kpi: 'support_ticket_volume' }),
      noSource({ kpi: 'average_resolution_time' }),
      noSource({ kpi: 'first_contact_resolution' }),
      noSource({ kpi: 'open_escalations' }),
      ...(withCost ? [noSource({ kpi: 'cost_per_ticket' })] : []),
    ];
  }
  const period = instantsOf(start, end, timeZone);
  const tickets = rowsOf(world, 'tickets');
  const created = tickets.filter((ticket) => inside(instant(ticket, 'created_at'), period));
  const isKnown = (ticket: Row) => (instant(ticket, 'created_at') ?? 0) < period.until;
  const solved = tickets.filter(
    (ticket) => isKnown(ticket) && inside(instant(ticket, 'solved_at'), period),
  );
  const times = solved.map((ticket) =>
    fraction((instant(ticket, 'solved_at') ?? 0) - (instant(ticket, 'created_at') ?? 0), hour),
  );
  const judged = solved.map(isFirstContact).filter((answer) => answer !== null);
  const escalated = tickets.filter((ticket) => {
    const solvedAt = instant(ticket, 'solved_at');
    const isOpen = solvedAt === null || solvedAt >= period.until;
    return inside(instant(ticket, 'escalated_at'), period) && isOpen;
  });
  const records = [
    amount({ kpi: 'support_ticket_volume' }, created.length),
    duration({ kpi: 'average_resolution_time' }, times),
    percent(
      { kpi: 'first_contact_resolution' },
      judged.filter((answer) => answer).length,
      judged.length,
    ),
    amount({ kpi: 'open_escalations' }, escalated.length),
  ];
  if (!withCost) return records;
  const name = { kpi: 'cost_per_ticket' };
  return [
    ...records,
    has(world, 'spend') ? ratio(name, supportCost(world, options), solved.length) : noSource(name),
  ];
}
