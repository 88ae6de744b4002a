import type { TileView } from '../sections/tiles.ts';
import type { View } from '../view.ts';
import { table, wrap } from './layout.ts';

/** A line per KPI with value and change in columns, what it is compared with below it. */
export function textMetrics({ lead, tiles }: View): readonly string[] {
  const all = [...(lead === null ? [] : [lead]), ...tiles.flat()];
  const rows = table(
    all.map((tile) => [tile.label, tile.value ?? tile.absent ?? '', tile.change?.text ?? '']),
  );
  return all.flatMap((tile, index) => [rows[index] ?? '', ...wrap(remarks(tile), '  ')]);
}

function remarks(tile: TileView): string {
  const { window, per, comparison, target, caution, evidence, reason } = tile;
  const parts = [window, per, comparison, target, caution, evidence, reason];
  return parts.filter((part) => part !== null).join('; ');
}
