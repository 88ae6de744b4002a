import type { Words } from '../languages/words.ts';
import type { DefinitionsView, QualityView } from '../sections/quality.ts';
import { titled, wrap } from './layout.ts';
import { more, textList } from './lists.ts';

type Lines = readonly string[];

export function textQuality(
  { title, notes, unmeasured, restated }: QualityView,
  t: Words['t'],
): Lines {
  return [
    ...titled(title),
    ...textList(notes),
    ...textList(unmeasured),
    ...restated.shown.flatMap((kpi) =>
      item(`${kpi.label}: ${t('restated, was {0}, is {1}', kpi.was, kpi.is)}`),
    ),
    ...more(restated.more),
  ];
}

export function textDefinitions({ shown, more: left, trace }: DefinitionsView): Lines {
  const entries = shown.flatMap(({ label, definition, formula, evidence }) => [
    ...wrap(`${label}: ${definition}`, '  ', '- '),
    ...wrap(formula ?? '', '  '),
    ...wrap(evidence ?? '', '  '),
  ]);
  return [...entries, ...more(left), ...wrap(trace)];
}

function item(text: string): Lines {
  return wrap(text, '  ', '- ');
}
