import type { Engine, Value } from '../ports.ts';

/** What the data holds, looked up once before anything is measured. */
export interface DataSources {
  /**
   * Tables, and parts of them: `events.user_id` unless events name no user, `survey_responses.nps` where one was
   * ever answered, `features.key` where a feature plays the role, `subscription_periods.product`.
   */
  readonly present: ReadonlySet<string>;
  /** Currencies of recurring revenue, spend and other money, sorted. */
  readonly currencies: readonly string[];
  /** Rows of the features table. */
  readonly listedFeatures: number;
  /** Features that are listed or were ever used, sorted. */
  readonly features: readonly string[];
  /** First day of the first payment ever, `YYYY-MM-DD`. */
  readonly firstPaidOn: string | null;
  /** Day of the first login ever, `YYYY-MM-DD`. */
  readonly firstLoginOn: string | null;
  readonly overlappingSpans: number;
  readonly trials: Trials;
}

/** How far back a trial reaches that a period knows of. */
export interface Trials {
  /** Whole days of the longest that has ended; 0 where none has. */
  readonly longest: number;
  /** UTC day on which the first began that has not ended, `YYYY-MM-DD`. */
  readonly openSince: string | null;
}

/** `tables` are those that the export had. */
export async function dataSources(engine: Engine, tables: readonly string[]): Promise<DataSources> {
  const column = async (sql: string): Promise<readonly Value[]> =>
    (await engine.query(sql)).map((row) => row.v ?? null);
  const [nameless] = await column(
    'select count(*) as v from accounts_daily having count(*) > 0 and sum(users) = 0',
  );
  const [products] = await column('select count(product) as v from recurring_spans');
  const [listed] = await column('select count(*) as v from features');
  const [firstPaidOn] = await column(
    'select min(starts_on) as v from recurring_spans where is_paying',
  );
  const [firstLoginOn] = await column(
    'select min(day) as v from accounts_daily where last_login_at is not null',
  );
  const [overlaps] = await column(
    'select count(distinct item_id) as v from recurring_spans where is_overlap',
  );
  const [trials] = await engine.query(
    `select max(date_diff('day', started_at, coalesce(ended_at, converted_at))) as longest,
       cast(min(case when coalesce(ended_at, converted_at) is null then started_at end) as date)
         as open_since
     from trials`,
  );
  const surveyTypes = await column('select distinct type as v from survey_responses order by v');
  const roles = await column('select distinct role as v from feature_roles order by v');
  const features = await column(
    `select feature_id as v from features
     union select feature_id as v from first_uses where feature_id is not null order by v`,
  );
  return {
    present: new Set([
      ...tables,
      ...(nameless === undefined ? ['events.user_id'] : []),
      ...(Number(products) > 0 ? ['subscription_periods.product'] : []),
      ...surveyTypes.map((type) => `survey_responses.${type}`),
      ...roles.map((role) => `features.${role}`),
    ]),
    currencies: await currencies(column),
    listedFeatures: Number(listed),
    features: features.map(String),
    firstPaidOn: dayOf(firstPaidOn),
    firstLoginOn: dayOf(firstLoginOn),
    overlappingSpans: Number(overlaps),
    trials: {
      longest: Math.max(0, Number(trials?.longest ?? 0)),
      openSince: dayOf(trials?.open_since),
    },
  };
}

const dayOf = (value: Value | undefined) => (typeof value === 'string' ? value : null);

async function currencies(
  column: (sql: string) => Promise<readonly Value[]>,
): Promise<readonly string[]> {
  const found = await column(
    `select currency as v from recurring_spans where is_counting or is_paused
     union select currency as v from spend where category = 'support' order by v`,
  );
  return found.map(String);
}
