import type { Words } from '../languages/words.ts';
import type { FollowUpView } from '../sections/follow_up.ts';
import type { TrackRecordView } from '../sections/track_record.ts';
import { table, titled, wrap } from './layout.ts';
import { more } from './lists.ts';

type Lines = readonly string[];

/** A line per action with its number then and now, what was asked of whom below it. */
export function textFollowUp({ title, note, rows }: FollowUpView, t: Words['t']): Lines {
  const [header = '', ...lines] = table([
    [t('Action'), t('Then'), t('Now')],
    ...rows.shown.map((row) => [row.name, row.was, row.is.text]),
  ]);
  const body = rows.shown.flatMap((row, index) => [lines[index] ?? '', ...wrap(row.what, '  ')]);
  const told = body.length > 0 ? [header, ...body] : [];
  return [...titled(title), ...told, ...wrap(note ?? ''), ...more(rows.more)];
}

export function textTrackRecord(
  { title, sentences, bands, note }: TrackRecordView,
  t: Words['t'],
): Lines {
  const lines = table([
    [t('Churn risk'), t('Ratings'), t('Left'), t('Share'), t('Likely')],
    ...bands.map(({ label, ratings, lost, share, range }) => [label, ratings, lost, share, range]),
  ]);
  return [
    ...titled(title),
    ...(bands.length > 0 ? lines : []),
    ...sentences.flatMap((sentence) => wrap(sentence)),
    ...wrap(note ?? ''),
  ];
}
