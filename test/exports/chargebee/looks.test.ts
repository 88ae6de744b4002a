import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { unix } from '../vendors/chargebee_face.ts';
import { openRecords } from './chargebee_records.ts';

const first = '2026-01-01';
const dayAfter = (date: string, days = 1) =>
  new Date(Date.parse(date) + days * 86_400_000).toISOString().slice(0, 10);
const at = (date: string) => `${date}T00:00:00Z`;

type Change = 'seats' | 'pause' | 'resume' | 'cancel' | 'undo' | 'end' | 'begin' | 'other';
const change = fc.record({
  is: fc.constantFrom<Change>(
    'seats',
    'pause',
    'resume',
    'cancel',
    'undo',
    'end',
    'begin',
    'other',
  ),
  quantity: fc.integer({ min: 1, max: 5 }),
  /** Days until the next one. */
  days: fc.integer({ min: 1, max: 9 }),
  /** Whether an export runs before the next one. */
  isSeen: fc.boolean(),
});

interface State {
  readonly status: 'active' | 'non_renewing' | 'paused' | 'cancelled';
  readonly quantity: number;
}

/** What becomes of a subscription, and what Chargebee then says of it; undefined where it cannot be. */
function after(state: State, is: Change, quantity: number, date: string) {
  const [isActive, isRunning] = [
    state.status === 'active',
    ['active', 'non_renewing'].includes(state.status),
  ];
  const active = { status: 'active' as const, activated_at: unix(at(date)) };
  if (is === 'seats' && isRunning) return { state: { ...state, quantity }, more: {} };
  if (is === 'pause' && isActive)
    return to(state, { status: 'paused', pause_date: unix(at(date)) });
  if (is === 'resume' && state.status === 'paused')
    return to(state, { ...active, pause_date: undefined });
  // In a hundred years, so that no end that was only set ever comes.
  if (is === 'cancel' && isActive)
    return to(state, { status: 'non_renewing', cancelled_at: unix(at('2126-01-01')) });
  if (is === 'undo' && state.status === 'non_renewing')
    return to(state, { status: 'active', cancelled_at: undefined });
  if (is === 'end' && isRunning)
    return to(state, { status: 'cancelled', cancelled_at: unix(at(date)) });
  if (is === 'begin' && state.status === 'cancelled')
    return to(state, { ...active, cancelled_at: undefined });
  return is === 'other' ? { state, more: { po_number: date } } : undefined;
}
const to = (
  state: State,
  more: { readonly status: State['status'] } & Record<string, unknown>,
) => ({
  state: { ...state, status: more.status },
  more,
});

type Step = { is: Change; quantity: number; days: number; isSeen: boolean };

/** The rows of a subscription's life, and what it was on each day: `[status, minor units a month]`. */
async function live(steps: readonly Step[], seesAll: boolean) {
  const world = openRecords();
  world.price('pro-usd');
  world.subscribe('s1', at(first), [world.item('pro-usd')], {
    current_term_end: unix(at('2126-01-01')),
  });
  await world.look(at(first));
  let [date, state]: [string, State] = [first, { status: 'active', quantity: 1 }];
  const truth = new Map<string, readonly [string, number]>();
  const live = (days: number) => {
    for (let n = 0; n < days; n += 1) truth.set(dayAfter(date, n), shown(state));
    date = dayAfter(date, days);
  };
  live(3);
  for (const { is, quantity, days, isSeen } of steps) {
    const next = after(state, is, quantity, date);
    if (next) {
      state = next.state;
      const subscription_items = [world.item('pro-usd', { quantity: state.quantity })];
      world.change('s1', at(date), { subscription_items, ...next.more });
      if (seesAll || isSeen) await world.look(at(date));
    }
    live(days);
  }
  await world.look(at(date));
  truth.set(date, shown(state));
  return { rows: world.rows('subscription_periods'), truth, date, refused: world.refused() };
}

const shown = ({ status, quantity }: State): readonly [string, number] => {
  if (status === 'cancelled') return ['none', 0];
  return [status === 'paused' ? 'paused' : 'active', quantity * 1_000];
};

function onDay(
  rows: Awaited<ReturnType<typeof live>>['rows'],
  date: string,
): readonly [string, number] {
  const found = rows.filter(
    ({ starts_on, ends_on }) =>
      String(starts_on) <= date && (ends_on === null || String(ends_on) > date),
  );
  if (found.length > 1) throw new Error(`two spans cover ${date}`);
  return found[0] ? [String(found[0].status), Number(found[0].mrr_minor)] : ['none', 0];
}

describe('a subscription of Chargebee that changes again and again', () => {
  it('is on every day what it was, where every change was seen', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(change, { maxLength: 10 }), async (steps) => {
        const { rows, truth } = await live(steps, true);
        for (const [date, was] of truth) expect([date, onDay(rows, date)]).toEqual([date, was]);
      }),
      { numRuns: 40 },
    );
  });

  it('is what it is now, and never two things at once, however rarely it is looked at', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(change, { maxLength: 10 }), async (steps) => {
        const { rows, truth, date, refused } = await live(steps, false);
        for (const day of truth.keys()) onDay(rows, day);
        expect(onDay(rows, date)).toEqual(truth.get(date));
        expect(refused).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });
});
