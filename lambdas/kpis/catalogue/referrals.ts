import type { Facts } from '../facts.ts';
import type { Kpi } from '../kpi.ts';
import { type Outcome, share } from '../outcome.ts';
import { dayMs, medianOf, shareOf } from './kinds.ts';

/** What comes of referrals. */

const referral = {
  windows: ['period'],
  range: 'level',
  stage: 'Loyalty & Growth',
  unit: '%',
  direction: 'higher',
} as const;

const converted = {
  ...referral,
  indicator: 'lagging',
  tables: ['referrals'],
} as const;

const deals = {
  ...referral,
  tables: ['opportunities'],
} as const;

/** Who becomes a customer. */
export const referralConversionKpis: readonly Kpi[] = [
  {
    ...converted,
    id: 'referral_conversion_rate',
    label: 'Referral conversion',
    question: 'Which share of those referred becomes a customer?',
    definition:
      'Referrals that converted within the conversion window from the click, of those whose window ended in the period. Those not due yet stand beside it.',
    formula: 'converted within the window ÷ referrals whose window ended',
    settings: ['referral_conversion_days'],
    ...shareOf('referral_conversion', 'clicked referrals whose window ended in the period'),
  },
  {
    ...converted,
    id: 'referral_incentive_conversion_rate',
    label: 'Referral incentive conversion',
    question: 'Which share of those shown an incentive becomes a customer?',
    definition:
      'Referrals that converted after an incentive was shown to them and within the conversion window, of those whose window from the incentive ended in the period. A conversion before the incentive is not its doing. Those not due yet stand beside it.',
    formula: 'converted after the incentive, within the window ÷ referrals whose window ended',
    settings: ['referral_conversion_days'],
    ...shareOf('referral_incentive', 'referrals with an incentive whose window ended'),
  },
  {
    ...converted,
    id: 'first_referral_conversion_time',
    label: 'Referral conversion time (median)',
    question: 'How long does it take somebody referred to become a customer?',
    definition:
      'Median of the days from the click to the conversion of the referrals that converted in the period; those never clicked are left out. Mean and p90 stand beside it; negative durations are left out and counted.',
    formula: 'median(converted − clicked)',
    unit: 'days',
    direction: 'lower',
    ...medianOf(
      'referral_conversion_time',
      dayMs,
      'clicked referrals that converted in the period',
    ),
  },
];

/** Who brings them. */
export const inviterKpis: readonly Kpi[] = [
  {
    ...referral,
    id: 'referral_invitation_rate',
    label: 'Users who invite',
    question: 'Which share of the active users invites somebody?',
    definition:
      'Users active in the period who sent at least one invitation in it, of all users active in it.',
    formula: 'active users with an invitation ÷ active users',
    indicator: 'leading',
    tables: ['referrals', 'events', 'events.user_id'],
    ...shareOf('inviter', 'active users in the period'),
  },
];

/** What it means for sales. */
export const referredDealKpis: readonly Kpi[] = [
  {
    ...deals,
    indicator: 'leading',
    id: 'referral_opportunity_pipeline_contribution_rate',
    label: 'Pipeline from referrals',
    question: 'Which share of the open pipeline did referrals bring?',
    definition:
      'Amount of the deals open at the end of the period that came from a referral, of all deals open then, at the exchange rates of its last day. A deal without an amount counts as nothing.',
    formula: 'amount of open referred deals ÷ amount of open deals',
    needsSample: true,
    facts: ['pipeline', 'referred_pipeline'],
    measure: referredShare,
  },
  {
    ...deals,
    indicator: 'lagging',
    id: 'strategic_referral_win_rate',
    label: 'Strategic referrals won',
    question: 'Which share of the deals that strategic sources refer to us do we win?',
    definition:
      'Deals won, of those that came from a referral by a strategic source and closed in the period.',
    formula: 'won ÷ closed deals from strategic referrals',
    ...shareOf('strategic_referral_closed', 'deals from strategic referrals closed in the period'),
  },
];

function referredShare(facts: Facts): Outcome {
  const [open, referred] = [facts.fact('pipeline'), facts.fact('referred_pipeline')];
  const nothing = 'open deals with an amount at the end of the period';
  return share(referred.money(), open.money(), nothing, open.members);
}
