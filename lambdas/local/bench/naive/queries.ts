import { type Week, weeks } from '../weeks.ts';

/** One KPI of one week by every dimension, as one would write it down by hand. */
export interface NaiveQuery {
  readonly kpi: string;
  readonly week: Week;
  readonly sql: string;
}

type Writing = (week: Week) => string;

const groups = 'group by grouping sets ((), (segment), (region), (country), (csm), (plan))';
const from = (what: string, table: string, where: string) =>
  `select segment, region, country, csm, plan, ${what} as value
from ${table} join account_dimensions using (account_id) where ${where} ${groups}`;

const happened = (column: string, { fromAt, toAt }: Week) =>
  `${column} >= timestamp '${fromAt}' and ${column} < timestamp '${toAt}'`;

const users =
  (where = 'true'): Writing =>
  (week) =>
    from('count(distinct user_id)', 'events', `${happened('occurred_at', week)} and ${where}`);

const monthly: Writing = ({ toAt }) =>
  from(
    'count(distinct user_id)',
    'events',
    `occurred_at < timestamp '${toAt}' and occurred_at >= timestamp '${toAt}' - interval 30 day`,
  );

const userDays: Writing = (week) =>
  from(
    'count(distinct (user_id, cast(occurred_at as date)))',
    'events',
    happened('occurred_at', week),
  );

const firsts =
  (role: string): Writing =>
  (week) => {
    const events =
      role === '' ? 'events' : `events join feature_bits using (feature_id) where ${role}`;
    const first = `(select user_id, any_value(account_id) as account_id, min(occurred_at) as first_at
from ${events} group by user_id) as firsts`;
    return from('count(*)', first, happened('first_at', week));
  };

/** Columns `opening` and `closing` of each account and currency. */
const movements =
  (what: string): Writing =>
  ({ from: start, to }) => {
    const runs = (day: string) =>
      `starts_on < date '${day}' and coalesce(ends_on >= date '${day}', true)`;
    const ends = `(select account_id, currency, sum(mrr_minor) filter (where ${runs(start)}) as opening,
sum(mrr_minor) filter (where ${runs(to)}) as closing
from subscription_periods where status in ('active', 'past_due') and mrr_minor > 0
group by account_id, currency) as ends`;
    return from(what, ends, 'true');
  };

const tickets =
  (what: string, clock: string, where = 'true'): Writing =>
  (week) =>
    from(what, 'tickets', `${happened(clock, week)} and ${where}`);

const answers =
  (type: string): Writing =>
  (week) =>
    from(
      'avg(score)',
      'survey_responses',
      `${happened('responded_at', week)} and type = '${type}'`,
    );

const features = Array.from({ length: 24 }, (_, no): readonly [string, Writing] => [
  `feature ${no + 1}`,
  users(`feature_id = (select feature_id from feature_bits where bit = ${no})`),
]);

const kpis: readonly (readonly [string, Writing])[] = [
  ['active users', users()],
  ['monthly active users', monthly],
  ['days of active users', userDays],
  ...features,
  ['new users', firsts('')],
  ...['is_core', 'is_key', 'is_critical', 'is_activation', 'is_expansion'].map(
    (role): readonly [string, Writing] => [`first use, ${role}`, firsts(role)],
  ),
  ['opening MRR', movements('sum(opening)')],
  ['closing MRR', movements('sum(closing)')],
  ['customers', movements('count(closing)')],
  ['new MRR', movements('sum(closing) filter (where opening is null)')],
  ['churned MRR', movements('sum(opening) filter (where closing is null)')],
  ['expansion MRR', movements('sum(closing - opening) filter (where closing > opening)')],
  ['contraction MRR', movements('sum(opening - closing) filter (where closing < opening)')],
  ['tickets', tickets('count(*)', 'created_at')],
  ['escalated tickets', tickets('count(*)', 'created_at', 'escalated_at is not null')],
  ['solved tickets', tickets('count(*)', 'solved_at')],
  ['first contact', tickets('count(*)', 'solved_at', 'agent_replies = 1 and reopened_count = 0')],
  [
    'time to resolve',
    tickets('quantile_disc(epoch_ms(solved_at) - epoch_ms(created_at), 0.5)', 'solved_at'),
  ],
  ...['nps', 'csat', 'ces', 'oss'].map((type): readonly [string, Writing] => [type, answers(type)]),
];

/** Week by week, the last one first: a cut list is fair to all KPIs. */
export const naiveQueries: readonly NaiveQuery[] = weeks
  .toReversed()
  .flatMap((week) => kpis.map(([kpi, write]) => ({ kpi, week, sql: write(week) })));
