import type { Tile } from '../../reports/model.ts';
import { sparkline } from '../charts/sparkline.ts';
import { breakable } from '../writing/clean.ts';
import type { Pen } from '../writing/pen.ts';
import { type Toned, toned } from '../writing/tone.ts';

export interface TileView {
  readonly label: string;
  /** Words of the named window; null for the period itself. */
  readonly window: string | null;
  readonly value: string | null;
  /** Too long for the large size in a column of a phone, e.g. `312,4 Tsd. €`. */
  readonly value_is_long: boolean;
  /** "per account", set small beside the value. */
  readonly per: string | null;
  /** In place of the value: that and why there is none. */
  readonly absent: string | null;
  readonly reason: string | null;
  readonly arrow: string | null;
  readonly change: Toned | null;
  readonly comparison: string | null;
  /** Of an unusual change, what it is compared with: in a column the others go without. */
  readonly against: string | null;
  readonly target: string | null;
  readonly caution: string | null;
  /** What else is known of the value, in plain words. */
  readonly evidence: string | null;
  /** Target, caution and evidence, a line each. */
  readonly judgement: readonly string[];
  readonly chart: Picture | null;
}

/** A drawing and the name under which the message carries it. */
export interface Picture {
  readonly cid: string;
  readonly svg: string;
}

const longestLarge = 9;
/** Letters of a label's word that its column has room for. */
const longestWord = 22;

export function tileView(tile: Tile, index: number, pen: Pen): TileView {
  const measured = tile.status === 'measured' && tile.value !== null;
  const value = measured && tile.value ? pen.number(tile.value) : null;
  const judged = {
    target: measured ? targetWords(tile, pen) : null,
    caution: measured ? cautionOf(tile, pen) : null,
    evidence: measured ? evidenceOf(tile, pen) : null,
  };
  return {
    label: breakable(pen.prose(tile.label, 60), longestWord),
    window: windowWords(tile.window, pen),
    value,
    value_is_long: (value?.length ?? 0) > longestLarge,
    per: measured && tile.value ? pen.per(tile.value.unit) : null,
    absent: measured ? null : absence(tile, pen),
    reason: measured ? null : pen.prose(tile.reason ?? 'The reason was not recorded.', 160),
    ...changeView(tile, measured, pen),
    ...judged,
    judgement: Object.values(judged).filter((words) => words !== null),
    chart: measured ? chartOf(tile, index) : null,
  };
}

export function windowWords(window: string, pen: Pen): string | null {
  return window === 'period' ? null : pen.prose(window.replaceAll('_', ' '), 40);
}

function absence(tile: Tile, pen: Pen): string {
  return tile.status === 'no_data_source' ? pen.t('No data source') : pen.t('Not measurable');
}

function changeView(
  tile: Tile,
  measured: boolean,
  pen: Pen,
): Pick<TileView, 'arrow' | 'change' | 'comparison' | 'against'> {
  if (!measured) return { arrow: null, change: null, comparison: null, against: null };
  if (tile.change === null) {
    const comparison = pen.t('Nothing to compare with yet');
    return { arrow: null, change: null, comparison, against: null };
  }
  const { by, direction, unusual, against } = tile.change;
  const tone = unusual && tile.judged ? tile.change.tone : 'neutral';
  const text = direction === 'flat' ? pen.t('No change') : pen.brief({ ...by, signed: true });
  const versus = unusual ? pen.t('vs {0}', pen.period(against, 'short')) : null;
  return {
    arrow: { up: '▲', down: '▼', flat: null }[direction],
    change: toned(text, tone),
    comparison: versus ?? pen.t('within its usual range'),
    against: versus,
  };
}

function targetWords(tile: Tile, pen: Pen): string | null {
  if (tile.target === null) return null;
  const target = pen.number(tile.target.value);
  if (!tile.judged) return pen.t('Target {0}', target);
  return tile.target.met ? pen.t('Target {0}: met', target) : pen.t('Target {0}: missed', target);
}

function cautionOf(tile: Tile, pen: Pen): string | null {
  if (tile.judged) return null;
  return tile.sample === null
    ? pen.t('Too few to judge')
    : pen.t('{0}, too few to judge', pen.sample(tile.sample));
}

/** The legend says once what "likely" and "not due yet" mean. */
function evidenceOf({ interval, p90, pending, amount }: Tile, pen: Pen): string | null {
  const parts = [
    ...(amount === null ? [] : [pen.t('{0} of MRR', pen.brief(amount))]),
    ...(interval === null
      ? []
      : [pen.t('likely {0} to {1}', pen.number(interval.low), pen.number(interval.high))]),
    ...(p90 === null
      ? []
      : [pen.t('half took no longer, nine of ten at most {0}', pen.brief(p90))]),
    ...(pending === null || pending === 0 ? [] : [pen.t('{0} not due yet', pen.count(pending))]),
  ];
  return parts.length === 0 ? null : parts.join('; ');
}

function chartOf(tile: Tile, index: number): Picture | null {
  const svg = sparkline(tile.trend, tile.target?.value.value ?? null);
  return svg === null ? null : { cid: `trend-${index + 1}@cs-pulse`, svg };
}
