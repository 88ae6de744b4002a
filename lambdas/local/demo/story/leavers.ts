import type { Some } from '../random.ts';
import type { Day } from '../time.ts';
import type { Arc, Draft } from './arc.ts';
import { aligned, customer, signingDay, spreadDay, startBefore } from './customer.ts';
import type { Knot } from './mood.ts';
import type { Ending } from './subscription.ts';

const complaints: Some<string> = [
  'Nobody on our side opens it any more',
  'Too expensive for what we use',
  'We moved to a tool of our parent company',
  'Support took too long to answer',
  'The person who brought it in has left',
  'Missing an integration that we need',
];
const afterRelease: Some<string> = [
  'Our automations broke in August and never ran reliably again',
  'Three weeks of manual work after the August release',
  'We lost trust after the automations failed twice',
];

export function goneLongAgo(draft: Draft): Arc {
  const { start } = draft.world;
  const end = spreadDay(draft, start - 380, start + 40);
  return goneSour(draft, end, [6, 24], complaints);
}

export function lost(draft: Draft): Arc {
  const { start, horizon } = draft.world;
  const isLatest = draft.profile.nth === 0;
  const end = isLatest ? horizon - 4 : spreadDay(draft, start + 40, horizon - 9);
  const arc = goneSour(draft, end, [5, 28], complaints);
  return draft.profile.nth % 7 === 3 ? closedDown(arc) : arc;
}

export function championLost(draft: Draft): Arc {
  const { start, horizon } = draft.world;
  const end = spreadDay(draft, start + 120, horizon - 10);
  const startsOn = startBefore(draft, end, [12, 26]);
  const championLeftOn = Math.max(startsOn + 60, end - draft.roll.between(140, 200));
  const mood: readonly Knot[] = [
    [startsOn, draft.base],
    [championLeftOn, draft.base],
    [end, 20],
  ];
  const comment = 'The person who brought it in has left';
  return customer(draft, { startsOn, ending: cancelled(end, comment), mood, championLeftOn });
}

/** Content to the end: the card expired and nobody gave a new one. */
export function cardFailed(draft: Draft): Arc {
  const { start, cardMonth } = draft.world;
  const startsOn = signingDay(draft, start - 300, cardMonth - 120);
  const failedOn = cardMonth + draft.roll.between(2, 24);
  const on = failedOn + draft.roll.between(36, 50);
  return customer(draft, {
    startsOn,
    changes: [{ on: failedOn, reason: 'payment', to: { status: 'past_due' } }],
    ending: { on, reason: 'payment_failed', comment: null },
    mood: [[startsOn, draft.base]],
  });
}

export function pauseEnded(draft: Draft): Arc {
  const { start, horizon } = draft.world;
  const end = spreadDay(draft, start + 150, horizon - 6);
  const startsOn = startBefore(draft, end, [9, 20]);
  const pausedOn = end - draft.roll.between(60, 92);
  return customer(draft, {
    startsOn,
    changes: [{ on: pausedOn, reason: 'pause', to: { status: 'paused' } }],
    ending: cancelled(end, draft.roll.pick(complaints)),
    mood: fading(draft, startsOn, pausedOn),
  });
}

export function releaseLost(draft: Draft): Arc {
  const { release, horizon } = draft.world;
  const end = spreadDay(draft, release + 16, horizon + 30);
  const startsOn = startBefore(draft, end, [10, 30]);
  const mood: readonly Knot[] = [
    [startsOn, draft.base],
    [release, draft.base],
    [release + 4, draft.base - 46],
    [end, 12],
  ];
  return customer(draft, {
    startsOn,
    ending: cancelled(end, draft.roll.pick(afterRelease)),
    mood,
  });
}

export function neverOnboarded(draft: Draft): Arc {
  const { start, horizon } = draft.world;
  const end = spreadDay(draft, start + 150, horizon - 12);
  const startsOn = startBefore(draft, end, [4, 6]);
  return customer(draft, {
    startsOn,
    ending: cancelled(end, 'We never got it running'),
    mood: [
      [startsOn, 44],
      [end, 14],
    ],
  });
}

/** Cancelled already, paid for some weeks more. */
export function leaving(draft: Draft): Arc {
  const { horizon } = draft.world;
  const end = spreadDay(draft, horizon + 4, horizon + 58);
  return goneSour(draft, end, [8, 30], complaints);
}

function goneSour(draft: Draft, on: Day, lived: [number, number], words: Some<string>): Arc {
  const end = aligned(on);
  const startsOn = startBefore(draft, end, lived);
  const ending = cancelled(end, draft.roll.pick(words));
  return customer(draft, { startsOn, ending, mood: fading(draft, startsOn, end) });
}

/** Well for a while, then worse for the last four or five months. */
export function fading({ base, roll }: Draft, startsOn: Day, end: Day): readonly Knot[] {
  const turn = Math.max(startsOn + 30, end - roll.between(120, 160));
  return [
    [startsOn, base],
    [turn, base - 4],
    [end, 12],
  ];
}

function cancelled(on: Day, comment: string): Ending {
  return { on, reason: 'cancelled', comment };
}

function closedDown(arc: Arc): Arc {
  const close = { reason: 'business_closed', comment: null } as const;
  return {
    ...arc,
    subscriptions: arc.subscriptions.map((subscription) => ({
      ...subscription,
      ending: subscription.ending && { ...subscription.ending, ...close },
    })),
  };
}
