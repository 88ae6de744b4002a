import type { Context } from '../context.ts';
import type { Prose, Tile } from '../model.ts';
import { resolve } from '../references.ts';
import { say } from '../words/say.ts';
import { changeWords, nameOf } from '../words/tile_words.ts';

/** Headline KPIs that left their usual range for the better. */
export function betterThanUsual(tiles: readonly Tile[]): Prose[] {
  return tiles.flatMap((tile) => {
    if (tile.value === null || tile.change?.tone !== 'good' || !tile.change.unusual) return [];
    return [say`${nameOf(tile)} ${changeWords(tile.change)} to ${tile.value}, better than usual.`];
  });
}

/** Headline KPIs that met their target and did not before. */
export function targetsReached(tiles: readonly Tile[], { kpis }: Context): Prose[] {
  return tiles.flatMap((tile) => {
    const before = tile.trend.at(-2) ?? null;
    if (tile.target === null || !tile.target.met || !tile.judged || before === null) return [];
    const { direction } = resolve(tile.kpi, kpis, 'headlines').kpi;
    const aim = tile.target.value.value;
    const hadMet = direction === 'lower' ? before <= aim : before >= aim;
    return hadMet ? [] : [say`${nameOf(tile)} reached its target of ${tile.target.value}.`];
  });
}
