import type { Facts } from '../facts.ts';
import type { TableKpi } from '../kpi.ts';
import { NotMeasurable, type Outcome, proportion } from '../outcome.ts';

/** How new customers are brought on board. */
export const newcomerTables: readonly TableKpi[] = [
  {
    id: 'onboarding_model_split',
    label: 'Onboarding models',
    question: 'How are new customers brought on board?',
    definition:
      'Accounts that pay at the closing, never paid before the period and were not paused at its opening, by their onboarding model (`unknown` where there is none), of all such accounts.',
    formula: 'new customers with the model ÷ new customers',
    unit: 'count & %',
    direction: 'neutral',
    indicator: 'leading',
    stage: 'Onboarding',
    windows: ['period'],
    tables: ['accounts', 'subscription_periods'],
    range: 'level',
    needsSample: true,
    dimension: 'model',
    facts: ['newcomer'],
    rows: byModel,
    empty: () => {
      throw new NotMeasurable('there were no new customers in the period');
    },
  },
];

function byModel(facts: Facts): ReadonlyMap<string, () => Outcome> {
  const models = [...facts.items('newcomer')];
  const all = models.reduce((sum, [, { members }]) => sum + members, 0);
  return new Map(
    models.map(([model, { members }]) => [
      model,
      () => proportion(members, all, 'new customers in the period'),
    ]),
  );
}
