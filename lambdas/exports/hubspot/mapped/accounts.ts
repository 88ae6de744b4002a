import type { Group, MapContext, Mapped } from '../../source.ts';
import type { CrmRecord } from '../crm_record.ts';
import { type Fields, fieldsOf } from './fields.ts';
import { lowered, ownerName, type Setup, standing } from './known.ts';

const models = ['product_led', 'self_serve', 'white_glove'];
const stages = ['onboarding', 'adoption', 'value_realization', 'retention', 'growth'];

/** Companies as accounts, or as links to the accounts that another source names. */
export function* accountRows(group: Group, context: MapContext, setup: Setup): Iterable<Mapped> {
  const { live, last, merge } = standing(group, setup.objects.companies);
  const record = merge ?? live;
  if (!record) return;
  const id = merge ? group.key.slice(group.key.indexOf('/') + 1) : record.id;
  if (!context.namesAccounts) {
    yield link(id, record, setup);
    return;
  }
  yield merge ? mergedRow(id, merge, last, context) : accountRow(record, context, setup);
}

/** What was merged stays an account for all time, as it was known, so that its history follows. */
function mergedRow(
  id: string,
  merge: CrmRecord,
  last: CrmRecord | undefined,
  context: MapContext,
): Mapped {
  const known = last ?? merge;
  const fields = fieldsOf(known, (text) => context.note('accounts', text));
  return {
    table: 'accounts',
    row: {
      account_id: id,
      ...described(id, fields, known, context),
      merged_into_account_id: merge.merged_into,
      source_updated_at: merge.updatedAt,
    },
  };
}

function accountRow(record: CrmRecord, context: MapContext, { options }: Setup): Mapped {
  const { company } = options;
  const fields = fieldsOf(record, (text) => context.note('accounts', `companies: ${text}`));
  return {
    table: 'accounts',
    row: {
      account_id: record.id,
      ...described(record.id, fields, record, context),
      parent_account_id: fields.text('hs_parent_company_id'),
      segment: fields.text(company.segment),
      industry: fields.text(company.industry),
      region: fields.text(company.region),
      country: fields.text(company.country),
      ...managed(fields, context, company),
      onboarding_model: ours(fields, context, [company.onboarding_model, 'onboarding_models'], {
        ...{ theirs: company.onboarding_models, known: models },
      }),
      lifecycle_stage: ours(fields, context, [company.lifecycle_stage, 'lifecycle_stages'], {
        ...{ theirs: company.lifecycle_stages, known: stages },
      }),
      stage_entered_at: fields.instant(company.stage_entered_at),
      acquisition_channel: fields.word(company.acquisition_channel),
      closed_won_at: fields.instant(company.closed_won_at),
      tags: fields.text(company.tags),
      source_updated_at: record.updatedAt,
    },
  };
}

/** What every account must have. */
function described(id: string, fields: Fields, record: CrmRecord, context: MapContext) {
  const domain = fields.text('domain');
  const name = fields.text('name') ?? domain;
  if (name === undefined)
    context.note('accounts', 'companies without a name are named by their id');
  const created_at = fields.instant('createdate') ?? record.createdAt;
  return { name: name ?? `HubSpot company ${id}`, domain, created_at };
}

function managed(
  fields: Fields,
  context: MapContext,
  { csm, csm_assigned_at }: Setup['options']['company'],
) {
  const value = fields.text(csm);
  const owner = ownerName(context, value);
  const isUnknown = value !== undefined && owner === undefined && /^\d+$/.test(value);
  if (isUnknown) context.note('accounts', `${csm} names an owner that HubSpot does not list`);
  const since = csm === 'hubspot_owner_id' ? 'hubspot_owner_assigneddate' : undefined;
  return {
    csm: owner ?? (isUnknown ? undefined : value),
    csm_assigned_at: fields.instant(csm_assigned_at ?? since),
  };
}

/** A value in our words: as the settings say, or already ours; any other is told and unknown. */
function ours(
  fields: Fields,
  context: MapContext,
  [property, setting]: readonly [string | undefined, string],
  words: { readonly theirs: Readonly<Record<string, string>>; readonly known: readonly string[] },
): string | undefined {
  const value = fields.word(property);
  if (value === undefined) return undefined;
  const plain = value.replaceAll(/[\s-]+/g, '_');
  const found =
    lowered(words.theirs).get(value) ?? (words.known.includes(plain) ? plain : undefined);
  if (found === undefined) {
    context.note(
      'accounts',
      `companies: ${property} holds values that the setting exports.hubspot.company.${setting} does not name`,
    );
  }
  return found;
}

function link(id: string, record: CrmRecord, { options }: Setup): Mapped {
  const fields = fieldsOf(record, () => {});
  return {
    table: 'account_links',
    row: {
      source_id: id,
      account_id: fields.text(options.company.external_id),
      domain: fields.text('domain'),
      source_updated_at: record.updatedAt,
    },
  };
}
