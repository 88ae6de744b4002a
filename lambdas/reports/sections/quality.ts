import type { Context } from '../context.ts';
import type { Action, Prose, Report, Tile } from '../model.ts';
import { count, counted } from '../words/figures.ts';
import { plural, say } from '../words/say.ts';
import { dataNotes } from './data_notes.ts';
import { readingNotes } from './reading_notes.ts';
import { unmeasuredOf } from './unmeasured.ts';

/** How far the numbers can be trusted, in plain words. */
export function qualityOf(
  tiles: readonly Tile[],
  fired: readonly Action[],
  context: Context,
): Report['quality'] {
  const notes = [...dataNotes(context), ...readingNotes(tiles, fired, context)];
  const unmeasured = unmeasuredOf(tiles, context);
  return {
    title: titleOf(notes.length, unmeasured.length),
    notes,
    unmeasured,
    restated: [...context.restated],
  };
}

function titleOf(notes: number, unmeasured: number): Prose {
  if (notes > 0) return say`${counted(notes, 'thing')} to know before relying on these numbers`;
  if (unmeasured === 0) return say`Every check passed: nothing was rejected, doubled or missing`;
  return say`The data passed every check; ${count(unmeasured)} ${plural(unmeasured, 'KPI')} could not be measured`;
}
