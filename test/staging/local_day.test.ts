import { afterAll, describe, expect, it } from 'vitest';
import { openDuckDb } from '../../lambdas/local/duckdb.ts';
import { localDay, localDayNear } from '../../lambdas/staging/by_day/part_days.ts';
import { literal } from '../../lambdas/tables/relations.ts';
import { emptyDrop } from '../trino/drops.ts';

const engine = await openDuckDb(emptyDrop());
afterAll(() => engine.close());

/** Spans with a change of the clock in, beside or far from them. */
const spans = [
  ['Europe/Berlin', '2026-10-01', '2026-11-01'],
  ['Europe/Berlin', '2026-03-29', '2026-03-30'],
  ['Europe/Berlin', '2026-06-01', '2026-07-01'],
  ['America/New_York', '2026-03-01', '2026-04-01'],
  ['America/New_York', '2025-11-02', '2025-11-03'],
  ['Asia/Kolkata', '2026-05-01', '2026-06-01'],
  ['Australia/Lord_Howe', '2026-04-01', '2026-05-01'],
  // At one minute past midnight, an hour back into the day before.
  ['America/St_Johns', '2010-11-01', '2010-12-01'],
  // 30 December 2011 is left out there.
  ['Pacific/Apia', '2011-12-01', '2012-01-01'],
  ['Pacific/Apia', '2011-12-31', '2012-01-01'],
  ['UTC', '2026-02-28', '2026-03-01'],
] as const;

describe('the local day by the offsets of a zone', () => {
  it.each(spans)('is that by its rules: %s from %s until %s', async (zone, from, until) => {
    const near = localDayNear('m', zone, { from, until });
    const [row] = await engine.query(`with
moments as (
    select timestamp '${from} 00:00:00' - interval 12 day + i * interval 7 minute as m
    from range(10000) as t(i)
),
days as (
    select ${localDay('m', literal('varchar', zone))} as is_of, ${near} as said from moments
)
select
    count(*) filter (where is_of >= date '${from}' and is_of < date '${until}') as within,
    count(*) filter (where is_of <> said and is_of >= date '${from}' and is_of < date '${until}')
        as others,
    count(*) filter (where said >= date '${from}' and said < date '${until}'
        and not (is_of >= date '${from}' and is_of < date '${until}')) as strangers
from days`);
    expect(Number(row?.within)).toBeGreaterThan(100);
    expect([row?.others, row?.strangers]).toEqual([0n, 0n]);
  });
});
