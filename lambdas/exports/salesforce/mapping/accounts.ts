import type { Kept, MapContext, Mapped } from '../../source.ts';
import type { AccountRecord } from '../objects/account.ts';
import { domainOf, slug } from './cells.ts';
import { type Fields, fieldsOf } from './fields.ts';
import type { Mappers, RowsOf } from './mapping.ts';
import { ownerOf } from './owners.ts';

/** Accounts, or links to the accounts of the source that names them. */
export const accountRows: RowsOf = function* (mappers, group, context) {
  for (const kept of group.of(mappers.objects.accounts)) {
    const { data } = kept;
    // The loser of a merge stays in the recycle bin for a while; what was said of it points to it for ever.
    const merged = data.MasterRecordId ?? undefined;
    if (kept.isDeleted && merged === undefined) continue;
    if (context.namesAccounts) yield accountRow(mappers, kept, context, merged);
    else if (!kept.isDeleted) yield linkRow(mappers, kept, context);
  }
};

function accountRow(
  mappers: Mappers,
  kept: Kept<AccountRecord>,
  context: MapContext,
  merged: string | undefined,
): Mapped {
  const { data, id } = kept;
  const table = 'accounts';
  if (!data.Name) return { table, id, refused: 'Account: it has no name' };
  if (!data.CreatedDate) return { table, id, refused: 'Account: when it was created is hidden' };
  const fields = fieldsOf('Account', table, kept, context, undefined);
  return {
    table,
    row: {
      account_id: id,
      name: data.Name,
      parent_account_id: data.ParentId,
      domain: domainOf(data.Website ?? ''),
      industry: data.Industry,
      ...managerOf(mappers, kept, context, fields),
      ...namedCells(mappers, fields),
      created_at: fields.instant('CreatedDate'),
      merged_into_account_id: merged,
      source_updated_at: kept.changedAt,
    },
  };
}

/** Columns that fields of the company's own choice fill. */
function namedCells({ options: { account } }: Mappers, fields: Fields) {
  const stage = fields.text(account.lifecycle_stage);
  const onboarding = fields.text(account.onboarding_model);
  return {
    segment: fields.text(account.segment),
    region: fields.text(account.region),
    country: fields.text(account.country),
    onboarding_model: onboarding && slug(onboarding),
    lifecycle_stage: stage && slug(stage),
    stage_entered_at: fields.instant(account.stage_entered_at),
    acquisition_channel: fields.text(account.acquisition_channel),
    closed_won_at: fields.instant(account.closed_won_at),
    tags: fields.text(account.tags),
  };
}

/** The owner, or whom a field of the company's own names: by name, or as a reference to a user. */
function managerOf(
  { objects, options: { account } }: Mappers,
  { data }: Kept<AccountRecord>,
  context: MapContext,
  fields: Fields,
) {
  const own = fields.text(account.csm);
  const named = own && /^005\w{12,15}$/.test(own) ? ownerOf(objects, own, context) : own;
  const csm = account.csm === undefined ? ownerOf(objects, data.OwnerId, context) : named;
  return { csm, csm_assigned_at: fields.instant(account.csm_assigned_at) };
}

function linkRow({ options }: Mappers, kept: Kept<AccountRecord>, context: MapContext): Mapped {
  const fields = fieldsOf('Account', 'account_links', kept, context, undefined);
  return {
    table: 'account_links',
    row: {
      source_id: kept.id,
      account_id: fields.text(options.account.external_id),
      domain: domainOf(kept.data.Website ?? ''),
      source_updated_at: kept.changedAt,
    },
  };
}
