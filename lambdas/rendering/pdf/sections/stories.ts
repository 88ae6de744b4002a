import type { PostMortemsView, StoryView } from '../../sections/timelines.ts';
import type { View } from '../../view.ts';
import { type Section, section, wholeSection } from '../chapters.ts';
import { moreLine, table } from '../look.ts';
import { type Node, type StackNode, write } from '../nodes.ts';

type PostMortem = PostMortemsView['accounts']['shown'][number];

/** What was known of each customer that left, and what would have warned. */
export function postMortems({ post_mortems: view, words }: View): Section[] {
  if (view === null) return [];
  const rest = view.rest === null ? [] : [write(view.rest, 'note', { margin: [0, 4, 0, 0] })];
  return [
    section(words.t('Lost customers'), view.title, [
      ...view.accounts.shown.map(postMortem),
      ...moreLine(view.accounts.more),
      ...rest,
    ]),
  ];
}

function postMortem({ name, reason, events, hindsight }: PostMortem): StackNode {
  return {
    stack: [
      write(name, 'name', { tag: 'H4' }),
      write(reason, 'note', { margin: [0, 0, 0, 3] }),
      ...timeline(events),
      ...hindsight.map((line) => write(line, 'body', { margin: [0, 3, 0, 0] })),
    ],
    margin: [0, 2, 0, 12],
    unbreakable: true,
  };
}

function timeline(events: StoryView['events']): Node[] {
  if (events.length === 0) return [];
  return [
    table(
      [62, '*'],
      null,
      events.map(({ on, what }) => [write(on, 'note'), write(what, 'body')]),
      true,
    ),
  ];
}

export function story({ story: view, words }: View): Section[] {
  if (view === null) return [];
  return [section(words.t('Customer story'), view.title, timeline(view.events))];
}

export function spotlight({ spotlight: view, words }: View): Section[] {
  if (view === null) return [];
  const told = [view.standing, view.meaning, view.who];
  return [
    wholeSection(
      words.t('KPI spotlight'),
      view.title,
      told.map((text) => write(text, 'body', { margin: [0, 0, 0, 4] })),
    ),
  ];
}
