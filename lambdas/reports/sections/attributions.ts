import { type Explanation, standsOut } from '../attribution/choose.ts';
import { type Change, stepOf } from '../attribution/decomposition.ts';
import type { Effect } from '../attribution/effects.ts';
import { type Explained, explain } from '../attribution/explain.ts';
import { nameOfDimension, nameOfPart, rowName } from '../attribution/names.ts';
import { differenceOf, remainderOf } from '../attribution/rounding.ts';
import { claimOf, detailOf } from '../attribution/sentence.ts';
import { toneOf } from '../change.ts';
import type { Context } from '../context.ts';
import type { Figure, Prose, Report, Tile, Tone } from '../model.ts';
import { type Reference, resolve } from '../references.ts';
import type { Attribution } from '../special_sections.ts';
import { counted } from '../words/figures.ts';
import { capital, fixed, say } from '../words/say.ts';
import { nameOf } from '../words/tile_words.ts';

/** Parts shown before the rest is one row. */
const mostParts = 3;

/**
 * What explains the headline KPIs that left their usual range, and in any case the first one when it moved.
 * Too few to judge is too few to explain.
 */
export function attributionsOf(tiles: readonly Tile[], context: Context): Report['attributions'] {
  const found = tiles.flatMap((tile, place) => {
    if (!asksWhy(tile, place)) return [];
    const reference = resolve(`${tile.kpi}@${tile.window}`, context.kpis, 'headlines');
    const explained = explain(reference, context);
    return explained === null ? [] : [{ explained, told: attributionFrom(reference, explained) }];
  });
  const [first] = found;
  if (first === undefined) return null;
  const title = titleOf(fixed(first.told.label), first.explained.explanation, found.length - 1);
  return { title, kpis: found.map(({ told }) => told) };
}

function asksWhy({ change, judged }: Tile, place: number): boolean {
  if (change === null || change.direction === 'flat' || !judged) return false;
  return change.unusual || place === 0;
}

function titleOf(label: Prose, explanation: Explanation, more: number): Prose {
  const { dimension, leader } = explanation;
  const others = more === 0 ? '' : say`; ${counted(more, 'more number')} explained`;
  if (!standsOut(explanation)) {
    return say`${label} moved in every ${nameOfDimension(dimension)}${others}`;
  }
  return capital(say`${nameOfPart(dimension, leader.name)} moved ${label} most${others}`);
}

/** Null where nothing is known to explain it. */
export function attributionOf(reference: Reference, context: Context): Attribution | null {
  const found = explain(reference, context);
  return found === null ? null : attributionFrom(reference, found);
}

function attributionFrom(
  { kpi, window }: Reference,
  { change, explanation }: Explained,
): Attribution {
  const label = nameOf({ label: kpi.label, window });
  const total = differenceOf(change.now, stepOf(change));
  const tone = (effect: number) => toneOf(directionOf(effect), kpi.direction);
  return {
    kpi: kpi.id,
    label,
    claim: claimOf(label, change, explanation),
    by: nameOfDimension(explanation.dimension),
    ...rowsOf(change, explanation, total, tone),
    total: { ...total, signed: true },
  };
}

function rowsOf(
  change: Change,
  { dimension, effects, leader }: Explanation,
  total: Figure,
  tone: (effect: number) => Tone,
): Pick<Attribution, 'rows' | 'others'> {
  const shown = [
    leader,
    ...bySize(effects.filter((effect) => effect !== leader && effect.name !== '')),
  ]
    .slice(0, mostParts)
    .filter(({ effect }) => differenceOf(change.now, effect, total.value).value !== 0);
  const rows = shown.map((part) => ({
    name: rowName(dimension, part.name),
    detail: detailOf(change, dimension, part),
    effect: { ...differenceOf(change.now, part.effect, total.value), signed: true },
    tone: tone(part.effect),
  }));
  const parts = effects.filter(({ effect }) => effect !== 0).length - shown.length;
  const left = remainderOf(
    total,
    rows.map(({ effect }) => effect),
  );
  if (parts <= 0 && left.value === 0) return { rows, others: null };
  const others = {
    parts: Math.max(0, parts),
    effect: { ...left, signed: true },
    tone: tone(left.value),
  };
  return { rows, others };
}

function bySize(effects: readonly Effect[]): Effect[] {
  return [...effects].sort((a, b) => Math.abs(b.effect) - Math.abs(a.effect));
}

function directionOf(effect: number) {
  if (effect === 0) return 'flat';
  return effect > 0 ? 'up' : 'down';
}
