import { type Dice, dice, type Some } from '../random.ts';
import { type Day, daySeconds, type Second, weekStart } from '../time.ts';
import type { Cast } from './cast.ts';
import { hitByRelease, isCustomerOn, moodOn, spansOn } from './story.ts';
import { openingHours } from './users.ts';

/** A support case as it really went, also beyond the horizon. */
export interface Ticket {
  readonly id: string;
  readonly userId: string | null;
  readonly createdAt: Second;
  readonly respondedAt: Second;
  readonly solvedAt: Second;
  readonly escalatedAt: Second | null;
  readonly reopened: number;
  readonly replies: number;
  readonly priority: string;
  readonly category: string;
  readonly channel: string;
  /** Caused by the bad release. */
  readonly isBroken: boolean;
}

const categories: Some<string> = [
  'how_to',
  'how_to',
  'bug',
  'billing',
  'integration',
  'performance',
  'access',
];

export function ticketsOf(cast: Cast): readonly Ticket[] {
  const { world, profile, arc } = cast;
  if (arc.usedFrom === null) return [];
  const roll = dice(world.seed, profile.index, 'tickets');
  const tickets: Ticket[] = [];
  for (let week = weekStart(Math.max(world.start, arc.usedFrom)); week < world.horizon; week += 7) {
    const count = Math.floor(weeklyRate(cast, week) + roll.unit());
    for (let nth = 0; nth < count; nth += 1) {
      tickets.push(ticketOf(cast, tickets.length + 1, week + roll.between(0, 4), roll));
    }
  }
  const first = Math.max(world.start, arc.usedFrom) * daySeconds;
  return tickets.filter(
    (one) => one.createdAt > first && one.createdAt < world.horizon * daySeconds,
  );
}

/** Tickets of a usual week: more with more users and with less content, many after the release. */
function weeklyRate(cast: Cast, week: Day): number {
  const seats = spansOn(cast, week).reduce((sum, span) => Math.max(sum, span.seats), 0);
  if (seats === 0 || !isCustomerOn(cast, week)) return seats === 0 ? 0 : 0.05;
  const stress = Math.min(1.9, Math.max(0.5, 1.95 - moodOn(cast, week) / 75));
  return (0.05 + 0.019 * (seats / cast.world.userVolume)) * stress + brokenRate(cast, week);
}

/** Tickets a week about the release: six weeks of them, fewer for longer where it was not put right. */
function brokenRate(cast: Cast, day: Day): number {
  const since = day - cast.world.release;
  if (!hitByRelease(cast) || since < -6) return 0;
  if (since < 40) return 0.75;
  return cast.profile.plot === 'release_recovered' ? 0 : 0.35;
}

function ticketOf(cast: Cast, no: number, day: Day, roll: Dice): Ticket {
  const createdAt = openingHours(cast, day, roll);
  const isBroken = brokenRate(cast, day) > 0 && day >= cast.world.release && roll.chance(0.75);
  const unhappy = moodOn(cast, day) < 45;
  const wait = (isBroken ? 3 : 1) * (unhappy ? 1.5 : 1);
  const isEscalated = roll.chance(isBroken ? 0.3 : unhappy ? 0.2 : 0.02);
  const isHard = isEscalated || roll.chance(unhappy ? 0.35 : 0.07);
  const work = (3 + 80 * roll.unit() ** 2) * (isBroken ? 3 : 1) + (isHard ? 240 : 0);
  const respondedAt = createdAt + Math.round((0.2 + 6 * roll.unit() ** 2) * wait * 3600);
  const replies = isBroken ? roll.between(2, 6) : roll.pick([1, 1, 1, 1, 1, 2, 2, 3]);
  return {
    id: `tk-${cast.profile.id.slice(2)}-${no}`,
    userId: askedBy(cast, createdAt, roll),
    createdAt,
    respondedAt,
    solvedAt: respondedAt + Math.round(work * 3600),
    escalatedAt: isEscalated ? respondedAt + Math.round((work / 3) * 3600) : null,
    reopened: roll.chance(isBroken ? 0.28 : unhappy ? 0.16 : 0.06) ? 1 : 0,
    replies,
    priority: isBroken || isEscalated ? 'high' : roll.pick(['low', 'normal', 'normal', 'normal']),
    category: isBroken ? 'automations' : roll.pick(categories),
    channel: roll.pick(['email', 'email', 'chat', 'portal']),
    isBroken,
  };
}

/** One of the users who were there at that time. */
function askedBy({ users }: Cast, at: Second, roll: Dice): string | null {
  const present = users.filter(
    ({ signedUpAt, leavesOn }) =>
      signedUpAt <= at && (leavesOn === null || leavesOn * daySeconds > at),
  );
  return present[roll.between(0, Math.max(0, present.length - 1))]?.id ?? null;
}
