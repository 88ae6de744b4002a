import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeDrops } from '../../lambdas/local/bench/drop/drops.ts';
import { sizes } from '../../lambdas/local/bench/sizes.ts';
import { laptop } from '../../lambdas/local/world.ts';
import { measureReport } from '../../lambdas/pipeline.ts';
import { parseSettings } from '../../lambdas/settings/parse.ts';
import { deep } from '../deep.ts';
import { silent } from '../measured_world.ts';

const root = mkdtempSync(join(tmpdir(), 'cs-pulse-rows-'));
const settings = parseSettings(JSON.stringify({ reporting_currency: 'USD' }), 'test');
const settingsOf = (definitions: object) =>
  parseSettings(JSON.stringify({ reporting_currency: 'USD', definitions }), 'test');

/** Periods that each statement of a measure asks for, most first. */
async function measured(
  drop: string,
  out: string,
  period: string,
  { own = settings, whole = false } = {},
) {
  const asked: number[] = [];
  const world = await laptop(drop, join(root, out), silent, async (engine) => ({
    ...engine,
    useDays: whole ? async () => {} : engine.useDays,
    query: (sql) => {
      const windows = sql.match(/cast\('trailing_30_days' as varchar\)/g) ?? [];
      if (windows.length > 0) asked.push(windows.length);
      return engine.query(sql);
    },
  }));
  try {
    const { values } = await measureReport(world, {
      ...({ edition: 'weekly', asOf: 'latest', attended: true, source: 'rows' } as const),
      ...{ period, settings: own, mapping: undefined, reader: undefined },
    });
    const { records, supporting, accounts, timelines, currency } = values;
    return { asked, values: { records, supporting, accounts, timelines, currency } };
  } finally {
    world.close();
  }
}

let drops: Awaited<ReturnType<typeof makeDrops>>;
/** Today's drop with no event of the week that is reported. */
const lastWeek = join(root, 'last_week');

beforeAll(async () => {
  drops = await makeDrops(root, { ...sizes.XS, accounts: 12 }, deep ? 2 : 1);
  cpSync(drops.today, lastWeek, { recursive: true });
  for (const file of readdirSync(join(lastWeek, 'events')).slice(-7))
    rmSync(join(lastWeek, 'events', file));
}, 300_000);
afterAll(() => rmSync(root, { recursive: true }));

describe('rows of measures that are remembered', () => {
  it('are asked for again by nobody, and change no value', async () => {
    const first = await measured(drops.today, 'same', '2026-W44');
    const again = await measured(drops.today, 'same', '2026-W44');
    // The trend; recurring revenue is compared with the period before it and the year before as well.
    expect([...new Set(first.asked)].sort()).toEqual([13, 15]);
    expect(first.asked.filter((periods) => periods === 15)).toHaveLength(1);
    expect(again.asked).toEqual([]);
    expect(again.values).toEqual(first.values);
  }, 300_000);

  it.runIf(deep)(
    'come of the days that a measure looks at, and are what all days give',
    async () => {
      const first = await measured(drops.today, 'narrow', '2026-W44');
      // It is staged already: from here on days are only left out.
      rmSync(join(root, 'narrow', 'measured'), { recursive: true });
      const whole = await measured(drops.today, 'narrow', '2026-W44', { whole: true });
      expect(whole.values).toEqual(first.values);
    },
    300_000,
  );

  it.runIf(deep)(
    'are asked for only of the week that new events belong to',
    async () => {
      await measured(lastWeek, 'week', '2026-W43');
      const next = await measured(drops.today, 'week', '2026-W44');
      const alone = await measured(drops.today, 'same', '2026-W44');
      // The week itself; one more had a late event; recurring revenue is of the year before as well.
      expect([...new Set(next.asked)].sort()).toEqual([1, 2, 3]);
      expect(next.asked.filter((periods) => periods === 3)).toHaveLength(1);
      expect(next.values).toEqual(alone.values);
    },
    300_000,
  );

  it.runIf(deep)(
    'are asked for again where rows that are not kept by day changed',
    async () => {
      await measured(drops.dayBefore, 'day', '2026-W43');
      const next = await measured(drops.today, 'day', '2026-W44');
      expect(Math.max(...next.asked)).toBe(15);
      expect(next.values).toEqual((await measured(drops.today, 'same', '2026-W44')).values);
    },
    300_000,
  );

  it.runIf(deep)(
    'are asked for again where a definition that their query names changed',
    async () => {
      const other = settingsOf({ activation_window_days: 5 });
      const { asked } = await measured(drops.today, 'same', '2026-W44', { own: other });
      expect(asked.length).toBeGreaterThan(0);
    },
    300_000,
  );
});
