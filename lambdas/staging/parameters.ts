import { allColumns } from '../tables/catalogue.ts';
import { events } from '../tables/product.ts';
import type { AnyRelation } from '../tables/relations.ts';
import { localEventsRelation } from './local_events.ts';

export interface StagingRules {
  readonly timeZone: string;
  readonly pastDueGraceDays: number;
  readonly loginEvents: readonly string[];
  /** Role → features that play it, in place of the marks in the features table. */
  readonly featureRoles: Readonly<Record<string, readonly string[]>>;
}

interface Parameters {
  readonly rules: StagingRules;
  /** First day that the export does not cover, `YYYY-MM-DD`. */
  readonly snapshotDate: string;
}

/** What the queries of staging read beside the tables. */
export function stagingRelations({ rules, snapshotDate }: Parameters): readonly AnyRelation[] {
  return [
    localEventsRelation(Object.keys(allColumns(events)), rules.timeZone),
    {
      name: 'parameters',
      columns: { time_zone: 'varchar', past_due_grace_days: 'bigint', snapshot_at: 'timestamp' },
      rows: [
        {
          time_zone: rules.timeZone,
          past_due_grace_days: rules.pastDueGraceDays,
          snapshot_at: `${snapshotDate} 00:00:00`,
        },
      ],
    },
    {
      name: 'login_events',
      columns: { event_name: 'varchar' },
      rows: rules.loginEvents.map((event_name) => ({ event_name })),
    },
    {
      name: 'role_settings',
      columns: { role: 'varchar', feature_id: 'varchar' },
      rows: Object.entries(rules.featureRoles).flatMap(([role, features]) =>
        features.map((feature_id) => ({ role, feature_id })),
      ),
    },
  ];
}
