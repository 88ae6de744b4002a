import type { Context } from '../context.ts';
import type { Figure, Prose, Tile } from '../model.ts';
import { reading } from '../references.ts';
import { count, counted, percent } from '../words/figures.ts';
import { reasonOf } from '../words/kpi_reasons.ts';
import { thisPeriod } from '../words/period_words.ts';
import { capital, fixed, list, plural, say } from '../words/say.ts';
import { changeWords, nameOf } from '../words/tile_words.ts';
import { hasRecovered } from './wins.ts';

/** Three to five sentences that carry the report for who reads no further. */
export function summaryOf(tiles: readonly Tile[], context: Context): Prose[] {
  return [
    revenueSentence(context),
    ...secondSentence(context),
    unusualSentence(tiles, context),
    ...targetSentence(tiles),
    healthSentence(context),
  ];
}

function revenueSentence(context: Context): Prose {
  const mrr = reading(context, 'mrr');
  if (mrr === null || context.currency === null) return noRevenue(context);
  const base = counted(context.customers.length, 'customer');
  return say`${capital(base)} ${plural(context.customers.length, 'pays', 'pay')} ${mrr} of MRR${yearOnYear(mrr, context)}.`;
}

function noRevenue(context: Context): Prose {
  const record = context.record('mrr', 'period', context.period);
  return say`MRR is not measured: ${fixed((record && reasonOf(record)) ?? 'there is no total')}.`;
}

function yearOnYear(now: Figure, context: Context): Prose {
  if (context.lastYear === null) return say`; there is no comparable week a year earlier`;
  const then = reading(context, 'mrr', { period: context.lastYear });
  if (then === null || then.value <= 0) return [];
  const growth = now.value / then.value - 1;
  const [size, year] = [percent(Math.abs(growth)), { period: context.lastYear.label }];
  return growth < 0 ? say`, ${size} below ${year}` : say`, ${size} above ${year}`;
}

/** Leaders ask for retention first; a week is too short to move it, so the team gets satisfaction. */
function secondSentence(context: Context): Prose[] {
  if (context.edition === 'weekly') return satisfactionSentence(context);
  const window = 'trailing_12_months';
  const net = reading(context, 'net_revenue_retention', { window });
  const gross = reading(context, 'gross_revenue_retention', { window });
  if (net === null || gross === null) return [];
  return [
    say`Over twelve months customers kept ${gross} of their revenue, and ${net} with their expansion.`,
  ];
}

function satisfactionSentence(context: Context): Prose[] {
  const satisfied = reading(context, 'customer_satisfaction_score');
  const record = context.record('customer_satisfaction_score', 'period', context.period);
  if (satisfied === null || record?.sample === null || record?.sample === undefined) return [];
  const answers = counted(record.sample, 'survey answer');
  return [
    record.judged === false
      ? say`${satisfied} of ${answers} were satisfied, too few to judge.`
      : say`${satisfied} of ${answers} were satisfied.`,
  ];
}

function unusualSentence(tiles: readonly Tile[], { before }: Context): Prose {
  const moved = tiles.flatMap((tile) =>
    tile.change?.unusual && tile.change.direction !== 'flat' && tile.judged
      ? [say`${nameOf(tile)} ${changeWords(tile.change)}`]
      : [],
  );
  if (moved.length > 0)
    return say`Unusual against ${{ period: before.label }}: ${list(moved.slice(0, 3))}.`;
  const compared = tiles.some(({ change, trend }) => change !== null && trend.length > 6);
  if (!compared) return say`The history is too short to tell what is unusual.`;
  return say`Against ${{ period: before.label }} every headline KPI with enough history stayed in its usual range.`;
}

function targetSentence(tiles: readonly Tile[]): Prose[] {
  const aimed = tiles.filter(({ target, judged }) => target !== null && judged);
  if (aimed.length === 0) return [];
  const missed = aimed.filter(({ target }) => target?.met === false);
  const met = aimed.length - missed.length;
  if (met === 1 && missed.length === 0)
    return [say`The one target is met: ${list(aimed.map(nameOf))}.`];
  if (met === 2 && missed.length === 0) return [say`Both targets are met.`];
  if (missed.length === 0) return [say`All ${count(met)} targets are met.`];
  return [
    say`${count(met)} of ${counted(aimed.length, 'target')} met; missed: ${list(missed.map(nameOf))}.`,
  ];
}

function healthSentence({ customers, edition }: Context): Prose {
  const when = thisPeriod(edition);
  const scored = customers.filter(({ tier }) => tier !== null);
  if (scored.length === 0) return say`Health is unknown: no customer could be scored.`;
  const recovered = customers.filter(hasRecovered).length;
  const reddened = scored.filter(
    ({ tier, previous_tier }) =>
      tier === 'red' && previous_tier !== null && previous_tier !== 'red',
  ).length;
  if (recovered + reddened === 0) return say`Nobody turned red and nobody recovered ${when}.`;
  if (recovered === 0)
    return say`${counted(reddened, 'customer')} turned red ${when}, and nobody recovered.`;
  const bad = reddened === 0 ? say`nobody turned red` : say`${count(reddened)} turned red`;
  return say`${counted(recovered, 'customer')} recovered to green ${when}, and ${bad}.`;
}
