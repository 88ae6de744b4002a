import type { Group, Kept, MapContext, Mapped, SourceObject } from '../source.ts';
import type { Organization, User } from './people.ts';

/** An organisation: an account where Zendesk names accounts, else its link to one. */
export function* organizationRows(
  group: Group,
  { namesAccounts, note }: MapContext,
  organizations: SourceObject<Organization>,
): Generator<Mapped> {
  for (const organization of group.of(organizations)) {
    if (organization.isDeleted) continue;
    yield namesAccounts ? accountRow(organization) : linkRow(organization);
    const { domain_names } = organization.data;
    if (domain_names && domain_names.length > 1) {
      note(
        namesAccounts ? 'accounts' : 'account_links',
        'organisation with several domains, of which the first is used',
      );
    }
  }
}

function accountRow({ id, data, changedAt }: Kept<Organization>): Mapped {
  return {
    table: 'accounts',
    row: {
      account_id: id,
      name: data.name ?? id,
      domain: data.domain_names?.[0],
      created_at: data.created_at,
      tags: data.tags && JSON.stringify(data.tags),
      source_updated_at: changedAt,
    },
  };
}

function linkRow({ id, data, changedAt }: Kept<Organization>): Mapped {
  return {
    table: 'account_links',
    row: {
      source: 'zendesk',
      source_id: id,
      account_id: data.external_id,
      domain: data.domain_names?.[0],
      source_updated_at: changedAt,
    },
  };
}

/** End users of an organisation, as far as they are asked for; a suspended one is nobody to talk to. */
export function* contactRows(
  group: Group,
  { note }: MapContext,
  users: SourceObject<User>,
): Generator<Mapped> {
  for (const { id, data, changedAt, isDeleted } of group.of(users)) {
    if (isDeleted || data.role !== 'end-user') continue;
    if (data.suspended) {
      note('contacts', 'suspended user');
    } else if (!data.organization_id) {
      note('contacts', 'user outside any organisation');
    } else {
      const { name, email, created_at } = data;
      const account_id = String(data.organization_id);
      const known = { name, email, created_at, source_updated_at: changedAt };
      yield { table: 'contacts', row: { contact_id: id, account_id, ...known } };
    }
  }
}
