import type { Group, MapContext, Mapped } from '../../source.ts';
import type { CrmRecord } from '../crm_record.ts';
import type { Stage } from '../lookups.ts';
import { type Fields, fieldsOf } from './fields.ts';
import { forecastOf, historyRows } from './history.ts';
import {
  accountOf,
  dayOf,
  dealStages,
  hubspotAccount,
  isClosedStage,
  type Setup,
  stageOf,
  standing,
} from './known.ts';
import { minorOf } from './money.ts';

/** Deals and their changes. A deal that was merged into another is counted there alone. */
export function* opportunityRows(
  group: Group,
  context: MapContext,
  setup: Setup,
): Iterable<Mapped> {
  const { live } = standing(group, setup.objects.deals);
  if (!live) return;
  const fields = fieldsOf(live, (text) => context.note('opportunities', `deals: ${text}`));
  const currency = currencyOf(fields, context, setup);
  yield opportunity(live, fields, currency, context, setup);
  yield* historyRows(live, currency, context, setup);
}

function opportunity(
  record: CrmRecord,
  fields: Fields,
  currency: string | undefined,
  context: MapContext,
  setup: Setup,
): Mapped {
  const { deal } = setup.options;
  const table = 'opportunities';
  const amount = minorOf('amount', fields.text('amount'), currency);
  if ('refused' in amount) return { table, id: record.id, refused: `deals: ${amount.refused}` };
  const stage = stageOf(context, dealStages, [fields.text('pipeline'), fields.text('dealstage')]);
  return {
    table,
    row: {
      opportunity_id: record.id,
      ...whose(record, context),
      type: typeOf(fields, stage, context, setup),
      stage: stage?.label ?? fields.text('dealstage'),
      amount_minor: amount.minor,
      currency,
      created_at: fields.instant('createdate') ?? record.createdAt,
      expected_close_on: dayOf(context, fields.instant('closedate')),
      ...ending(fields, stage),
      forecast_category: forecastOf(fields.text(deal.forecast_category)),
      channel: fields.word(deal.channel),
      is_strategic_source: fields.flag(deal.is_strategic_source),
      referral_id: fields.text(deal.referral_id),
      source_updated_at: record.updatedAt,
    },
  };
}

function whose(record: CrmRecord, context: MapContext) {
  const account_id = accountOf(record);
  if (account_id === undefined) context.note('opportunities', 'deals without a company');
  return { account_id, lead_id: record.links?.contacts[0] };
}

function currencyOf(fields: Fields, context: MapContext, { options }: Setup): string | undefined {
  const currency =
    fields.text('deal_currency_code') ??
    options.deal.currency ??
    hubspotAccount(context)?.companyCurrency ??
    undefined;
  if (currency === undefined && fields.text('amount') !== undefined) {
    context.note(
      'opportunities',
      'deals whose amount has no currency: state exports.hubspot.deal.currency',
    );
  }
  return currency?.toUpperCase();
}

/** A pipeline that the settings name decides; else the deal's own type. */
function typeOf(
  fields: Fields,
  stage: Stage | undefined,
  context: MapContext,
  { options: { deal } }: Setup,
): string {
  const pipeline = fields.text('pipeline');
  const ofPipeline = deal.pipelines[pipeline ?? ''] ?? deal.pipelines[stage?.pipeline?.label ?? ''];
  if (ofPipeline) return ofPipeline;
  const theirs = fields.text(deal.type);
  const ours = deal.types[theirs ?? ''];
  if (ours) return ours;
  const what = theirs === undefined ? 'without a type' : 'of a type that no setting names';
  context.note(
    'opportunities',
    `deals ${what} count as ${deal.untyped}: exports.hubspot.deal.types, pipelines and untyped say otherwise`,
  );
  return deal.untyped;
}

/** A deal is closed by its own word, else by that of its stage; then it is won or lost. */
function ending(fields: Fields, stage: Stage | undefined) {
  const isWonStage = Number(stage?.metadata?.probability ?? 0) === 1;
  const isClosed = fields.flag('hs_is_closed') ?? isClosedStage(stage) ?? false;
  if (!isClosed) return {};
  const is_won = fields.flag('hs_is_closed_won') ?? isWonStage;
  return { closed_at: fields.instant('closedate'), is_won };
}
