import type { Row } from '../world.ts';
import {
  type ContractDraft,
  contractRows,
  type InvoiceDraft,
  invoiceRows,
  renewedAt,
} from './billing.ts';
import type { TicketDraft } from './dealings.ts';
import { instantText, of, ownOrLater } from './moments.ts';
import { type PromptDraft, type ReferralDraft, referringRows } from './referring.ts';
import { type LeadDraft, type OpportunityDraft, type PlanDraft, sellingRows } from './selling.ts';
import { type TouchDraft, type Touched, touchedAt, touchRows, userTouched } from './touching.ts';
import type { TrialDraft } from './trials.ts';
import {
  type ActDraft,
  type EntryDraft,
  type MemberDraft,
  type MentionDraft,
  voiceRows,
} from './voices.ts';

export interface DealingsDraft {
  readonly users: readonly unknown[];
  readonly contacts: readonly unknown[];
  readonly trials: readonly TrialDraft[];
  readonly tickets: readonly TicketDraft[];
  readonly invoices: readonly InvoiceDraft[];
  readonly contracts: readonly ContractDraft[];
  readonly leads: readonly LeadDraft[];
  readonly opportunities: readonly OpportunityDraft[];
  readonly plans: readonly PlanDraft[];
  readonly touches: readonly TouchDraft[];
  readonly referrals: readonly ReferralDraft[];
  readonly prompts: readonly PromptDraft[];
  readonly mentions: readonly MentionDraft[];
  readonly members: readonly MemberDraft[];
  readonly acts: readonly ActDraft[];
  readonly entries: readonly EntryDraft[];
}

/** Tickets of their own, or such as follow an offer of help. */
function ticketRows(id: string, draft: DealingsDraft, touched: Touched): readonly Row[] {
  return draft.tickets.map((ticket, n) => {
    const offer = draft.touches.find(({ type }) => type === 'proactive_support');
    const touch = ticket.follows === null ? undefined : offer;
    const replyAfter = touch?.respondedAfter ?? 0;
    const after = ticket.follows === 'reply' ? replyAfter : Number(ticket.follows ?? 0);
    const createdAt = touch ? touchedAt(touch, touched) + after : ticket.createdAt;
    const user = touch ? userTouched(touch, touched) : of(touched.users, ticket.user);
    return {
      ticket_id: `${id}-s${n}`,
      account_id: ticket.isNobodys ? null : id,
      user_id: user,
      category: ticket.category,
      created_at: instantText(createdAt),
      solved_at: ownOrLater(createdAt, ticket.solvedAt, ticket.solvedAfter),
      escalated_at: ownOrLater(createdAt, ticket.escalatedAt, ticket.escalatedAfter),
      agent_replies: ticket.replies,
      reopened_count: ticket.reopened,
    };
  });
}

/** Rows of what one account buys, asks, says and brings. `ids` are those of all accounts. */
export function dealingRows(
  id: string,
  draft: DealingsDraft,
  { ids, timeZone }: { readonly ids: readonly string[]; readonly timeZone: string },
): Readonly<Record<string, readonly Row[]>> {
  const users = draft.users.map((_, n) => `${id}-u${n}`);
  const contacts = draft.contacts.map((_, n) => `${id}-c${n}`);
  const [trial] = draft.trials;
  const renewals = draft.contracts.map((contract) => renewedAt(contract, timeZone));
  const touched: Touched = {
    users,
    contacts,
    leads: draft.leads.map(({ createdAt }, n) => ({ id: `${id}-l${n}`, createdAt })),
    trialStartedAt: trial?.startedAt ?? null,
    trialConvertedAt:
      trial && trial.convertedAfter !== null ? trial.startedAt + trial.convertedAfter : null,
    renewedAt: renewals.find((at) => at !== null) ?? null,
  };
  return {
    tickets: ticketRows(id, draft, touched),
    activities: touchRows(id, draft.touches, touched),
    invoices: invoiceRows(id, draft.invoices, touched.trialStartedAt),
    contracts: contractRows(id, draft.contracts, timeZone),
    ...sellingRows(id, draft, ids),
    ...referringRows(id, draft, ids, users),
    ...voiceRows(id, draft, contacts),
  };
}
