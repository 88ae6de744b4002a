import { accountRules, kpiRules } from '../actions/rules.ts';
import { type Context, figureOf } from '../context.ts';
import type { Action, Figure, Prose, Report } from '../model.ts';
import { type Reference, resolve } from '../references.ts';
import { counted } from '../words/figures.ts';
import { thisPeriod } from '../words/period_words.ts';
import { fixed, list, plural, say, sentence, spaced } from '../words/say.ts';
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
    title: say`${fixed(kpi.label)}: ${fixed(kpi.question)}`,
    meaning: spaced([fixed(kpi.definition), ...better(reference)]),
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
  const target = { ...value, value: aim };
  return met ? say` The target of ${target} is met.` : say` The target of ${target} is missed.`;
}

function better({ kpi: { direction } }: Reference): Prose[] {
  if (direction === 'neutral') return [];
  return [direction === 'higher' ? say`Higher is better.` : say`Lower is better.`];
}

/** Who has a hand on a stage of the customer's life. */
const teams: Readonly<Record<Reference['kpi']['stage'], Prose>> = {
  Acquisition: say`marketing and sales`,
  Onboarding: say`the onboarding team, with the customer’s sponsor`,
  Adoption: say`customer success and product`,
  'Value Realization': say`customer success managers, with the customer’s decision makers`,
  Retention: say`customer success managers`,
  'Loyalty & Growth': say`account managers and customer success managers`,
  Operations: say`support and customer success operations`,
};

function whoOf({ kpi }: Reference, fired: readonly Action[], context: Context): Prose {
  const plays = [...accountRules(context), ...kpiRules(context)].flatMap(({ playbook }) =>
    playbook.moves === kpi.id ? [say`“${fixed(playbook.title)}”`] : [],
  );
  const due = fired.filter(({ moves_kpi }) => moves_kpi === kpi.id);
  const team = say`Those with a hand on it are ${teams[kpi.stage]}.`;
  if (plays.length === 0) return say`${team}${say` No playbook moves it yet.`}`;
  const owners = [...new Set(due.map(({ owner }) => owner))];
  if (owners.length === 0) {
    const when = say` When a rule fires, the ${plural(plays.length, 'play is', 'plays are')} ${list(plays)}.`;
    return say`${team}${when}`;
  }
  const [first = '', second] = owners;
  const whom =
    second === undefined
      ? fixed(first)
      : say`${fixed(first)} and ${counted(owners.length - 1, 'other')}`;
  const what = say`${counted(due.length, 'action')} of ${list(plays)}`;
  const when = thisPeriod(context.edition);
  const now = say`${when} ${what} ${plural(due.length, 'is', 'are')} with ${whom}`;
  return say`${team} ${sentence(now)}`;
}
