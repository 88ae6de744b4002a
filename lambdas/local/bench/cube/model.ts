/** The company as a data model of Cube, as its documentation has one write it. */
export const cubeModel = `
cube('events', {
  sql_table: 'events',
  joins: { accounts: { relationship: 'many_to_one', sql: \`\${CUBE}.account_id = \${accounts.account_id}\` } },
  dimensions: {
    event_id: { sql: 'event_id', type: 'string', primary_key: true },
    feature_id: { sql: 'feature_id', type: 'string' },
    occurred_at: { sql: 'occurred_at', type: 'time' },
  },
  measures: { active_users: { sql: 'user_id', type: 'count_distinct' } },
});
cube('accounts', {
  sql_table: 'accounts',
  dimensions: {
    account_id: { sql: 'account_id', type: 'string', primary_key: true },
    segment: { sql: 'segment', type: 'string' },
    region: { sql: 'region', type: 'string' },
    country: { sql: 'country', type: 'string' },
    csm: { sql: 'csm', type: 'string' },
  },
});
cube('mrr', {
  sql: \`select s.account_id, s.currency, s.plan, s.mrr_minor, w.week, w.to_on,
      s.subscription_item_id || '/' || s.starts_on || '/' || w.week as row_id
    from subscription_periods as s join weeks as w
      on s.starts_on < w.to_on and coalesce(s.ends_on >= w.to_on, true)
    where s.status in ('active', 'past_due') and s.mrr_minor > 0\`,
  joins: { accounts: { relationship: 'many_to_one', sql: \`\${CUBE}.account_id = \${accounts.account_id}\` } },
  dimensions: {
    row_id: { sql: 'row_id', type: 'string', primary_key: true },
    week: { sql: 'week', type: 'number' },
    currency: { sql: 'currency', type: 'string' },
    plan: { sql: 'plan', type: 'string' },
  },
  measures: {
    closing: { sql: 'mrr_minor', type: 'sum' },
    customers: { sql: 'account_id', type: 'count_distinct' },
  },
});
`;

const accountDimensions = ['segment', 'region', 'country', 'csm'].map((name) => `accounts.${name}`);
const cuts = [null, ...accountDimensions];

/** Active users, and users of each feature, by week and dimension. */
export const usageQueries = (from: string, to: string) =>
  cuts.flatMap((cut) =>
    [[], ['events.feature_id']].map((by) => ({
      measures: ['events.active_users'],
      dimensions: [...by, ...(cut === null ? [] : [cut])],
      timeDimensions: [
        { dimension: 'events.occurred_at', granularity: 'week', dateRange: [from, to] },
      ],
      timezone: 'Europe/Berlin',
      limit: null,
    })),
  );

/** MRR and customers at the end of each week by currency and dimension. */
export const mrrQueries = [...cuts, 'mrr.plan'].map((cut) => ({
  measures: ['mrr.closing', 'mrr.customers'],
  dimensions: ['mrr.week', 'mrr.currency', ...(cut === null ? [] : [cut])],
  timezone: 'Europe/Berlin',
  limit: null,
}));
