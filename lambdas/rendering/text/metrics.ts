import type { Words } from '../languages/words.ts';
import { tilesOf } from '../sections/metrics.ts';
import type { BothTargets } from '../sections/targets.ts';
import type { TileView } from '../sections/tiles.ts';
import type { View } from '../view.ts';
import { table, titled, wrap } from './layout.ts';

/** A line per KPI with value and change in columns, what it is compared with below it; first the large drawing in words. */
export function textMetrics(view: View): readonly string[] {
  const all = tilesOf(view);
  const rows = table(
    all.map((tile) => [tile.label, tile.value ?? tile.absent ?? '', tile.change?.text ?? '']),
  );
  const drawn = view.lead === null ? [] : wrap(view.lead.alt);
  return [
    ...drawn,
    ...all.flatMap((tile, index) => [rows[index] ?? '', ...wrap(remarks(tile), '  ')]),
  ];
}

function remarks(tile: TileView): string {
  const { window, per, comparison, target, caution, evidence, reason } = tile;
  const parts = [window, per, comparison, target, caution, evidence, reason];
  return parts.filter((part) => part !== null).join('; ');
}

export function textTargets({ title, rows }: BothTargets['met'], t: Words['t']): readonly string[] {
  if (rows.length === 0) return titled(title);
  const lines = rows.map(({ label, window, value, target }) => [
    window === null ? label : `${label} (${window})`,
    value.text,
    target,
  ]);
  return [...titled(title), ...table([[t('KPI'), t('Value'), t('Target')], ...lines])];
}
