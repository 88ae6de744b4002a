import type { Engine, Value } from '../ports.ts';

/** Survey types that KPIs look at; all may yet be answered where no survey was answered at all. */
const askedTypes = ['nps', 'csat', 'ces'];

/** What the data holds, looked up once before anything is measured. */
export interface DataSources {
  /** Tables, `events.user_id` unless events name no user, `survey_responses.nps` unless only others were asked. */
  readonly present: ReadonlySet<string>;
  /** Currencies of recurring revenue and support spend, sorted. */
  readonly currencies: readonly string[];
  readonly features: number;
  readonly expansionFeatures: readonly string[];
  /** First day of the first payment ever, `YYYY-MM-DD`. */
  readonly firstPaidOn: string | null;
  readonly overlappingSpans: number;
}

/** `tables` are those that the export had. */
export async function dataSources(engine: Engine, tables: readonly string[]): Promise<DataSources> {
  const column = async (sql: string): Promise<readonly Value[]> =>
    (await engine.query(sql)).map((row) => row.v ?? null);
  const [nameless] = await column(
    'select count(*) as v from usage_daily having count(*) > 0 and count(user_id) = 0',
  );
  const [features] = await column('select count(*) as v from features');
  const [firstPaidOn] = await column(
    'select min(starts_on) as v from recurring_spans where is_paying',
  );
  const [overlaps] = await column(
    'select count(distinct item_id) as v from recurring_spans where is_overlap',
  );
  const surveyTypes = await column('select distinct type as v from survey_responses order by v');
  const currencies = await column(
    `select currency as v from recurring_spans where is_counting or is_paused
     union select currency as v from spend where category = 'support' order by v`,
  );
  const expansion = await column(
    'select feature_id as v from features where is_expansion order by v',
  );
  return {
    present: new Set([
      ...tables,
      ...(nameless === undefined ? ['events.user_id'] : []),
      ...(surveyTypes.length === 0 ? askedTypes : surveyTypes).map(
        (type) => `survey_responses.${type}`,
      ),
    ]),
    currencies: currencies.map(String),
    features: Number(features),
    expansionFeatures: expansion.map(String),
    firstPaidOn: typeof firstPaidOn === 'string' ? firstPaidOn : null,
    overlappingSpans: Number(overlaps),
  };
}
