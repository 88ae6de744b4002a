import type { AttributionsView, AttributionView } from '../sections/attributions.ts';
import type { KpiReviewView, MaturityView } from '../sections/reviews.ts';
import type { SpotlightView } from '../sections/spotlight.ts';
import type { PostMortemsView, StoryView } from '../sections/timelines.ts';
import { table, titled, wrap } from './layout.ts';
import { more } from './lists.ts';

type Lines = readonly string[];

export function textAttributions({ title, kpis }: AttributionsView): Lines {
  return [...titled(title), ...kpis.shown.flatMap(textAttribution), ...more(kpis.more)];
}

function textAttribution({ claim, parts, total, change }: AttributionView, place: number): Lines {
  const rows = table([
    ...parts.map(({ name, effect }) => [`  ${name}`, effect.text]),
    [`  ${total}`, change],
  ]);
  const body = parts.flatMap(({ detail }, index) => [
    rows[index] ?? '',
    ...wrap(detail ?? '', '    '),
  ]);
  return [...(place === 0 ? [] : ['']), ...wrap(claim), ...body, rows.at(-1) ?? ''];
}

export function textSpotlight({ title, meaning, standing, who }: SpotlightView): Lines {
  return [...titled(title), ...wrap(standing), ...wrap(meaning), ...wrap(who)];
}

export function textStory({ title, events }: StoryView): Lines {
  return [...titled(title), ...textEvents(events)];
}

export function textPostMortems({ title, accounts, rest }: PostMortemsView): Lines {
  const told = accounts.shown.flatMap(({ name, reason, events, hindsight }, place) => [
    ...(place === 0 ? [] : ['']),
    ...wrap(name),
    ...wrap(reason, '  '),
    ...textEvents(events),
    ...hindsight.flatMap((line) => wrap(line, '  ')),
  ]);
  return [...titled(title), ...told, ...more(accounts.more), ...wrap(rest ?? '')];
}

function textEvents(events: StoryView['events']): Lines {
  const widest = Math.max(0, ...events.map(({ on }) => on.length));
  return events.flatMap(({ on, what }) =>
    wrap(what, ' '.repeat(widest + 4), `  ${on.padEnd(widest)}  `),
  );
}

export function textKpiReview({ title, rows, rest }: KpiReviewView): Lines {
  const body = rows.shown.flatMap(({ label, proposal, reason }) => [
    ...wrap(`${label}: ${proposal}`, '  ', '- '),
    ...wrap(reason, '  '),
  ]);
  return [...titled(title), ...body, ...more(rows.more), ...wrap(rest ?? '')];
}

export function textMaturity({ title, now, before, rows }: MaturityView): Lines {
  const cells = (label: string, is: string, was: string) =>
    before === null ? [label, is] : [label, is, was];
  const [header = '', ...lines] = table([
    cells('', now, before ?? ''),
    ...rows.map((row) => cells(row.label, row.now, row.before)),
  ]);
  const body = rows.flatMap(({ meaning }, index) => [lines[index] ?? '', ...wrap(meaning, '  ')]);
  return [...titled(title), header, ...body];
}
