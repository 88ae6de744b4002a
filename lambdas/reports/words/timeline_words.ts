import type { TimelineFact } from '../../kpis/timelines.ts';
import type { Prose, Tone } from '../model.ts';
import { spoken } from './codes.ts';
import { count } from './figures.ts';
import { say } from './say.ts';

/** A fact in words that stand beside its day, whether it is good news, and how much it tells. */
export interface Telling {
  readonly what: Prose;
  readonly tone: Tone;
  /** From 0, not worth a line, to 9, what everything turns on. */
  readonly weight: number;
}

/** Null for what tells a reader nothing. */
export function tellingOf(fact: TimelineFact, satisfiedFrom: number): Telling | null {
  const { kind, code } = fact;
  switch (kind) {
    case 'talk':
      return { what: talks.get(code) ?? spoken(code), tone: 'neutral', weight: 2 };
    case 'touch':
      return null;
    case 'no_show':
      return told(
        say`they did not come to ${meetings.get(code) ?? say`a ${spoken(code)}`}`,
        'bad',
        5,
      );
    case 'answer':
      return answerOf(fact, satisfiedFrom);
    case 'ticket':
      return told(about(say`a ticket`, code), 'neutral', 1);
    case 'escalation':
      return told(about(say`a ticket was escalated`, code), 'bad', 6);
    case 'solution':
      return told(say`the escalated ticket was solved`, 'good', 4);
    case 'overdue':
      return told(say`an invoice fell due and stayed unpaid`, 'bad', 6);
    case 'late_payment':
      return told(say`the overdue invoice was paid`, 'good', 3);
    case 'change':
      return changeOf(code);
    case 'end':
      return code === 'changed' ? null : told(say`a subscription ended: ${spoken(code)}`, 'bad', 9);
    case 'comment':
      return null;
    case 'milestone':
      return milestoneOf(code);
    case 'won':
      return told(say`${deals.get(code) ?? say`a deal`} was won`, 'good', 6);
    case 'left':
      return leftOf(code);
  }
}

const told = (what: Prose, tone: Tone, weight: number): Telling => ({ what, tone, weight });
const about = (what: Prose, category: string) =>
  category === '' ? what : say`${what} (${spoken(category)})`;

const talks: ReadonlyMap<string, Prose> = new Map([
  ['meeting', say`a meeting`],
  ['call', say`a call`],
  ['email', say`an e-mail that was answered`],
  ['qbr', say`the quarterly review`],
  ['ebr', say`the executive review`],
  ['check_in', say`a check-in`],
  ['kickoff', say`the kick-off`],
  ['handoff', say`the handover from sales`],
  ['proactive_support', say`help that we offered, and they answered`],
  ['win_back', say`an attempt to win them back, answered`],
  ['warm_intro_ask', say`we asked for an introduction, and they answered`],
]);
const meetings: ReadonlyMap<string, Prose> = new Map([
  ['qbr', say`the quarterly review`],
  ['ebr', say`the executive review`],
  ['kickoff', say`the kick-off`],
]);
const deals: ReadonlyMap<string, Prose> = new Map([
  ['renewal', say`the renewal`],
  ['upsell', say`an upsell deal`],
  ['cross_sell', say`a cross-sell deal`],
  ['new_business', say`the first deal`],
]);

const surveys: ReadonlyMap<string, Prose> = new Map([
  ['nps', say`NPS answer`],
  ['csat', say`satisfaction answer`],
  ['ces', say`effort answer`],
  ['oss', say`answer about onboarding`],
  ['value', say`answer about value`],
  ['post_activation', say`answer about first use`],
]);

function answerOf({ code, score, worst, best }: TimelineFact, satisfiedFrom: number) {
  if (score === null || worst === null || best === null || best === worst) return null;
  const share = (score - worst) / (best - worst);
  const scale = best > worst ? say`of ${count(best)}` : say`where ${count(best)} is best`;
  const what = say`${surveys.get(code) ?? say`${spoken(code)} answer`}: ${count(score)} ${scale}`;
  if (share < 0.5) return told(what, 'bad', share < 0.3 ? 5 : 4);
  return share >= satisfiedFrom ? told(what, 'good', 3) : told(what, 'neutral', 1);
}

const changes: ReadonlyMap<string, Telling> = new Map([
  ['pause', told(say`the subscription was paused`, 'bad', 6)],
  ['resume', told(say`the subscription was resumed`, 'good', 6)],
  ['payment', told(say`a payment failed`, 'bad', 6)],
  ['seats', told(say`the number of seats changed`, 'neutral', 4)],
  ['plan', told(say`the plan changed`, 'neutral', 4)],
  ['price', told(say`the price changed`, 'neutral', 3)],
  ['discount_end', told(say`the discount ended`, 'neutral', 3)],
]);

const changeOf = (code: string) => changes.get(code) ?? null;

function milestoneOf(code: string): Telling {
  if (code === 'value') return told(say`they reached the value that they bought for`, 'good', 6);
  if (code === 'exceed_value') return told(say`they got more than they bought for`, 'good', 6);
  return told(say`onboarding step done: ${code.replaceAll('_', ' ')}`, 'good', 2);
}

function leftOf(persona: string): Telling {
  if (persona === 'end_user') return told(say`a user of theirs left`, 'neutral', 1);
  if (persona === 'detractor') return told(say`a detractor left`, 'neutral', 2);
  const weight = persona === 'champion' ? 8 : 6;
  return told(say`their ${spoken(persona)} left`, 'bad', weight);
}
