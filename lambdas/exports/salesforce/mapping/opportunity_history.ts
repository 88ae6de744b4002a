import type { Kept, MapContext, Mapped } from '../../source.ts';
import type { OpportunityHistoryRecord } from '../objects/opportunity_history.ts';
import { slug } from './cells.ts';
import { fieldsOf } from './fields.ts';
import type { Mappers, RowsOf } from './mapping.ts';

/** Amount, stage, close date and category of a deal from each change on. */
export const opportunityHistoryRows: RowsOf = function* (mappers, group, context) {
  const { opportunities, opportunityHistory } = mappers.objects;
  const states = group.of(opportunityHistory).filter(({ isDeleted }) => !isDeleted);
  if (states.length === 0) return;
  const [deal] = group.of(opportunities);
  if (deal?.isDeleted) return;
  if (!deal) context.note('opportunity_history', 'OpportunityHistory: of a deal that was not read');
  for (const kept of lastOfInstant(states)) yield historyRow(mappers, kept, context);
};

/** Several changes within one second: the last one is what held from then on. */
function lastOfInstant(
  states: readonly Kept<OpportunityHistoryRecord>[],
): Iterable<Kept<OpportunityHistoryRecord>> {
  return new Map(states.map((kept) => [kept.changedAt, kept])).values();
}

function historyRow(
  { options }: Mappers,
  kept: Kept<OpportunityHistoryRecord>,
  context: MapContext,
): Mapped {
  const { data } = kept;
  const { currency } = options;
  const fields = fieldsOf('OpportunityHistory', 'opportunity_history', kept, context, currency);
  return {
    table: 'opportunity_history',
    row: {
      opportunity_id: data.OpportunityId,
      changed_at: kept.changedAt,
      stage: data.StageName,
      amount_minor: fields.money('Amount').minor,
      expected_close_on: data.CloseDate,
      forecast_category: data.ForecastCategory && categoryOf(data.ForecastCategory),
      source_updated_at: kept.changedAt,
    },
  };
}

/** History names the category as the API does, where Commit is Forecast; the deal itself as people do. */
const categoryOf = (category: string): string =>
  category === 'Forecast' ? 'commit' : slug(category);
