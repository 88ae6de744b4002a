import { describe, expect, it } from 'vitest';
import { deep } from '../deep.ts';
import { edgeCases } from '../naive/edge_cases.ts';
import { workedExamples } from '../naive/worked_examples.ts';
import { close, recordFor, withMeasuredWorld } from './compare.ts';

describe.each([
  ['revenue edge cases', edgeCases],
  ['worked examples of the definitions', workedExamples],
] as const)('%s', (_, examples) => {
  it.each(
    some(examples).map((example) => [example.row ?? '–', example.sentence, example] as const),
  )('row %s: %s', async (_row, _sentence, { world, period, expectations }) => {
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
  });
});

/** Every fourth in `npm test`, where each takes half a second, and all of them in CI. */
function some<Example>(examples: readonly Example[]): readonly Example[] {
  return examples.filter((_, n) => deep || n % 4 === 0);
}

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
