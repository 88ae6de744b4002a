import type { SignalName } from '../../kpis/scores/definitions.ts';
import type { SignalReading } from '../../kpis/scores/scorecard.ts';
import type { Prose } from '../model.ts';
import { type Circumstances, factWords, wholePercent } from './account_facts.ts';
import { count, counted, days } from './figures.ts';
import { say } from './say.ts';

type Words = (value: number, about: Circumstances) => Prose;

const words: Readonly<Record<SignalName, Words>> = {
  seat_use: (value, about) => factWords('seat_use', value, about),
  usage_ratio: (value, about) => factWords('usage_ratio', value, about),
  feature_share: (value) => say`${wholePercent(value)} of the features are in use`,
  mean_nps: (value) => say`average NPS answer is ${count(Math.round(value * 10) / 10)}`,
  // The signal counts escalations three times; people are told what there is.
  open_ticket_weight: (_, about) => ticketWords(about),
  days_since_touch: (value, about) => factWords('days_since_touch', value, about),
  days_overdue: (value, about) => factWords('days_overdue', value, about),
  days_since_login: (value, about) => factWords('days_since_login', value, about),
  lowest_answer: (value) => say`latest survey answer is ${wholePercent(value)} of the best one`,
  recent_ticket_weight: (value, about) =>
    factWords('tickets_30d', about.facts.tickets_30d ?? value, about),
  days_to_end: (value, about) => factWords('days_to_renewal', value, about),
  no_champion_touched: () => say`no champion in touch for ${days(90)}`,
  expansion_uses: (value) => say`${counted(value, 'use')} of expansion features in ${days(30)}`,
  open_growth_deals: (value) => counted(value, 'open upsell deal'),
  logins_per_user: (value) =>
    say`${counted(Math.round(value * 10) / 10, 'login')} per active user in ${days(30)}`,
  touches: (value) => say`${counted(value, 'touch', 'touches')} in ${days(90)}`,
  answered: (value) =>
    value > 0 ? say`answered a survey in ${days(180)}` : say`no survey answered in ${days(180)}`,
  months_paying: (value, about) => factWords('months_since_first_payment', value, about),
  champion_touched: (value, about) => factWords('no_champion_touched', 1 - value, about),
  promoter_share: (value) => say`${wholePercent(value)} of the people asked would recommend us`,
  acts_of_advocacy: (value) => counted(value, 'act of advocacy', 'acts of advocacy'),
  contacts_touched: (value) => say`${counted(value, 'contact')} in touch in ${days(90)}`,
  personas_touched: (value) =>
    say`${counted(value, 'kind of contact', 'kinds of contact')} in touch`,
  leader_touched: (value) =>
    value > 0 ? say`a decision maker in touch` : say`no decision maker in touch for ${days(180)}`,
  active_days_per_user: (value) =>
    say`active users came on ${days(Math.round(value))} of ${count(30)}`,
  health: (value, about) => factWords('health', value, about),
};
const wordsBySignal = new Map<string, Words>(Object.entries(words));

/** What a signal found, in words that follow the account's name; null for a signal nobody described. */
export function signalWords({ signal, value }: SignalReading, about: Circumstances): Prose | null {
  return wordsBySignal.get(signal)?.(value, about) ?? null;
}

function ticketWords(about: Circumstances): Prose {
  const { open_tickets, open_escalations } = about.facts;
  if ((open_escalations ?? 0) > 0)
    return factWords('open_escalations', open_escalations ?? 0, about);
  return factWords('open_tickets', open_tickets ?? 0, about);
}
