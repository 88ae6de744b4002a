import type { Scorecard } from '../../kpis/scores/scorecard.ts';
import type { AccountField, Playbook } from '../../settings/playbooks.ts';
import type { Outcome } from '../action_sections.ts';
import type { Context } from '../context.ts';
import type { Figure, Prose } from '../prose.ts';
import { factNumber } from '../words/fact_numbers.ts';
import { fixed, say } from '../words/say.ts';
import { holds } from './account_asks.ts';
import { type Asked, type AskedOfAccount, askedAt, givenOf } from './asked.ts';
import { type AskedOfKpi, judgedAt } from './kpi_asks.ts';
import { fires } from './kpi_conditions.ts';

/** What became of each action that the report before this one gave, in its order. */
export function outcomesOf(context: Context): readonly Outcome[] {
  const asked = askedAt(context, 1);
  return [...givenOf(asked, context)].map((one) => outcomeOf(one, context));
}

function outcomeOf(asked: Asked, context: Context): Outcome {
  const { playbook, owner } = asked;
  const known = { playbook: playbook.id, title: playbook.title, owner };
  return asked.about === 'account'
    ? { ...known, ...accountOutcome(asked, context) }
    : { ...known, ...kpiOutcome(asked, context) };
}

type Moved = Pick<Outcome, 'name' | 'number' | 'was' | 'is' | 'became'>;

function accountOutcome({ playbook, account, facts }: AskedOfAccount, context: Context): Moved {
  const { field, better } = numberOf(playbook);
  const { name, least, write } = factNumber(field);
  const [before, after] = [facts[field], account.facts[field]];
  const written = (value: number | null) =>
    value === null ? say`unknown` : write(value, context.currency);
  const known = { name: [account.name], number: name, was: written(before), is: written(after) };
  if (!account.is_customer) {
    return { ...known, is: account.is_lost ? say`left` : say`paused`, became: 'worse' };
  }
  if (hasSettled(playbook, account)) return { ...known, became: 'settled' };
  return { ...known, became: compared(before, after, better, least) };
}

/** A risk is settled when its rule no longer fires; what may be gained is told by its number alone. */
function hasSettled({ kind, when = [] }: Playbook, { facts }: Scorecard): boolean {
  const isKnown = when.every(({ field }) => facts[field] !== null);
  return kind === 'risk' && isKnown && !holds(when, facts);
}

function numberOf({ number, when = [] }: Playbook): {
  readonly field: AccountField;
  readonly better: 'higher' | 'lower';
} {
  const [first] = when;
  if (number !== undefined || first === undefined) {
    return number ?? { field: 'health', better: 'higher' };
  }
  const { field, is } = first;
  return { field, better: is === 'at_least' || is === 'above' ? 'lower' : 'higher' };
}

function compared(
  before: number | null,
  after: number | null,
  better: 'higher' | 'lower' | 'neutral',
  least: number,
): Outcome['became'] {
  if (before === null || after === null) return 'unknown';
  if (better === 'neutral' || Math.abs(after - before) < least) return 'unchanged';
  return after > before === (better === 'higher') ? 'better' : 'worse';
}

function kpiOutcome({ playbook, segment, judged }: AskedOfKpi, context: Context): Moved {
  const again = judgedAt({ playbook, when: playbook.when_kpi ?? [] }, segment, context, 0) ?? [];
  const [first] = judged;
  const [before, after] = [first?.value ?? null, again[0]?.value ?? null];
  const { label = playbook.title, direction = 'neutral' } = first?.reference.kpi ?? {};
  const name = segment === null ? fixed(label) : say`${fixed(label)} (${segment.value})`;
  const known = { name, number: '', was: write(before), is: write(after) };
  const isOver = after !== null && !again.every((one) => fires(one, context));
  if (isOver) return { ...known, became: 'settled' };
  const least = Math.abs(before?.value ?? 0) * leastShare;
  const became = compared(before?.value ?? null, after?.value ?? null, direction, least);
  return { ...known, became };
}

/** Of a KPI's value: a smaller move is none. */
const leastShare = 0.01;

function write(figure: Figure | null): Prose {
  return figure === null ? say`unknown` : say`${figure}`;
}
