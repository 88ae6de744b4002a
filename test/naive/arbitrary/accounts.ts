import fc from 'fast-check';
import type { NaiveOptions } from '../options.ts';
import type { Row } from '../world.ts';
import { someContract, someInvoice } from './billing.ts';
import { type DealingsDraft, dealingRows } from './dealing_rows.ts';
import { type AnswerDraft, someAnswer, someTicket } from './dealings.ts';
import { type StepDraft, someStep } from './flows.ts';
import { instantText, later, maybe, seldom, someDelay, someInstant } from './moments.ts';
import {
  type ActivityDraft,
  type ContactDraft,
  someActivity,
  someContacts,
  someUser,
  type UserDraft,
} from './people.ts';
import { peopleRows } from './people_rows.ts';
import { somePrompt, someReferral } from './referring.ts';
import { someLead, someOpportunity, somePlan } from './selling.ts';
import { activatedOn, type StoryDraft, someStory, storyRows } from './stories.ts';
import { type ItemDraft, someItem, spanRows } from './subscriptions.ts';
import { someTouch } from './touching.ts';
import { someTrial, type TrialDraft, trialRows } from './trials.ts';
import { someAct, someEntry, someMember, someMention } from './voices.ts';

export interface AccountDraft extends DealingsDraft {
  readonly attributes: Row;
  /** Into which of the later accounts it is merged; null for none. */
  readonly mergedInto: number | null;
  readonly createdAt: number;
  readonly closedWonAt: number | null;
  readonly csmAssignedAfter: number | null;
  readonly liveAt: number | null;
  readonly valueAt: number | null;
  readonly exceedValueAt: number | null;
  readonly handoffAt: number | null;
  readonly endReason: string | null;
  readonly items: readonly ItemDraft[];
  /** Instead of the items. */
  readonly story: StoryDraft | null;
  readonly users: readonly UserDraft[];
  readonly steps: readonly StepDraft[];
  readonly trials: readonly TrialDraft[];
  readonly contacts: readonly ContactDraft[];
  readonly activities: readonly ActivityDraft[];
  readonly answers: readonly AnswerDraft[];
}

const someAttributes: fc.Arbitrary<Row> = fc.record({
  name: fc.constantFrom('Alpha', 'Müller & Söhne, GmbH', 'The "Best" Inc.', 'Ωmega; Łódź'),
  segment: fc.constantFrom('smb', 'enterprise', null),
  region: fc.constantFrom('emea', 'amer', null),
  csm: fc.constantFrom('ana', 'ben', null),
  onboarding_model: fc.constantFrom('product_led', 'self_serve', 'white_glove', null),
  acquisition_channel: fc.constantFrom('web', 'partner', null),
  country: fc.constantFrom('DE', 'US', 'JP', null),
  // few enough that accounts share them, and one account's is its own now and then
  domain: fc.oneof(
    fc.constant(null),
    fc.constantFrom('alpha.example', 'beta.example'),
    fc.nat({ max: 99 }).map((n) => `d${n}.example`),
  ),
  tags: fc.constantFrom(
    '["know_it_all"]',
    '["vip","know_it_all"]',
    'vip; know_it_all',
    '["vip"]',
    'know_it_all_once;vip',
    '[]',
    null,
  ),
});

export function someAccount(
  period: NaiveOptions,
  currencies: readonly string[],
): fc.Arbitrary<AccountDraft> {
  const few = <T>(arbitrary: fc.Arbitrary<T>, maxLength = 3) => fc.array(arbitrary, { maxLength });
  return fc.record({
    attributes: someAttributes,
    mergedInto: seldom(fc.nat({ max: 11 }), 5),
    createdAt: someInstant(period),
    closedWonAt: maybe(someInstant(period), 1),
    csmAssignedAfter: maybe(someDelay, 1),
    liveAt: maybe(someInstant(period), 1),
    valueAt: maybe(someInstant(period), 1),
    exceedValueAt: maybe(someInstant(period), 1),
    handoffAt: maybe(someInstant(period), 1),
    endReason: fc.constantFrom('cancelled', 'payment_failed', 'business_closed', null),
    items: few(someItem(period, currencies)),
    story: seldom(someStory(period)),
    users: few(someUser(period), 4),
    steps: few(someStep(period)),
    trials: few(someTrial(period), 2),
    contacts: someContacts(period),
    activities: few(someActivity(period), 4),
    tickets: few(someTicket(period), 4),
    answers: few(someAnswer(period), 4),
    invoices: few(someInvoice(period, currencies), 4),
    contracts: few(someContract(period, currencies), 2),
    opportunities: few(someOpportunity(period, currencies)),
    leads: few(someLead(period)),
    plans: few(somePlan(period, currencies), 2),
    touches: few(someTouch(period), 4),
    referrals: few(someReferral(period)),
    prompts: few(somePrompt(period), 2),
    mentions: few(someMention(period), 2),
    members: few(someMember(period), 2),
    acts: few(someAct(period), 2),
    entries: few(someEntry(period), 2),
  });
}

export interface Surroundings {
  /** Ids of all accounts; an account is merged only into a later one, so that merges form no circle. */
  readonly ids: readonly string[];
  readonly features: readonly string[];
  /** The flow that activates users; `any` where sources differ. */
  readonly flow: 'main' | 'any' | null;
  readonly timeZone: string;
}

function itemRows(id: string, { items, endReason }: AccountDraft): readonly Row[] {
  return items.flatMap((item, n) =>
    spanRows(item, {
      account: id,
      item: `${id}-i${n}`,
      subscription: `${id}-p${n}`,
      endReason: item.endReason ?? endReason,
    }),
  );
}

/** Every row of one account, the one at `index`. */
export function accountRows(
  draft: AccountDraft,
  index: number,
  { ids, features, flow, timeZone }: Surroundings,
): Readonly<Record<string, readonly Row[]>> {
  const id = ids[index] ?? '';
  const others = ids.slice(index + 1);
  const survivor =
    draft.mergedInto === null || others.length === 0
      ? null
      : (others[draft.mergedInto % others.length] ?? null);
  const people = peopleRows(id, draft, { features, flow, timeZone });
  const dealings = dealingRows(id, draft, { ids, timeZone });
  return {
    accounts: [
      {
        account_id: id,
        ...draft.attributes,
        created_at: instantText(draft.createdAt),
        closed_won_at: later(draft.closedWonAt, 0),
        csm_assigned_at: later(draft.closedWonAt ?? draft.createdAt, draft.csmAssignedAfter),
        merged_into_account_id: survivor,
      },
    ],
    subscription_periods: draft.story
      ? storyRows(id, draft.story, activatedOn(people.onboarding_milestones, timeZone))
      : itemRows(id, draft),
    trials: trialRows(id, draft.trials),
    ...people,
    ...dealings,
    activities: [...people.activities, ...(dealings.activities ?? [])],
  };
}
