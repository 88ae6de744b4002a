import type { Row } from '../world.ts';
import { answerRows, feedbackRows } from './answers.ts';
import type { AnswerDraft } from './dealings.ts';
import { flowRows, onboardedAt, paced, type Step, type StepDraft, stepsFrom } from './flows.ts';
import { instantText, later, of } from './moments.ts';
import type { ActivityDraft, ContactDraft, UserDraft } from './people.ts';
import { type TrialDraft, trialEnd } from './trials.ts';
import {
  type Anchors,
  eventRows,
  habitVisits,
  type Visit,
  type VisitDraft,
  visitFrom,
} from './visits.ts';

export interface PeopleDraft {
  readonly closedWonAt: number | null;
  /** When every step of the onboarding is done; null: whenever. */
  readonly liveAt: number | null;
  readonly valueAt: number | null;
  readonly exceedValueAt: number | null;
  readonly handoffAt: number | null;
  readonly users: readonly UserDraft[];
  readonly steps: readonly StepDraft[];
  readonly trials: readonly TrialDraft[];
  readonly contacts: readonly ContactDraft[];
  readonly activities: readonly ActivityDraft[];
  readonly answers: readonly AnswerDraft[];
}

interface Surroundings {
  readonly features: readonly string[];
  /** The flow that activates; `any` where sources differ, and name none now and then. */
  readonly flow: 'main' | 'any' | null;
  readonly timeZone: string;
}

export interface Person {
  readonly id: string;
  readonly draft: UserDraft;
  readonly signedUpAt: number;
  readonly activatedAt: number | null;
  readonly visits: readonly Visit[];
}

/** Visits one after another; where they begin may depend on the one before. */
function visitsFrom(
  drafts: readonly VisitDraft[],
  { id, anchors, timeZone }: { id: string; anchors: Anchors; timeZone: string },
  before: readonly Visit[] = [],
): readonly Visit[] {
  const visits = [...before];
  for (const draft of drafts) {
    const visit = visits.at(-1)?.uses[0]?.at ?? null;
    visits.push(visitFrom(draft, visits.length, id, { ...anchors, visit }, timeZone));
  }
  return visits;
}

/** One who does all at once is activated by the end of a first visit that follows the sign-up. */
function personFrom(id: string, draft: UserDraft, anchors: Anchors, timeZone: string): Person {
  const isAtOnce = draft.flow.pace === 'at_once';
  const begins = isAtOnce ? ({ from: 'sign_up' } as const) : {};
  const first = draft.visits
    .slice(0, 1)
    .map((visit) => ({ ...visit, begins: { ...visit.begins, ...begins } }));
  const signedUpAt = anchors.sign_up;
  const firstVisit = visitsFrom(first, { id, anchors, timeZone });
  const after = paced(draft.flow, draft.activatedAfter);
  const delayed = after === null ? null : signedUpAt + after;
  const activatedAt = (isAtOnce ? firstVisit[0]?.uses.at(-1)?.at : null) ?? delayed;
  const known = { id, anchors: { ...anchors, activated: activatedAt }, timeZone };
  const visits = visitsFrom(draft.visits.slice(1), known, firstVisit);
  const habit = draft.habit === null ? [] : habitVisits(draft.habit);
  return { id, draft, signedUpAt, activatedAt, visits: [...visits, ...habit] };
}

/** What an account, or a user after some time, has come to; nothing is said of what is unknown. */
function reachedRows(times: Readonly<Record<string, number | null>>, from = 0): readonly Row[] {
  return Object.entries(times)
    .filter(([, at]) => at !== null)
    .map(([name, at]) => ({ milestone_id: name, completed_at: later(from, at) }));
}

function userMilestones(
  { id, draft, signedUpAt, activatedAt, visits }: Person,
  flow: Surroundings['flow'],
): readonly Row[] {
  const own = flow === 'any' ? draft.anyFlow : flow;
  const values = {
    first_value: draft.firstValueAfter,
    basic_value: draft.basicValueAfter,
    immediate_value: draft.immediateValueAfter,
    short_value: draft.shortValueAfter,
  };
  const rows = [
    ...flowRows(draft.flow, { id, signedUpAt, activatedAt, visits, flow: own }),
    ...reachedRows(values, signedUpAt),
  ];
  return rows.map((row) => ({ ...row, user_id: id }));
}

/** Calls of contacts, and the account's activities. */
function activityRows(id: string, draft: PeopleDraft, steps: readonly Step[]): readonly Row[] {
  const contacts = draft.contacts.map((_, n) => `${id}-c${n}`);
  const calls = draft.contacts.flatMap(({ spokenToAt }, n) => {
    const call = { activity_id: `${id}-c${n}-call`, account_id: id, type: 'call' };
    const occurred_at = later(spokenToAt, 0);
    return occurred_at === null ? [] : [{ ...call, contact_id: contacts[n] ?? null, occurred_at }];
  });
  const activities = draft.activities.map((activity, n) => {
    const anchors = { nothing: null, onboarding: onboardedAt(steps), deal: draft.closedWonAt };
    const anchor = anchors[activity.follows as keyof typeof anchors];
    const at = anchor === null ? activity.at : anchor + activity.after;
    return {
      activity_id: `${id}-t${n}`,
      account_id: activity.namesAccount ? id : null,
      contact_id: of(contacts, activity.contact),
      type: activity.type,
      team: activity.team,
      direction: activity.direction,
      is_automated: activity.isAutomated,
      outcome: activity.outcome,
      occurred_at: instantText(at),
      responded_at: later(at, activity.respondedAfter),
    };
  });
  return [...calls, ...activities];
}

/** Rows of the people of one account: who they are, what they do and what they say. */
export function peopleRows(id: string, draft: PeopleDraft, surroundings: Surroundings) {
  const { features, flow, timeZone } = surroundings;
  const steps = stepsFrom(draft.steps, draft.liveAt);
  const [trial] = draft.trials;
  const people = draft.users.map((user, n) => {
    const trialEdges = {
      trial_start: trial?.startedAt ?? null,
      trial_end: trial === undefined ? null : trialEnd(trial),
    };
    const anchors = {
      sign_up: (user.comesAt === 'own_time' ? null : trialEdges[user.comesAt]) ?? user.signedUpAt,
      activated: null,
      onboarded: onboardedAt(steps),
      visit: null,
      ...trialEdges,
    };
    return personFrom(`${id}-u${n}`, user, anchors, timeZone);
  });
  const users = people.map((person) => person.id);
  const contacts = draft.contacts.map((_, n) => `${id}-c${n}`);
  return {
    users: people
      .filter((person) => person.draft.isListed)
      .map(({ id: user, signedUpAt, draft: { role, channel, contact, deactivatedAt } }) => ({
        user_id: user,
        account_id: id,
        contact_id: of(contacts, contact),
        role,
        signed_up_at: instantText(signedUpAt),
        acquisition_channel: channel,
        deactivated_at: later(deactivatedAt, 0),
      })),
    events: people.flatMap(({ id: user, visits }) =>
      eventRows(visits, { account: id, user }, features),
    ),
    onboarding_milestones: [
      ...steps.map(({ row }) => row),
      ...reachedRows({
        value: draft.valueAt,
        exceed_value: draft.exceedValueAt,
        handoff: draft.handoffAt,
      }),
      ...people.flatMap((person) => userMilestones(person, flow)),
    ].map((row) => ({ ...row, account_id: id })),
    contacts: draft.contacts.map(({ persona, leftAt }, n) => ({
      contact_id: `${id}-c${n}`,
      account_id: id,
      persona,
      left_at: later(leftAt, 0),
    })),
    activities: activityRows(id, draft, steps),
    survey_responses: [
      ...answerRows(id, draft.answers, { users, contacts }),
      ...feedbackRows(id, people, { users, contacts }),
    ],
  };
}
