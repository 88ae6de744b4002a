import { accountRules, kpiRules } from '../actions/rules.ts';
import { type Context, figureOf } from '../context.ts';
import type { Action, Figure, Prose, Report } from '../model.ts';
import { type Reference, resolve } from '../references.ts';
import { counted } from '../words/figures.ts';
import { nounOf } from '../words/period_words.ts';
import { list, say } from '../words/say.ts';
import { attributionOf } from './attributions.ts';
import { inTurn } from './rotation.ts';
import { rowsInWords } from './spotlight_rows.ts';
import { standingOf } from './standing.ts';
import { aimOf, isAmount } from './tiles.ts';

/** Of the weekly edition: one KPI in turn, told in full; null where none is measured. */
export function spotlightOf(fired: readonly Action[], context: Context): Report['spotlight'] {
  if (context.edition !== 'weekly') return null;
  const told = inTurn(context.kpis, context.period.start, (kpi) =>
    kpi.question === '' ? null : standingWords(resolve(kpi.id, context.kpis, 'spotlight'), context),
  );
  if (told === null) return null;
  const { kpi, found: standing } = told;
  const reference = resolve(kpi.id, context.kpis, 'spotlight');
  return {
    kpi: kpi.id,
    label: kpi.label,
    title: [`${kpi.label}: ${kpi.question}`],
    meaning: [kpi.definition, better(reference)].join(' ').trim(),
    standing,
    why: attributionOf(reference, context)?.claim ?? null,
    who: whoOf(reference, fired, context),
  };
}

/** How it stands; null where that cannot be judged. A table is told by its best and its worst row. */
function standingWords(reference: Reference, context: Context): Prose | null {
  const { kpi, window } = reference;
  const record = context.record(kpi.id, window, context.period);
  const value = figureOf(record);
  if (record === null) return rowsInWords(reference, context);
  if (value === null || record.judged === false) return null;
  return say`${standingOf(reference, value, context)}${targetWords(reference, value, context)}`;
}

function targetWords(reference: Reference, value: Figure, context: Context): Prose {
  const aim = aimOf(reference, context);
  if (aim === null || (context.scope !== null && isAmount(value))) return [];
  const met = reference.kpi.direction === 'lower' ? value.value <= aim : value.value >= aim;
  return say` The target of ${{ ...value, value: aim }} is ${met ? 'met' : 'missed'}.`;
}

function better({ kpi: { direction } }: Reference): string {
  if (direction === 'neutral') return '';
  return `${direction === 'higher' ? 'Higher' : 'Lower'} is better.`;
}

/** Who has a hand on a stage of the customer's life. */
const teams: Readonly<Record<Reference['kpi']['stage'], string>> = {
  Acquisition: 'marketing and sales',
  Onboarding: 'the onboarding team, with the customer’s sponsor',
  Adoption: 'customer success and product',
  'Value Realization': 'customer success managers, with the customer’s decision makers',
  Retention: 'customer success managers',
  'Loyalty & Growth': 'account managers and customer success managers',
  Operations: 'support and customer success operations',
};

function whoOf({ kpi }: Reference, fired: readonly Action[], context: Context): Prose {
  const plays = [...accountRules(context), ...kpiRules(context)].flatMap(({ playbook }) =>
    playbook.moves === kpi.id ? [`“${playbook.title}”`] : [],
  );
  const due = fired.filter(({ moves_kpi }) => moves_kpi === kpi.id);
  const team = say`Those with a hand on it are ${teams[kpi.stage]}.`;
  if (plays.length === 0) return say`${team} No playbook moves it yet.`;
  const owners = [...new Set(due.map(({ owner }) => owner))];
  if (owners.length === 0) {
    return say`${team} When a rule fires, the ${plays.length === 1 ? 'play is' : 'plays are'} ${list(plays)}.`;
  }
  const [first = '', second] = owners;
  const whom =
    second === undefined ? first : say`${first} and ${counted(owners.length - 1, 'other')}`;
  const what = counted(due.length, 'action');
  return say`${team} This ${nounOf(context.edition)} ${what} of ${list(plays)} ${due.length === 1 ? 'is' : 'are'} with ${whom}.`;
}
