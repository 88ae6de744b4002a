import { z } from 'zod';

/**
 * `stop`: no report, the owner learns why. `name`: the report goes out and names what is wrong.
 * `stop_unattended`: a schedule stops, a person who asked for the report gets it with the fault named.
 */
const whenShut = z.enum(['stop', 'name', 'stop_unattended']);

export const gates = z
  .strictObject({
    /** Share of a table's rows that may be rejected before the table fails. */
    rejected_share: z.number().min(0).max(1).default(0.05),
    /** Rows that may be rejected in any case, unless they are more than half of the table. */
    rejected_rows: z.int().min(0).default(10),
    freshness: z
      .strictObject({
        /** Days by which the data may end before the period does. */
        max_days: z.int().min(0).default(3),
        when_shut: whenShut.default('stop_unattended'),
      })
      .prefault({}),
    row_drop: z
      .strictObject({
        /** Share of rows that a table may lose against the snapshot before. */
        max_share: z.number().min(0).max(1).default(0.2),
        when_shut: whenShut.default('stop_unattended'),
      })
      .prefault({}),
    orphans: z
      .strictObject({
        /** Share of rows whose account is unknown. */
        max_share: z.number().min(0).max(1).default(0.2),
        when_shut: whenShut.default('stop_unattended'),
      })
      .prefault({}),
    /** KPIs without which no report goes out. */
    required_kpis: z.array(z.string()).default([]),
  })
  .prefault({});
export type Gates = z.infer<typeof gates>;
