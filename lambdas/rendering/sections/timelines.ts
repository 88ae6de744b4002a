import type { Report } from '../../reports/model.ts';
import type { PostMortem } from '../../reports/special_sections.ts';
import { whole } from '../writing/clean.ts';
import { type Cut, cut } from '../writing/cut.ts';
import type { Pen } from '../writing/pen.ts';

interface EventView {
  readonly on: string;
  readonly what: string;
}

export interface StoryView {
  readonly title: string;
  readonly events: readonly EventView[];
}

interface PostMortemView {
  /** Name and what it paid. */
  readonly name: string;
  /** Who looked after it, and the reason on record. */
  readonly reason: string;
  readonly events: readonly EventView[];
  /** Scores before the end, what had warned, and what stayed silent, a line each. */
  readonly hindsight: readonly string[];
}

export interface PostMortemsView {
  readonly title: string;
  readonly accounts: Cut<PostMortemView>;
  readonly rest: string | null;
}

type Story = NonNullable<Report['story']>;

export function storyView({ title, events }: Story, pen: Pen): StoryView {
  return { title: pen.title(title), events: eventViews(events, pen) };
}

export function postMortemsView(
  { title, accounts, rest }: NonNullable<Report['post_mortems']>,
  pen: Pen,
  longest: number,
): PostMortemsView {
  const views = accounts.map((account) => postMortemView(account, pen));
  return {
    title: pen.title(title),
    accounts: cut(views, longest, pen.t('the archived report'), pen),
    rest: rest === null ? null : pen.prose(rest),
  };
}

function postMortemView(account: PostMortem, pen: Pen): PostMortemView {
  const { name, csm, mrr, reason, scores, events, seen, unseen } = account;
  const paid = mrr === null ? '' : `, ${whole(pen.t('{0} MRR', pen.brief(mrr)))}`;
  const manager = csm === null ? '' : `${pen.name(csm)}. `;
  const known = [scores, seen, unseen].filter((prose) => prose !== null);
  return {
    name: `${pen.name(name)}${paid}`,
    reason: `${manager}${pen.prose(reason, 300)}`,
    events: eventViews(events, pen),
    hindsight: known.map((prose) => pen.prose(prose)),
  };
}

function eventViews(events: Story['events'], pen: Pen): EventView[] {
  return events.map(({ on, what }) => ({ on: pen.day(on), what: pen.prose(what, 160) }));
}
