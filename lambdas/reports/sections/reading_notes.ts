import type { Context } from '../context.ts';
import type { Action, Prose, Tile } from '../model.ts';
import { count, counted } from '../words/figures.ts';
import { thePeriod } from '../words/period_words.ts';
import { fixed, list, plural, say } from '../words/say.ts';
import { nameOf } from '../words/tile_words.ts';
import { showsBridge } from './shown.ts';

/** What to mind when reading this report, beside the data itself. */
export function readingNotes(
  tiles: readonly Tile[],
  fired: readonly Action[],
  context: Context,
): Prose[] {
  return [
    ...fewNote(tiles),
    ...leftOutNote(tiles, context),
    ...ownerNote(fired),
    ...cameAndWentNote(context),
    ...restatedNote(context.restated.length),
    ...restatedBeforeNote(context),
  ];
}

function fewNote(tiles: readonly Tile[]): Prose[] {
  const few = tiles.filter(({ judged, status }) => !judged && status === 'measured');
  if (few.length === 0) return [];
  const names = list(few.map(nameOf));
  const n = few.length;
  return [say`Too few to judge: ${names} ${plural(n, 'rests', 'rest')} on a small sample.`];
}

/** Impossible durations: more of them than a few say something of the clocks. */
function leftOutNote(tiles: readonly Tile[], context: Context): Prose[] {
  return tiles.flatMap((tile) => {
    const left = context.record(tile.kpi, tile.window, context.period)?.left_out ?? 0;
    if (left === 0) return [];
    return [
      say`${nameOf(tile)} leaves out ${counted(left, 'case')} that ended before ${plural(left, 'it', 'they')} began.`,
    ];
  });
}

function ownerNote(fired: readonly Action[]): Prose[] {
  const nobody = fired.filter(({ owner }) => owner === 'unassigned').length;
  if (nobody === 0) return [];
  const actions = counted(nobody, 'action');
  return [say`${actions} ${plural(nobody, 'has', 'have')} no owner, since the account has no CSM.`];
}

/** The bridge says it where there is one. */
function cameAndWentNote({ quality: { came_and_went }, edition, scope }: Context): Prose[] {
  if (came_and_went === null || came_and_went.value === 0) return [];
  if (showsBridge(edition) && scope === null) return [];
  return [say`${came_and_went} of MRR came and went inside ${thePeriod(edition)}, in no KPI.`];
}

function restatedNote(restated: number): Prose[] {
  if (restated === 0) return [];
  return [
    say`${count(restated)} ${plural(restated, 'KPI')} ${plural(restated, 'differs', 'differ')} from what this report first said.`,
  ];
}

/** Latest first; what was reported of them is in the archive. */
function restatedBeforeNote({ restatedBefore }: Context): Prose[] {
  if (restatedBefore.length === 0) return [];
  const periods = restatedBefore
    .toReversed()
    .map(({ period, kpis }) => say`${fixed(period)} (${counted(kpis, 'KPI')})`);
  return [say`Other than in the last report, since data came late: ${list(periods)}.`];
}
