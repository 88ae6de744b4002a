import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseMapping } from '../../lambdas/exports/file_drop/mapping.ts';
import type { EditionName } from '../../lambdas/settings/schema.ts';
import { brokenIdentities, brokenSums, differences, expectNone } from '../kpis/compare.ts';
import { landedWorld, type MeasuredWorld, withMeasuredDrop } from '../measured_world.ts';
import { naiveKpis } from '../naive/kpis.ts';
import { periodOf } from '../naive/periods.ts';

const folder = resolve(import.meta.dirname, '../../../shared/data/ravenstack');
const present = existsSync(folder);
const why = present ? '' : ` (skipped: ${folder} is not there)`;
const file = join(import.meta.dirname, 'ravenstack.mapping.json');

function measured<T>(
  edition: EditionName,
  period: string,
  check: (world: MeasuredWorld) => T | Promise<T>,
  periods = 2,
): Promise<T> {
  const mapping = parseMapping(readFileSync(file, 'utf8'), file);
  return withMeasuredDrop({ folder, edition, period, mapping, periods }, check);
}

const totalOf = ({ records }: MeasuredWorld, kpi: string, period: string, window = 'period') =>
  records.find(
    (r) => r.kpi === kpi && r.period === period && r.window === window && r.segment === null,
  );

describe.skipIf(!present)(`RavenStack through its mapping${why}`, () => {
  it('agrees to the cent with the MRR and the customers that its README counts at the end of 2024', async () => {
    await measured('monthly', '2024-12', (world) => {
      expect(totalOf(world, 'mrr', '2024-12')).toMatchObject({
        value: 10_159_608,
        currency: 'USD',
      });
      expect(totalOf(world, 'customers', '2024-12')?.value).toBe(500);
    });
  });

  it('agrees with the MRR on the other dates, counting what starts that day as a movement', async () => {
    const counted = {
      '2024-01-01': 1_283_540,
      '2024-04-01': 2_311_365,
      '2024-07-01': 3_863_566,
      '2024-10-01': 6_062_312,
    };
    await measured('monthly', '2024-12', async ({ query }) => {
      for (const [day, mrr] of Object.entries(counted)) {
        const [row] = await query(
          `select sum(mrr_minor) as mrr from recurring_spans where is_counting and starts_on <= date '${day}' and (ends_on is null or ends_on > date '${day}')`,
        );
        expect(Number(row?.mrr) / 100).toBe(mrr);
      }
    });
  });

  it.each([
    ['monthly', '2024-11'],
    ['weekly', '2024-W48'],
  ] as const)(
    'gives in its %s report of %s what the independent calculation gives',
    async (edition, label) => {
      await measured(edition, label, async (world) => {
        const period = periodOf(label, { timeZone: 'UTC', reportingCurrency: 'USD' });
        const naive = naiveKpis(await landedWorld(world), period);
        expectNone(
          differences(
            world,
            naive.filter(({ kpi }) => !namesUsers.has(kpi)),
          ),
        );
        expectNone(brokenIdentities(world.records));
        expectNone(brokenSums(world.records));
      });
    },
  );

  it('says that billing decides who churned: nobody’s every subscription ended in 2024', async () => {
    await measured('quarterly', '2024-Q4', (world) => {
      expect(totalOf(world, 'customer_churn_rate', '2024-Q4', 'trailing_12_months')?.value).toBe(0);
    });
  });

  it('says of what has no source that it has none, and never 0', async () => {
    await measured('monthly', '2024-11', (world) => {
      for (const kpi of [
        ...namesUsers,
        'net_promoter_score',
        'customer_effort_score',
        'cost_per_ticket',
        'first_contact_resolution',
        'onboarding_completion_rate',
        'activation_rate',
        'time_to_value',
        'time_to_first_value',
      ]) {
        const found = world.records.filter(
          (r) => r.kpi === kpi && r.period === '2024-11' && r.segment === null,
        );
        expect(found.map(({ status, value }) => [kpi, status, value])).toEqual([
          [kpi, 'no_data_source', null],
        ]);
      }
    });
  });

  it('keeps trials out of MRR', async () => {
    await measured('monthly', '2024-12', async ({ query }) => {
      const [row] = await query(
        "select count(*) as n from recurring_spans where status = 'trialing' and is_counting",
      );
      expect(Number(row?.n)).toBe(0);
    });
  });
});

/** KPIs over users: RavenStack names none, so these have no source, where the plain rows would count null as one. */
const namesUsers = new Set([
  'dau',
  'wau',
  'mau',
  'stickiness',
  'license_utilization',
  'active_feature_usage_rate',
]);
