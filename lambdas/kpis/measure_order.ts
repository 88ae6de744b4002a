import type { Engine, QueryText } from '../ports.ts';
import type { Settings } from '../settings/schema.ts';
import type { AnyRelation } from '../tables/relations.ts';
import type { TakeOwn } from './evaluate.ts';
import type { Memory } from './measures/known_rows.ts';
import { type NamedScope, settingRelations } from './measures/parameters.ts';
import type { MeasureOrder, UseDays } from './measures/run.ts';
import {
  daysRelation,
  monthsRelation,
  type Numbered,
  windowsRelation,
} from './measures/windows.ts';
import { neededSubjects } from './needed.ts';
import type { Plan } from './plan.ts';
import { type RateRules, ratesRelation } from './rates.ts';
import type { DataSources } from './sources.ts';

export interface Measuring {
  readonly engine: Engine;
  readonly queryText: QueryText;
  readonly settings: Settings;
  readonly plan: Plan;
  /** Canonical tables that the export had. */
  readonly tables: readonly string[];
  readonly scopes: readonly NamedScope[];
  readonly takeOwn: TakeOwn;
  /** Absent: nothing is remembered, and nothing is kept. */
  readonly memory?: Memory | undefined;
  /** Absent: queries read whole tables. */
  readonly useDays?: UseDays | undefined;
}

/** What queries read beside tables. */
export function relations(
  { plan, settings, scopes }: Measuring,
  sources: DataSources,
  rates: RateRules,
  periods: readonly Numbered[],
): readonly AnyRelation[] {
  const end = periods.at(-1)?.[1].period.end ?? '';
  return [
    windowsRelation(periods),
    daysRelation(end),
    monthsRelation(sources.firstPaidOn, plan.periods.at(-1)?.period.end ?? ''),
    ratesRelation(rates, periods, sources.currencies),
    ...settingRelations(settings, scopes),
  ];
}

/** The same for the measures to run, with whichever periods they are asked for. */
export function orderOf(step: Measuring, sources: DataSources, rates: RateRules): MeasureOrder {
  const { engine, queryText, plan, memory, useDays } = step;
  const { definitions } = step.settings;
  const of = (no: number) => {
    const period = plan.periods[no];
    if (!period) throw new RangeError(`there is no period ${no}`);
    return period;
  };
  return {
    ...{ engine, queryText, plan, memory, useDays },
    lookBack: { definitions, trials: sources.trials },
    subjects: neededSubjects(sources.present),
    relations: (numbers) =>
      relations(
        step,
        sources,
        rates,
        numbers.map((no) => [no, of(no)]),
      ),
    alone: (no) => ({
      end: of(no).period.end,
      relations: relations(step, sources, rates, [[0, of(no)]]),
    }),
  };
}
