import type { Kept, MapContext, Mapped } from '../../source.ts';
import type { OpportunityRecord } from '../objects/opportunity.ts';
import { instantOn, slug } from './cells.ts';
import { type Fields, fieldsOf } from './fields.ts';
import type { Mappers, RowsOf } from './mapping.ts';

export const opportunityRows: RowsOf = function* (mappers, group, context) {
  for (const kept of group.of(mappers.objects.opportunities)) {
    if (!kept.isDeleted) yield opportunityRow(mappers, kept, context);
  }
};

function opportunityRow(
  mappers: Mappers,
  kept: Kept<OpportunityRecord>,
  context: MapContext,
): Mapped {
  const { data, id } = kept;
  const table = 'opportunities';
  const { opportunity, currency: only } = mappers.options;
  const fields = fieldsOf('Opportunity', table, kept, context, only);
  const created = fields.instant('CreatedDate');
  if (!created) return { table, id, refused: 'Opportunity: when it was created is hidden' };
  const { minor, currency } = fields.money('Amount');
  const category = data.ForecastCategoryName;
  return {
    table,
    row: {
      ...{ opportunity_id: id, account_id: data.AccountId, created_at: created },
      lead_id: fields.text(opportunity.lead_id),
      type: typeOf(fields.text(opportunity.type), mappers, context),
      stage: data.StageName,
      ...{ amount_minor: minor, currency, expected_close_on: data.CloseDate },
      ...closing(kept, fields, created),
      forecast_category: category && slug(category),
      channel: fields.text(opportunity.channel),
      is_strategic_source: fields.boolean(opportunity.is_strategic_source),
      referral_id: fields.text(opportunity.referral_id),
      source_updated_at: kept.changedAt,
    },
  };
}

/** The day that Salesforce's own reports count it on, which the seller may set; its history has instants. */
function closing({ data }: Kept<OpportunityRecord>, fields: Fields, created: string) {
  if (fields.boolean('IsClosed') !== true) return {};
  const closed_at = data.CloseDate ? instantOn(data.CloseDate, created) : undefined;
  return { closed_at, is_won: fields.boolean('IsWon') };
}

function typeOf(
  word: string | null | undefined,
  { options, words }: Mappers,
  { note }: MapContext,
): string {
  const { type_otherwise } = options.opportunity;
  const known = words.dealType(word);
  if (known !== undefined) return known;
  const what = word ? 'its type is not named in exports.salesforce.opportunity.types' : 'no type';
  note('opportunities', `Opportunity: ${what}; taken for ${type_otherwise}`);
  return type_otherwise;
}
