import { describe, expect, it } from 'vitest';
import { edgeCases } from '../naive/edge_cases.ts';
import { workedExamples } from '../naive/worked_examples.ts';
import { close, recordFor, withMeasuredWorld } from './compare.ts';

describe.each([
  ['revenue edge cases', edgeCases],
  ['worked examples of the definitions', workedExamples],
] as const)('%s', (_, examples) => {
  it.each(examples.map((example) => [example.row ?? '–', example.sentence, example] as const))(
    'row %s: %s',
    async (_row, _sentence, { world, period, expectations }) => {
      const wrong = await withMeasuredWorld(world, period, ({ records }) =>
        expectations.flatMap(
          ({ kpi, window = 'period', segment = null, value, status = 'measured' }) => {
            const named = window === 'period' ? windowOf(kpi) : window;
            const found = recordFor(records, { kpi, window: named, segment, period: period.label });
            const agrees =
              status === 'measured'
                ? found?.status === 'measured' && close(found.value, value)
                : found?.status === status;
            return agrees
              ? []
              : [
                  `${kpi} ${named}: ${found?.value} ${found?.status} ${found?.reason}, expected ${value ?? status}`,
                ];
          },
        ),
      );
      expect(wrong).toEqual([]);
    },
  );
});

/** Examples name a window only where a KPI has several. */
function windowOf(kpi: string): string {
  const named: Readonly<Record<string, string>> = {
    wau: 'trailing_7_days',
    mau: 'trailing_30_days',
    stickiness: 'trailing_30_days',
    license_utilization: 'trailing_30_days',
    average_customer_lifespan: 'to_date',
    cohort_retention: 'to_date',
  };
  return named[kpi] ?? 'period';
}
