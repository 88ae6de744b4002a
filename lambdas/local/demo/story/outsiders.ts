import type { Arc, Draft } from './arc.ts';
import { customer, firstTerms, signingDay, spreadDay, subscriptionId } from './customer.ts';
import type { Ending, Subscription } from './subscription.ts';

/** Accounts that do not pay, or no longer under their own name. */

const trialDays = 14;

const nobody: Omit<Arc, 'createdOn'> = {
  wonOn: null,
  usedFrom: null,
  trial: null,
  subscriptions: [],
  mood: [],
  championLeftOn: null,
  hadWelcomeGift: false,
};

export function prospect(draft: Draft): Arc {
  const { horizon } = draft.world;
  return { ...nobody, createdOn: spreadDay(draft, horizon - 200, horizon - 5) };
}

export function trialLost(draft: Draft): Arc {
  const { start, horizon } = draft.world;
  const isLatest = draft.profile.nth === 0;
  return trying(draft, isLatest ? horizon - 18 : spreadDay(draft, start + 10, horizon - 18));
}

export function trialRunning(draft: Draft): Arc {
  const { horizon } = draft.world;
  return trying(draft, horizon - draft.roll.between(2, 12));
}

function trying(draft: Draft, startedOn: number): Arc {
  const endedOn = startedOn + trialDays;
  const terms = { ...firstTerms(draft), status: 'trialing', seats: 3 } as const;
  const ending: Ending = { on: endedOn, reason: 'cancelled', comment: null };
  const trial: Subscription = {
    id: subscriptionId(draft, 1),
    startsOn: startedOn,
    terms,
    changes: [],
    // How a trial that still runs will end is not known.
    ending: endedOn < draft.world.horizon ? ending : null,
  };
  return {
    ...nobody,
    createdOn: startedOn,
    usedFrom: startedOn,
    trial: { startedOn, endedOn, convertedOn: null },
    subscriptions: [trial],
    mood: [[startedOn, draft.base - 12]],
  };
}

export function free(draft: Draft): Arc {
  const { start, horizon } = draft.world;
  const startsOn = spreadDay(draft, start + 30, horizon - 40);
  const terms = { ...firstTerms(draft), plan: 'free', status: 'free', seats: 2 } as const;
  const plan = { id: subscriptionId(draft, 1), startsOn, terms, changes: [], ending: null };
  return {
    ...nobody,
    createdOn: startsOn,
    usedFrom: startsOn,
    subscriptions: [plan],
    mood: [[startsOn, draft.base - 10]],
  };
}

export function upgradedFromFree(draft: Draft): Arc {
  const { start, horizon } = draft.world;
  const paysFrom = spreadDay(draft, start + 120, horizon - 25);
  const startsOn = paysFrom - draft.roll.between(30, 110);
  const paid = firstTerms(draft);
  const terms = { ...paid, plan: 'free', status: 'free', seats: 2 } as const;
  const change = { plan: paid.plan, status: 'active', seats: paid.seats } as const;
  const arc = customer(draft, {
    startsOn,
    terms,
    changes: [{ on: paysFrom, reason: 'plan', to: change }],
    mood: [[startsOn, draft.base]],
  });
  return { ...arc, createdOn: startsOn, wonOn: paysFrom, usedFrom: startsOn };
}

/** Bought by another customer: its subscription goes on under the old account. */
export function merged(draft: Draft): Arc {
  const { start, horizon } = draft.world;
  const startsOn = signingDay(draft, start - 300, horizon - 240);
  return customer(draft, { startsOn, mood: [[startsOn, draft.base]] });
}
