import { compare, type Fraction, toNumber, zero } from '../fraction.ts';
import { type Money, type Rates, total } from '../money.ts';
import type { NaiveOptions } from '../options.ts';
import { type NaiveRecord, percent } from '../record.ts';
import {
  countsOn,
  endReasonAfter,
  type Item,
  isPausedOn,
  type Span,
  spanOn,
  standingAt,
} from '../spans.ts';
import { dayNumber } from '../time.ts';
import { rowsOf, text, type World } from '../world.ts';
import { countingOn, itemsOfAccount, type Standings, standingsOf } from './standings.ts';
import { ifThere } from './within.ts';

/** A paying or paused span on the last day of an item. */
interface Ending {
  readonly lastDay: number;
  readonly span: Span;
  readonly reason: string | null;
}

/** How an item ended before a day; null when it never paid or was paused. */
function endingOf(item: Item, account: string, end: number): Ending | null {
  const first = Math.min(...item.spans.map(({ startsOn }) => startsOn));
  for (let day = end - 1; day >= first; day -= 1) {
    const span = spanOn(item, day);
    if (span === null || span.account !== account) continue;
    const pays = countsOn(item, day) && span.micros > 0n;
    if (pays || isPausedOn(item, day)) {
      return { lastDay: day, span, reason: endReasonAfter(item, day) };
    }
  }
  return null;
}

function worthOf({ span }: Ending, rates: Rates): Fraction {
  return total([span], rates) ?? zero;
}

/** Why an account left: the reason of what ended last, of several the larger one. */
function exitReason({ items, rates }: Standings, account: string, end: number): string {
  const endings = itemsOfAccount(items, account)
    .map((item) => endingOf(item, account, end))
    .filter((ending) => ending !== null);
  const last = Math.max(...endings.map(({ lastDay }) => lastDay));
  const [largest] = endings
    .filter(({ lastDay }) => lastDay === last)
    .sort((a, b) => compare(worthOf(b, rates), worthOf(a, rates)));
  return largest?.reason ?? 'unknown';
}

interface Exit {
  readonly reason: string;
  readonly segment: string;
  /** MRR at the opening. */
  readonly opening: readonly Money[];
}

function segmentOf(world: World, account: string): string {
  const row = rowsOf(world, 'accounts').find((one) => one.account_id === account);
  return row ? (text(row, 'segment') ?? 'unknown') : 'unlinked';
}

function exitsOf(world: World, options: NaiveOptions, standings: Standings): readonly Exit[] {
  const { items, isBaseAtOpening, isBaseAtClosing } = standings;
  const accounts = [...standingAt(items, options.start).keys()];
  return accounts
    .filter((account) => isBaseAtOpening(account) && !isBaseAtClosing(account))
    .map((account) => ({
      reason: exitReason(standings, account, dayNumber(options.end)),
      segment: segmentOf(world, account),
      opening: countingOn(items, account, dayNumber(options.start) - 1),
    }));
}

const kpi = 'exit_reason_frequency';

function byReason(exits: readonly Exit[], rates: Rates): readonly NaiveRecord[] {
  return [...new Set(exits.map(({ reason }) => reason))].map((reason) => {
    const own = exits.filter((exit) => exit.reason === reason);
    const atStake = total(
      own.flatMap(({ opening }) => opening),
      rates,
    );
    const name = { kpi, segment: { dimension: 'reason', value: reason } };
    return { ...percent(name, own.length, exits.length), amount: atStake && toNumber(atStake) };
  });
}

function bySegment(exits: readonly Exit[]): readonly NaiveRecord[] {
  const labels = new Set(exits.map(({ segment, reason }) => `${segment}: ${reason}`));
  return [...labels].map((value) => {
    const own = exits.filter(({ segment, reason }) => `${segment}: ${reason}` === value);
    const all = exits.filter(({ segment }) => segment === own[0]?.segment);
    return percent(
      { kpi, segment: { dimension: 'segment_reason', value } },
      own.length,
      all.length,
    );
  });
}

/** `world` is prepared. */
export function exitKpis(world: World, options: NaiveOptions): readonly NaiveRecord[] {
  return ifThere(world, ['subscription_periods'], [{ kpi }], () => {
    const standings = standingsOf(world, options);
    const exits = exitsOf(world, options, standings);
    return [...byReason(exits, standings.rates), ...bySegment(exits)];
  });
}
