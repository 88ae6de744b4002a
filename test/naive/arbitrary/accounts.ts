import fc from 'fast-check';
import type { NaiveOptions } from '../options.ts';
import type { Row } from '../world.ts';
import {
  type AnswerDraft,
  type ContractDraft,
  type InvoiceDraft,
  type OpportunityDraft,
  someAnswer,
  someContract,
  someInvoice,
  someOpportunity,
  someTicket,
  type TicketDraft,
} from './dealings.ts';
import { dateText, instantText, maybe, seldom, someInstant } from './moments.ts';
import {
  type ActivityDraft,
  type ContactDraft,
  type StepDraft,
  someActivity,
  someContact,
  someStep,
  someUser,
  type UserDraft,
} from './people.ts';
import { type ItemDraft, someItem, spanRows } from './subscriptions.ts';

export interface AccountDraft {
  readonly attributes: Row;
  /** Into which of the later accounts it is merged; null for none. */
  readonly mergedInto: number | null;
  readonly createdAt: number;
  readonly closedWonAt: number | null;
  readonly valueAt: number | null;
  readonly endReason: string | null;
  readonly items: readonly ItemDraft[];
  readonly users: readonly UserDraft[];
  readonly steps: readonly StepDraft[];
  readonly contacts: readonly ContactDraft[];
  readonly activities: readonly ActivityDraft[];
  readonly tickets: readonly TicketDraft[];
  readonly answers: readonly AnswerDraft[];
  readonly invoices: readonly InvoiceDraft[];
  readonly contracts: readonly ContractDraft[];
  readonly opportunities: readonly OpportunityDraft[];
}

const someAttributes: fc.Arbitrary<Row> = fc.record({
  name: fc.constantFrom('Alpha', 'Müller & Söhne, GmbH', 'The "Best" Inc.', 'Ωmega; Łódź'),
  segment: fc.constantFrom('smb', 'enterprise', null),
  region: fc.constantFrom('emea', 'amer', null),
  csm: fc.constantFrom('ana', 'ben', null),
  onboarding_model: fc.constantFrom('product_led', 'self_serve', 'white_glove', null),
  acquisition_channel: fc.constantFrom('web', 'partner', null),
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
    valueAt: maybe(someInstant(period), 1),
    endReason: fc.constantFrom('cancelled', 'payment_failed', 'business_closed', null),
    items: few(someItem(period, currencies)),
    users: few(someUser(period), 4),
    steps: few(someStep(period)),
    contacts: few(someContact(period), 2),
    activities: few(someActivity(period), 4),
    tickets: few(someTicket(period), 4),
    answers: few(someAnswer(period), 4),
    invoices: few(someInvoice(period)),
    contracts: few(someContract(period), 2),
    opportunities: few(someOpportunity(period)),
  });
}

const later = (at: number | null, delay: number | null): string | null =>
  at === null || delay === null ? null : instantText(at + delay);

/** An instant of its own when it is later, else one at some delay. */
function after(first: number, own: number | null, delay: number | null): string | null {
  return own !== null && own >= first ? instantText(own) : later(first, delay);
}

const stepNames = ['kickoff', 'setup', 'live'];

function peopleRows(id: string, draft: AccountDraft, features: readonly string[]) {
  const users = draft.users.map((user, n) => ({ ...user, id: `${id}-u${n}` }));
  const contacts = draft.contacts.map((contact, n) => ({ ...contact, id: `${id}-c${n}` }));
  const of = <T>(all: readonly T[], n: number | null): T | undefined =>
    n === null || all.length === 0 ? undefined : all[n % all.length];
  const milestone = (name: string, user: string | null, completedAt: string | null): Row => ({
    milestone_id: name,
    account_id: id,
    user_id: user,
    completed_at: completedAt,
  });
  return {
    users: users.map((user) => ({
      user_id: user.id,
      account_id: id,
      signed_up_at: instantText(user.signedUpAt),
    })),
    events: users.flatMap((user) =>
      user.events.map((event, n) => ({
        event_id: `${user.id}-e${n}`,
        account_id: id,
        user_id: user.id,
        event_name: event.name,
        feature_id: of(features, event.feature) ?? null,
        occurred_at: instantText(event.at),
      })),
    ),
    onboarding_milestones: [
      ...draft.steps.map((step, n) => ({
        milestone_id: stepNames[n] ?? `step-${n}`,
        account_id: id,
        step_no: n + 1,
        is_required: step.isRequired,
        started_at: step.startedAt === null ? null : instantText(step.startedAt),
        completed_at: later(step.startedAt, step.after),
      })),
      ...(draft.valueAt === null ? [] : [milestone('value', null, instantText(draft.valueAt))]),
      ...users.flatMap((user) => [
        milestone('activated', user.id, later(user.signedUpAt, user.activatedAfter)),
        milestone('first_value', user.id, later(user.signedUpAt, user.firstValueAfter)),
      ]),
    ],
    contacts: contacts.map((contact) => ({
      contact_id: contact.id,
      account_id: id,
      persona: contact.persona,
      left_at: contact.leftAt === null ? null : instantText(contact.leftAt),
    })),
    activities: draft.activities.map((activity, n) => ({
      activity_id: `${id}-t${n}`,
      account_id: id,
      contact_id: of(contacts, activity.contact)?.id ?? null,
      type: activity.type,
      direction: activity.direction,
      outcome: activity.outcome,
      occurred_at: instantText(activity.at),
      responded_at: later(activity.at, activity.respondedAfter),
    })),
    survey_responses: draft.answers.map((answer, n) => {
      const user = answer.from === 'user' ? of(users, answer.who)?.id : undefined;
      const contact = answer.from === 'contact' ? of(contacts, answer.who)?.id : undefined;
      const isNobodys = answer.isNobodys && user === undefined && contact === undefined;
      return {
        response_id: `${id}-r${n}`,
        type: answer.type,
        score: answer.score,
        scale_min: answer.min,
        scale_max: answer.max,
        higher_is_better: answer.higherIsBetter,
        account_id: isNobodys ? null : id,
        user_id: user ?? null,
        contact_id: contact ?? null,
        responded_at: instantText(
          answer.isAtOnce ? (draft.answers[0]?.at ?? answer.at) : answer.at,
        ),
      };
    }),
  };
}

function dealingRows(id: string, draft: AccountDraft, currency: string) {
  return {
    tickets: draft.tickets.map((ticket, n) => ({
      ticket_id: `${id}-s${n}`,
      account_id: ticket.isNobodys ? null : id,
      created_at: instantText(ticket.createdAt),
      solved_at: after(ticket.createdAt, ticket.solvedAt, ticket.solvedAfter),
      escalated_at: after(ticket.createdAt, ticket.escalatedAt, ticket.escalatedAfter),
      agent_replies: ticket.replies,
      reopened_count: ticket.reopened,
    })),
    invoices: draft.invoices.map((invoice, n) => ({
      invoice_id: `${id}-b${n}`,
      account_id: id,
      status: invoice.status,
      issued_at: instantText(invoice.issuedAt),
      due_at: later(invoice.issuedAt, invoice.dueAfter),
      paid_at: invoice.status === 'paid' ? later(invoice.issuedAt, invoice.paidAfter) : null,
      currency,
      total_minor: invoice.total,
    })),
    contracts: draft.contracts.map((contract, n) => {
      const [from, until] = [...contract.days].sort((a, b) => a - b) as [number, number];
      return {
        contract_id: `${id}-k${n}`,
        account_id: id,
        starts_on: dateText(from),
        ends_on: dateText(until),
        renewed_by_contract_id: contract.isRenewed ? `${id}-k${n}-next` : null,
        renewed_at:
          contract.isRenewed && contract.renewedAt !== null
            ? instantText(contract.renewedAt)
            : null,
      };
    }),
    opportunities: draft.opportunities.map((deal, n) => ({
      opportunity_id: `${id}-o${n}`,
      account_id: id,
      type: deal.type,
      created_at: instantText(deal.createdAt),
      closed_at: later(deal.createdAt, deal.closedAfter),
      is_won: deal.closedAfter === null ? null : deal.isWon,
    })),
  };
}

/** Every row of one account. `index` and `ids` say which accounts are later ones, so that merges form no circle. */
export function accountRows(
  draft: AccountDraft,
  index: number,
  ids: readonly string[],
  features: readonly string[],
  currency: string,
): Readonly<Record<string, readonly Row[]>> {
  const id = ids[index] ?? '';
  const others = ids.slice(index + 1);
  const survivor =
    draft.mergedInto === null || others.length === 0
      ? null
      : (others[draft.mergedInto % others.length] ?? null);
  return {
    accounts: [
      {
        account_id: id,
        ...draft.attributes,
        created_at: instantText(draft.createdAt),
        closed_won_at: draft.closedWonAt === null ? null : instantText(draft.closedWonAt),
        merged_into_account_id: survivor,
      },
    ],
    subscription_periods: draft.items.flatMap((item, n) =>
      spanRows(item, {
        account: id,
        item: `${id}-i${n}`,
        subscription: `${id}-p${n}`,
        endReason: draft.endReason,
      }),
    ),
    ...peopleRows(id, draft, features),
    ...dealingRows(id, draft, currency),
  };
}
