import { catalogue } from '../../../lambdas/kpis/catalogue/catalogue.ts';
import { perWhat } from '../../../lambdas/rendering/writing/units.ts';
import { defaultPlaybooks } from '../../../lambdas/settings/default_playbooks.ts';

/** Texts that stand in catalogues and are said as they are. */
export function catalogueTexts(): string[] {
  return [
    ...catalogue.flatMap(({ label, question, definition, formula, unit }) => [
      label,
      question,
      definition,
      formula,
      perWhat(unit) ?? '',
    ]),
    ...defaultPlaybooks.flatMap(({ title, play }) => [title, play]),
  ].filter((text) => text !== '');
}
