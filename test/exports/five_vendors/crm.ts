import { hubspotFace } from '../vendors/hubspot_face.ts';
import { type SalesforceFace, salesforceFace } from '../vendors/salesforce_face.ts';
import { ZendeskFace } from '../vendors/zendesk_face.ts';
import { accounts, contracts, deals, managers, people, tickets, touches } from './company.ts';

/** The company as HubSpot holds it: accounts, people, deals and meetings. */
export function asHubspot() {
  const face = hubspotFace();
  for (const defined of ['segment', 'closedate']) face.defined.companies?.add(defined);
  for (const [n, name] of managers.entries()) {
    const [firstName, lastName] = name.split(' ');
    const at = '2024-01-01T00:00:00.000Z';
    const owner = { id: String(n + 1), email: null, firstName, lastName, archived: false };
    face.owners.push({ ...owner, type: 'PERSON', createdAt: at, updatedAt: at, teams: [] });
  }
  for (const { id, name, domain, country, segment, csm, createdAt, wonAt } of accounts) {
    const owner = String(managers.indexOf(csm) + 1);
    const named = { name, domain, country, segment, hubspot_owner_id: owner };
    face.put('companies', id, { ...named, createdate: createdAt, closedate: wonAt }, createdAt);
  }
  for (const { id, account, first, last, role, createdAt } of people) {
    const named = { firstname: first, lastname: last, hs_buying_role: role };
    const at = { createdate: createdAt, associatedcompanyid: account };
    face.put('contacts', id, { ...named, ...at }, createdAt);
  }
  for (const deal of deals) putDeal(face, deal);
  for (const { id, account, vendor, at, endedAt, outcome } of touches) {
    if (vendor !== 'hubspot') continue;
    const said = outcome === 'completed' ? 'COMPLETED' : 'NO_SHOW';
    const times = { hs_meeting_start_time: at, hs_meeting_end_time: endedAt, hs_timestamp: at };
    face.put('meetings', id, { ...times, hs_meeting_outcome: said }, at);
    face.link('meetings', id, 'companies', account, true);
  }
  return face;
}

function putDeal(
  face: ReturnType<typeof hubspotFace>,
  { id, account, type, amount, createdAt, expectedOn, closed }: (typeof deals)[number],
): void {
  const begun = { dealtype: type, amount: String(amount), deal_currency_code: 'USD' };
  const open = { dealstage: 'proposal', closedate: `${expectedOn}T10:00:00.000Z` };
  const flags = { hs_is_closed: 'false', hs_is_closed_won: 'false' };
  face.put('deals', id, { ...begun, ...open, ...flags, createdate: createdAt }, createdAt);
  face.link('deals', id, 'companies', account, true);
  if (!closed) return;
  const dealstage = closed.won ? 'won' : 'lost';
  const ended = { hs_is_closed: 'true', hs_is_closed_won: String(closed.won) };
  face.put('deals', id, { ...ended, dealstage, closedate: closed.at }, closed.at);
}

const salesforceId = (account: string) => `0010000000000${account}AAA`;

/** What the sales team logs in Salesforce: calls and contracts, on accounts that know HubSpot's id. */
export function asSalesforce(): SalesforceFace {
  const face = salesforceFace();
  for (const { id, name, createdAt } of accounts) {
    const times = { CreatedDate: createdAt, SystemModstamp: createdAt };
    face.put('Account', { Id: salesforceId(id), Name: name, HubSpot_Id__c: id, ...times });
  }
  for (const { id, account, vendor, at } of touches) {
    if (vendor !== 'salesforce') continue;
    const times = { CreatedDate: at, SystemModstamp: at, CompletedDateTime: at };
    const state = { Status: 'Completed', IsClosed: 'true', IsRecurrence: 'false' };
    const what = { TaskSubtype: 'Call', AccountId: salesforceId(account) };
    face.put('Task', { Id: id, ...what, ...state, ...times, ActivityDate: at.slice(0, 10) });
  }
  for (const { id, account, startsOn, endsOn } of contracts) {
    const at = `${startsOn}T00:00:00.000Z`;
    const last = new Date(Date.parse(endsOn) - 86_400_000).toISOString().slice(0, 10);
    const term = { StartDate: startsOn, EndDate: last, Status: 'Activated' };
    const times = { CreatedDate: at, SystemModstamp: at };
    face.put('Contract', { Id: id, AccountId: salesforceId(account), ...term, ...times });
  }
  return face;
}

/** Support: an organisation for every account, known by HubSpot's id. */
export function asZendesk(): ZendeskFace {
  const face = new ZendeskFace();
  for (const { id, domain } of accounts) {
    face.organization(4000 + Number(id), { external_id: id, domain_names: [domain] });
  }
  for (const { id, account, createdAt, ...of } of tickets) {
    const { solvedAt, repliedAfterMinutes, priority, type, answer } = of;
    const metrics = {
      ...{ id: id * 10, ticket_id: id, reopens: 0, replies: repliedAfterMinutes === null ? 0 : 1 },
      solved_at: solvedAt && `${solvedAt.slice(0, 19)}Z`,
      reply_time_in_minutes: { calendar: repliedAfterMinutes, business: null },
    };
    face.ticket(id, createdAt, {
      ...{ organization_id: 4000 + Number(account), priority, type, metric_set: metrics },
      ...{ status: solvedAt ? 'solved' : 'open', requester_id: null },
    });
    if (answer) face.rating(id * 10, id, solvedAt ?? createdAt, { score: answer });
  }
  return face;
}
