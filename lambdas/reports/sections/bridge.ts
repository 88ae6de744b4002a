import { OurBug } from '../../errors.ts';
import type { Context } from '../context.ts';
import type { Figure, Prose, Report } from '../model.ts';
import { reading } from '../references.ts';
import { money, times } from '../words/figures.ts';
import { movementNames } from '../words/movements.ts';
import { thePeriod } from '../words/period_words.ts';
import { say, spaced } from '../words/say.ts';

type Bridge = NonNullable<Report['bridge']>;
type Line = Bridge['lines'][number];

/** KPI of each line; a line that is not `always` shown is left out when it is 0. */
const lines = [
  { kpi: 'new_mrr', movement: 'new', always: true },
  { kpi: 'reactivation_mrr', movement: 'reactivation', always: false },
  { kpi: 'resumed_mrr', movement: 'resume', always: false },
  { kpi: 'expansion_revenue', movement: 'expansion', always: true },
  { kpi: 'contraction_mrr', movement: 'contraction', always: true },
  { kpi: 'paused_mrr', movement: 'pause', always: false },
  { kpi: 'churned_mrr', movement: 'churn', always: true },
] as const;

/** KPIs that a bridge shows. */
export function bridgeKpis(bridge: Bridge): string[] {
  const shown = new Set(bridge.lines.map(({ label }) => label));
  const moved = lines.filter(({ movement }) => shown.has(movementNames[movement].line));
  return ['mrr', 'net_new_mrr', ...moved.map(({ kpi }) => kpi)];
}

/** From opening to closing MRR; null without a total. Throws OurBug when it does not add up to the cent. */
export function bridgeOf(context: Context): Bridge | null {
  const closing = reading(context, 'mrr');
  const netNew = reading(context, 'net_new_mrr');
  if (context.currency === null || closing === null || netNew === null) return null;
  const moved = lines.flatMap((line) => lineOf(line, context));
  mustAddUp(netNew, moved, context);
  const exchange = reading(context, 'exchange_mrr')?.value ?? 0;
  return {
    title: titleOf(netNew.value, moved, context.currency),
    currency: context.currency,
    // Net new MRR is free of exchange, so the opening as it was reported differs by both.
    opening: closing.value - netNew.value - exchange,
    closing: closing.value,
    lines: [...moved, ...exchangeLine(exchange)],
    note: noteOf(context),
  };
}

function lineOf({ kpi, movement, always }: (typeof lines)[number], context: Context): Line[] {
  const { gain, line } = movementNames[movement];
  const size = reading(context, kpi)?.value ?? 0;
  if (size === 0 && !always) return [];
  // Adding 0 turns a loss of −0 into 0, which prints without a sign.
  return [{ label: line, amount: (gain ? size : -size) + 0, tone: gain ? 'good' : 'bad' }];
}

function exchangeLine(amount: number): Line[] {
  return amount === 0 ? [] : [{ label: 'Exchange rates', amount, tone: 'neutral' }];
}

function mustAddUp(netNew: Figure, moved: readonly Line[], { period }: Context): void {
  const sum = moved.reduce((total, { amount }) => total + amount, 0);
  if (Math.abs(sum - netNew.value) < 0.01) return;
  throw new OurBug(
    `MRR bridge of ${period.label}: the movements add up to ${sum}, net new MRR is ${netNew.value}. Check the records ${lines.map(({ kpi }) => kpi).join(', ')}.`,
  );
}

function titleOf(net: number, moved: readonly Line[], currency: string): Prose {
  const sum = (tone: Line['tone']) =>
    Math.abs(moved.reduce((total, line) => total + (line.tone === tone ? line.amount : 0), 0));
  const [gains, losses] = [sum('good'), sum('bad')];
  const amount = money(Math.abs(net), currency);
  if (gains === 0 && losses === 0) return say`MRR did not move: nothing gained, nothing lost`;
  if (Math.abs(net) < 0.01)
    return say`MRR held: gains of ${money(gains, currency)} made up for all losses`;
  if (net > 0 && losses === 0) return say`MRR grew ${amount} and lost nothing`;
  if (net > 0) return say`MRR grew ${amount}: gains were ${times(gains / losses)} times losses`;
  if (gains === 0) return say`MRR fell ${amount} with no gain against it`;
  return say`MRR fell ${amount}: losses were ${times(losses / gains)} times gains`;
}

/** Not in a scope: what came and went is known for the whole company only. */
function cameAndWent({ quality: { came_and_went }, edition, scope }: Context): Prose[] {
  if (scope !== null || came_and_went === null || came_and_went.value === 0) return [];
  return [
    say`${came_and_went} started and ended inside ${thePeriod(edition)} and is in no line and no KPI.`,
  ];
}

/** The end of a discount is expansion that nobody sold. */
function endedDiscounts(context: Context): Prose[] {
  const ended = reading(context, 'discount_end_mrr');
  if (ended === null || ended.value === 0) return [];
  return [say`${ended} of the expansion is discounts that ended.`];
}

function noteOf(context: Context): Prose | null {
  const notes = [...endedDiscounts(context), ...cameAndWent(context)];
  return notes.length === 0 ? null : spaced(notes);
}
