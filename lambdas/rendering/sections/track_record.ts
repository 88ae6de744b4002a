import type { Figure, Report } from '../../reports/model.ts';
import type { Pen } from '../writing/pen.ts';

interface BandRow {
  readonly label: string;
  readonly ratings: string;
  readonly lost: string;
  readonly share: string;
  /** From … to …, within which the share probably lies. */
  readonly range: string;
}

export interface TrackRecordView {
  readonly title: string;
  readonly sentences: readonly string[];
  readonly bands: readonly BandRow[];
  readonly note: string | null;
}

export function trackRecordView(
  { title, sentences, bands, note }: NonNullable<Report['track_record']>,
  pen: Pen,
): TrackRecordView {
  const write = (figure: Figure | null) => (figure === null ? '–' : pen.prose([{ figure }]));
  return {
    title: pen.title(title),
    sentences: sentences.map((sentence) => pen.prose(sentence)),
    bands: bands.map(({ label, ratings, lost, share, low, high }) => ({
      label: pen.plain(label, 20),
      ratings: write(ratings),
      lost: write(lost),
      share: write(share),
      range: pen.t('{0} to {1}', write(low), write(high)),
    })),
    note: note === null ? null : pen.prose(note),
  };
}
