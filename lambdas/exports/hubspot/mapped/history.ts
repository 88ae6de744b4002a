import type { MapContext, Mapped } from '../../source.ts';
import type { CrmRecord } from '../crm_record.ts';
import { fieldsOf, instantOf } from './fields.ts';
import { dayOf, dealStages, type Setup, stageOf } from './known.ts';
import { minorOf } from './money.ts';

/** Values of a deal's properties that stand from a moment on. */
type Values = ReadonlyMap<string, string | undefined>;

/** A row for every moment at which a deal changed, with what stood from then on. */
export function* historyRows(
  record: CrmRecord,
  currency: string | undefined,
  context: MapContext,
  { options: { deal } }: Setup,
): Iterable<Mapped> {
  const table = 'opportunity_history';
  const pipeline = fieldsOf(record, () => {}).text('pipeline');
  for (const [changed_at, values] of moments(record)) {
    const amount = minorOf('amount', values.get('amount'), currency);
    if ('refused' in amount) {
      const id = `${record.id} ${changed_at}`;
      yield { table, id, refused: `history of deals: ${amount.refused}` };
      continue;
    }
    const stage = values.get('dealstage');
    yield {
      table,
      row: {
        opportunity_id: record.id,
        changed_at,
        stage: stageOf(context, dealStages, [pipeline, stage])?.label ?? stage,
        amount_minor: amount.minor,
        expected_close_on: dayOf(context, instantOf(values.get('closedate') ?? '')),
        forecast_category: forecastOf(values.get(deal.forecast_category)),
        source_updated_at: record.updatedAt,
      },
    };
  }
}

/** Each property has a history of its own, newest first: together they are one line of moments. */
function moments(record: CrmRecord): readonly (readonly [string, Values])[] {
  const changes = Object.entries(record.propertiesWithHistory ?? {}).flatMap(([property, list]) =>
    (list ?? []).map(({ value, timestamp }) => ({
      property,
      value: value === null || value === '' ? undefined : String(value),
      at: new Date(timestamp).toISOString(),
    })),
  );
  const inOrder = changes.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
  const found = new Map<string, Values>();
  let values: Values = new Map();
  for (const { property, value, at } of inOrder) {
    values = new Map([...values, [property, value]]);
    found.set(at, values);
  }
  return [...found];
}

const forecasts = new Map([['omit', 'omitted']]);

/** HubSpot's OMIT is what all our sources call omitted. */
export function forecastOf(value: string | undefined): string | undefined {
  const word = value?.toLowerCase();
  return word === undefined ? undefined : (forecasts.get(word) ?? word);
}
