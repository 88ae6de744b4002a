import { catalogue, tableKpis } from '../../../lambdas/kpis/catalogue/catalogue.ts';
import { perWhat } from '../../../lambdas/rendering/writing/units.ts';
import type { Prose } from '../../../lambdas/reports/model.ts';
import { dataSentences } from '../../../lambdas/reports/words/data_sentences.ts';
import { factNumber } from '../../../lambdas/reports/words/fact_numbers.ts';
import { againWords } from '../../../lambdas/reports/words/streak_words.ts';
import { defaultPlaybooks } from '../../../lambdas/settings/default_playbooks.ts';
import { accountFields } from '../../../lambdas/settings/playbooks.ts';
import { editionNames } from '../../../lambdas/settings/schema.ts';

/** Codes of the canonical tables, which exports write alike, as reports say them. */
const codes = [
  ...['cancelled', 'payment failed', 'business closed', 'changed', 'none given', 'unknown'],
  ...['champion', 'decision maker', 'business owner', 'end user', 'detractor', 'unlinked'],
  ...['green', 'amber', 'red', 'segment', 'feature', 'channel', 'step', 'model', 'day', 'flow'],
  ...['Customer success team', 'Customer success leadership', 'unassigned'],
  ...['CSM', 'onboarding model', 'acquisition channel'],
  ...['seats', 'plan', 'price', 'discount end', 'payment', 'pause', 'resume'],
];

/** Texts that stand in catalogues and are said as they are. */
export function catalogueTexts(): string[] {
  return [
    ...catalogue.flatMap(({ label, question, definition, formula, unit, stage, windows }) => [
      ...[label, question, definition, formula, stage, perWhat(unit) ?? ''],
      ...windows.filter((window) => window !== 'period').map(spaced),
    ]),
    ...tableKpis.map(({ dimension }) => spaced(dimension)),
    ...defaultPlaybooks.flatMap(({ title, play, owner = '' }) => [title, play, owner]),
    ...accountFields.map((field) => factNumber(field).name),
    ...editionNames.flatMap((edition) =>
      Array.from({ length: 12 }, (_, i) => nth(i + 2, edition)).flat(),
    ),
    ...dataSentences,
    ...codes,
  ].filter((text) => text !== '');
}

const spaced = (code: string) => code.replaceAll('_', ' ');

/** `Third week`, within what is asked for again. */
function nth(periods: number, edition: (typeof editionNames)[number]): string[] {
  const streak = { periods, since: '2026-01-01', first_period: '2026-01' };
  return (againWords(streak, { edition }) ?? []).flatMap(fixedIn);
}

function fixedIn(piece: Prose[number]): string[] {
  if (typeof piece === 'string' || !('words' in piece)) return [];
  return piece.with.length === 0 ? [piece.words] : piece.with.flat().flatMap(fixedIn);
}
