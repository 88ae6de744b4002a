import type { Group, MapContext, Mapped } from '../../source.ts';
import type { CrmRecord } from '../crm_record.ts';
import { type Fields, fieldsOf } from './fields.ts';
import { type Setup, standing } from './known.ts';

/** A contact is a person at an account and, while it is sold to, a lead. */
export function* peopleRows(group: Group, context: MapContext, setup: Setup): Iterable<Mapped> {
  const { live } = standing(group, setup.objects.contacts);
  if (!live) return;
  const contact = fieldsOf(live, (text) => context.note('contacts', `contacts: ${text}`));
  const account = contact.text('associatedcompanyid');
  if (account === undefined) context.note('contacts', 'contacts without a company are left out');
  else yield contactRow(live, account, contact, context, setup);
  const lead = fieldsOf(live, (text) => context.note('leads', `contacts: ${text}`));
  if (isLead(lead, setup)) yield leadRow(live, account, lead, setup);
}

function contactRow(
  record: CrmRecord,
  account: string,
  fields: Fields,
  context: MapContext,
  { options: { contact } }: Setup,
): Mapped {
  const names = [fields.text('firstname'), fields.text('lastname')];
  return {
    table: 'contacts',
    row: {
      contact_id: record.id,
      account_id: account,
      name: names.filter((name) => name !== undefined).join(' '),
      email: fields.text('email'),
      persona: personaOf(fields, context, contact),
      seniority: fields.text(contact.seniority),
      created_at: fields.instant('createdate') ?? record.createdAt,
      left_at: fields.instant(contact.left_at),
      source_updated_at: record.updatedAt,
    },
  };
}

const personas = ['champion', 'decision_maker', 'business_owner', 'end_user', 'detractor'];
/** Buying roles of HubSpot's own list that are no persona. */
const others = ['INFLUENCER', 'LEGAL_AND_COMPLIANCE', 'OTHER'];

/** A person may have several buying roles. */
function personaOf(
  fields: Fields,
  context: MapContext,
  { persona, personas: theirs }: Setup['options']['contact'],
): string | undefined {
  const roles =
    fields
      .text(persona)
      ?.split(';')
      .map((role) => role.trim()) ?? [];
  const ours = new Map<string, string>(Object.entries(theirs));
  const isKnown = (role: string) =>
    ours.has(role) || others.includes(role) || personas.includes(role);
  if (!roles.filter((role) => role !== '').every(isKnown)) {
    context.note(
      'contacts',
      `contacts: ${persona} holds values that the setting exports.hubspot.contact.personas does not name`,
    );
  }
  const found = roles.map((role) => ours.get(role) ?? role);
  return personas.find((one) => found.includes(one));
}

const selling = ['lead', 'marketingqualifiedlead', 'salesqualifiedlead', 'opportunity'];

/** Employees of customers are contacts too: only who once stood in a stage of selling is a lead. */
function isLead(fields: Fields, { options: { lead } }: Setup): boolean {
  if (lead.from !== 'lifecycle') return lead.from === 'all';
  const dates = ['hs_lifecyclestage_lead_date', lead.mql_at, lead.sql_at, lead.pql_at];
  return (
    selling.includes(fields.text('lifecyclestage') ?? '') ||
    dates.some((property) => fields.text(property) !== undefined)
  );
}

function leadRow(
  record: CrmRecord,
  account: string | undefined,
  fields: Fields,
  { options: { lead } }: Setup,
): Mapped {
  const converted_at = fields.instant(lead.converted_at);
  return {
    table: 'leads',
    row: {
      lead_id: record.id,
      created_at: fields.instant('createdate') ?? record.createdAt,
      channel: fields.word(lead.channel),
      campaign: fields.text(lead.campaign),
      mql_at: fields.instant(lead.mql_at),
      sql_at: fields.instant(lead.sql_at),
      pql_at: fields.instant(lead.pql_at),
      first_contacted_at: fields.instant(lead.first_contacted_at),
      first_response_at: fields.instant(lead.first_response_at),
      first_meeting_at: fields.instant(lead.first_meeting_at),
      converted_at,
      converted_account_id: converted_at === undefined ? undefined : account,
      referral_id: fields.text(lead.referral_id),
      source_updated_at: record.updatedAt,
    },
  };
}
