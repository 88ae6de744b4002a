import { type Dice, dice, type Some } from '../random.ts';
import { type Day, daySeconds, type Second } from '../time.ts';
import type { Cast } from './cast.ts';
import { type Ticket, ticketsOf } from './complaints.ts';
import { onboardedAt } from './onboarding.ts';
import { isCustomerOn, moodOn } from './story.ts';
import { openingHours, type User } from './users.ts';

/** An answer to a survey. */
export interface Answer {
  readonly type: 'nps' | 'csat' | 'ces' | 'oss' | 'post_activation' | 'value';
  /** From 0, the worst answer of the scale, to 1, the best. */
  readonly share: number;
  readonly at: Second;
  /** Seconds between question and answer. */
  readonly thoughtFor: number;
  readonly userId: string | null;
  readonly contactId: string | null;
  readonly comment: string | null;
}

const praise: Some<string> = [
  'The board saves us a meeting a day',
  'Support answers before I have finished my coffee',
  'Reports that our carriers believe',
];
const blame: Some<string> = [
  'Automations stopped and nobody told us',
  'Too many clicks for a simple shipment',
  'I keep falling back to my spreadsheet',
];

export function answersOf(cast: Cast): readonly Answer[] {
  const roll = dice(cast.world.seed, cast.profile.index, 'answers');
  return [
    ...cast.users.flatMap((user) => recommendations(cast, user, roll)),
    ...ticketsOf(cast).flatMap((ticket) => afterTicket(ticket, cast, roll)),
    ...cast.users.flatMap((user) => afterActivation(cast, user, roll)),
    ...afterOnboarding(cast, roll),
    ...valueReviews(cast, roll),
  ];
}

/** Users are asked twice a year whether they would recommend us; one in three answers. */
function recommendations(cast: Cast, user: User, roll: Dice): readonly Answer[] {
  const answers: Answer[] = [];
  const until = Math.min(user.leavesOn ?? cast.world.horizon, cast.world.horizon);
  const from = Math.floor(user.signedUpAt / daySeconds);
  for (let on = from + roll.between(30, 200); on < until; on += roll.between(160, 200)) {
    const mood = moodOn(cast, on);
    const share = 0.265 + mood * 0.0079 + 0.3 * roll.bell();
    const answer = said('nps', cast, on, share, roll);
    const { id: userId, contactId } = user;
    if (roll.chance(0.34)) answers.push({ ...answer, userId, contactId });
  }
  return answers;
}

function afterTicket(ticket: Ticket, cast: Cast, roll: Dice): readonly Answer[] {
  const day = Math.floor(ticket.solvedAt / daySeconds);
  const took = (ticket.solvedAt - ticket.createdAt) / daySeconds;
  const trouble = (ticket.isBroken ? 0.2 : 0) + Math.min(0.15, took / 60);
  const share = 0.43 + moodOn(cast, day) * 0.0062 - trouble + 0.42 * roll.bell();
  const at = ticket.solvedAt + roll.between(600, 50_000);
  const { userId } = ticket;
  const csat = { ...said('csat', cast, day, share, roll), at, userId };
  const ces = { ...said('ces', cast, day, share - 0.12, roll), at: at + 60, userId };
  return [roll.chance(0.45) ? csat : null, roll.chance(0.25) ? ces : null].filter(
    (one) => one !== null,
  );
}

function afterActivation(cast: Cast, user: User, roll: Dice): readonly Answer[] {
  if (user.activatedAt === null || !roll.chance(0.25)) return [];
  const day = Math.floor(user.activatedAt / daySeconds) + roll.between(3, 60);
  const share = 0.32 + moodOn(cast, day) * 0.0065 + 0.3 * roll.bell();
  return [{ ...said('post_activation', cast, day, share, roll), userId: user.id }];
}

/** The faster the onboarding, the better it is judged. */
function afterOnboarding(cast: Cast, roll: Dice): readonly Answer[] {
  const done = onboardedAt(cast.onboarding);
  if (done === null || cast.arc.wonOn === null) return [];
  const day = Math.floor(done / daySeconds);
  const slow = Math.min(0.35, (day - cast.arc.wonOn) / 200);
  return cast.users.slice(0, 5).flatMap(({ id }) => {
    const answer = said(
      'oss',
      cast,
      day + roll.between(1, 6),
      0.93 - slow + 0.25 * roll.bell(),
      roll,
    );
    return roll.chance(0.7) ? [{ ...answer, userId: id }] : [];
  });
}

/** Decision makers are asked twice a year what they get for their money. */
function valueReviews(cast: Cast, roll: Dice): readonly Answer[] {
  const { arc, world, contacts } = cast;
  const judge = contacts.find(({ persona }) => persona === 'decision_maker');
  if (!judge || arc.wonOn === null) return [];
  const answers: Answer[] = [];
  for (
    let on = arc.wonOn + roll.between(90, 180);
    on < world.horizon;
    on += roll.between(150, 200)
  ) {
    const answer = said(
      'value',
      cast,
      on,
      0.2 + moodOn(cast, on) * 0.0078 + 0.25 * roll.bell(),
      roll,
    );
    const isAsked = isCustomerOn(cast, on) && roll.chance(0.5);
    if (isAsked) answers.push({ ...answer, contactId: judge.id });
  }
  return answers;
}

function said(type: Answer['type'], cast: Cast, day: Day, share: number, roll: Dice): Answer {
  const words = share > 0.85 ? praise : share < 0.4 ? blame : null;
  return {
    type,
    share,
    at: openingHours(cast, day, roll),
    thoughtFor: roll.between(1, 96) * 3000,
    userId: null,
    contactId: null,
    comment: words !== null && roll.chance(0.4) ? roll.pick(words) : null,
  };
}
