import type { Report, Tile } from '../../reports/model.ts';
import type { Pen } from '../writing/pen.ts';
import { type Toned, toned } from '../writing/tone.ts';
import { windowWords } from './tiles.ts';

interface TargetRow {
  readonly label: string;
  readonly window: string | null;
  readonly value: Toned;
  readonly target: string;
}

interface TargetsView {
  readonly name: string;
  readonly title: string;
  readonly rows: readonly TargetRow[];
}

/** Headline KPIs that were measured well enough to be judged, by whether they met their target. */
export interface BothTargets {
  readonly met: TargetsView;
  readonly missed: TargetsView;
}

type Judged = Tile & { value: NonNullable<Tile['value']>; target: NonNullable<Tile['target']> };

export function targetsView({ tiles }: Report, pen: Pen): BothTargets {
  const judged = tiles.filter(isJudged);
  const met = judged.filter(({ target }) => target.met);
  const missed = judged.filter(({ target }) => !target.met);
  const all = pen.count(judged.length);
  const none = pen.t('No headline KPI has a target that could be judged');
  return {
    met: {
      name: pen.t('Targets met'),
      title:
        judged.length === 0
          ? none
          : pen.t('{0} of {1} targets were met', pen.count(met.length), all),
      rows: met.map((tile) => row(tile, pen)),
    },
    missed: {
      name: pen.t('Targets missed'),
      title: judged.length === 0 ? none : missedTitle(missed.length, all, pen),
      rows: missed.map((tile) => row(tile, pen)),
    },
  };
}

function missedTitle(missed: number, all: string, pen: Pen): string {
  if (missed === 0) return pen.t('No target was missed');
  return pen.t('{0} of {1} targets {2:was|were} missed', pen.count(missed), all, missed);
}

function isJudged(tile: Tile): tile is Judged {
  return tile.status === 'measured' && tile.judged && tile.value !== null && tile.target !== null;
}

function row({ label, window, value, target }: Judged, pen: Pen): TargetRow {
  return {
    label: pen.prose(label, 60),
    window: windowWords(window, pen),
    value: toned(pen.number(value), target.met ? 'good' : 'bad'),
    target: pen.number(target.value),
  };
}
