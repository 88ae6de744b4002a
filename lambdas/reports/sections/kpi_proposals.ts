import type { KpiText } from '../../kpis/kpi.ts';
import type { Playbook } from '../../settings/playbooks.ts';
import { editionNames } from '../../settings/schema.ts';
import { accountRules, kpiRules } from '../actions/rules.ts';
import type { Context } from '../context.ts';
import type { Prose } from '../model.ts';
import type { Reference } from '../references.ts';
import type { KpiReview } from '../special_sections.ts';
import { isUnusual, median } from '../unusual.ts';
import { reasonOf } from '../words/kpi_reasons.ts';
import { fixed, say } from '../words/say.ts';
import { as, type History, hasMoved, historyOf, isFlat } from './kpi_history.ts';
import { aimOf } from './tiles.ts';

/** What is proposed for one KPI, and how strongly, within its kind. */
export interface Proposal {
  readonly proposal: KpiReview['rows'][number]['proposal'];
  readonly reason: Prose;
  readonly strength: number;
}

/** Null where the KPI may stay as it is. */
export function proposalFor(kpi: KpiText, context: Context): Proposal | null {
  return retargeted(kpi, context) ?? added(kpi, context) ?? dropped(kpi, context);
}

/** A target that was met, or missed, in every period aims at nothing; what grows only passes its own once. */
function retargeted(kpi: KpiText, context: Context): Proposal | null {
  if (kpi.range === 'change') return null;
  return kpi.windows.reduce<Proposal | null>(
    (found, window) => found ?? targetOf({ kpi, window }, context),
    null,
  );
}

function targetOf(reference: Reference, context: Context): Proposal | null {
  const aim = aimOf(reference, context);
  const history = historyOf(reference, context);
  if (aim === null || history === null) return null;
  const { last, values, periods } = history;
  const meets = (value: number) =>
    reference.kpi.direction === 'lower' ? value <= aim : value >= aim;
  const met = values.filter(meets).length;
  if (met > 0 && met < values.length) return null;
  const [target, middle] = [as(last, aim), as(last, median(values))];
  return {
    proposal: 'retarget',
    reason:
      met === 0
        ? say`The target of ${target} was missed in each of ${periods}; their middle value is ${middle}.`
        : say`The target of ${target} was met in each of ${periods}; their middle value is ${middle}.`,
    strength: 0,
  };
}

/** What is asked of people or shown to them needs its source; what leads and moved deserves to be shown. */
function added(kpi: KpiText, context: Context): Proposal | null {
  const reference = { kpi, window: kpi.windows[0] ?? 'period' };
  const record = context.record(kpi.id, reference.window, context.period);
  const isShown = isHeadline(kpi, context);
  const [play] = playsThatMove(kpi, context);
  if (record?.status === 'no_data_source' && (isShown || play !== undefined)) {
    const use = isShown ? say`It is a headline` : say`“${fixed(play?.title ?? '')}” should move it`;
    const reason = say`${use}, but ${fixed(reasonOf(record) ?? 'it has no source')}: connect it.`;
    return { proposal: 'add', reason, strength: Number.POSITIVE_INFINITY };
  }
  const history = historyOf(reference, context);
  if (isShown || kpi.indicator !== 'leading' || record?.judged === false || history === null) {
    return null;
  }
  return leftItsRange(kpi, history, context);
}

function leftItsRange(
  { range }: KpiText,
  { last, values }: History,
  { settings }: Context,
): Proposal | null {
  if (isUnusual(values, range, settings.definitions.unusual_from_z) !== true) return null;
  const earlier = values.slice(0, -1);
  const [low, high] = [Math.min(...earlier), Math.max(...earlier)];
  const beyond = Math.max(low - last.value, last.value - high);
  return {
    proposal: 'add',
    reason: say`It leads, and at ${last} left its usual range; before it ran from ${as(last, low)} to ${as(last, high)}.`,
    strength: beyond / (high - low || Math.abs(high) || 1),
  };
}

/** What has no source, or never moved, and moves nobody to anything. */
function dropped(kpi: KpiText, context: Context): Proposal | null {
  if (isHeadline(kpi, context) || playsThatMove(kpi, context).length > 0) return null;
  const reference = { kpi, window: kpi.windows[0] ?? 'period' };
  const record = context.record(kpi.id, reference.window, context.period);
  if (record?.status === 'no_data_source') {
    const why = fixed(reasonOf(record) ?? 'its table is missing');
    const reason = say`It has no source, since ${why}, and no playbook moves it.`;
    return { proposal: 'drop', reason, strength: 0 };
  }
  const history = historyOf(reference, context);
  if (history === null || !isFlat(history) || hasMoved(kpi, history, context)) return null;
  const { last, values, periods } = history;
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const ran =
    low === high
      ? say`stood at ${last}`
      : say`stayed between ${as(last, low)} and ${as(last, high)}`;
  const reason = say`It ${ran} for ${periods}, and no playbook moves it.`;
  return { proposal: 'drop', reason, strength: low - high };
}

/** Shown in some edition. */
function isHeadline({ id, aliases = [] }: KpiText, { settings }: Context): boolean {
  const shown = editionNames.flatMap((edition) => settings.editions[edition].headlines);
  const ids = new Set(shown.map((reference) => reference.split('@')[0]));
  return [id, ...aliases].some((name) => ids.has(name));
}

function playsThatMove({ id, aliases }: KpiText, context: Context): readonly Playbook[] {
  const plays = [...accountRules(context), ...kpiRules(context)].map(({ playbook }) => playbook);
  return plays.filter(({ moves }) => moves === id || aliases?.includes(moves));
}
