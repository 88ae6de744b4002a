import { OurBug } from '../../../errors.ts';
import { dice, type Some } from '../random.ts';

export type Segment = 'smb' | 'mid_market' | 'enterprise';

const [S, M, E]: readonly [Segment, Segment, Segment] = ['smb', 'mid_market', 'enterprise'];

/**
 * What becomes of an account. Every 50 accounts hold each plot as often as its copies say, so every
 * part of the story is there in a company of any size; segments take turns over a plot's accounts.
 */
const deck = [
  { plot: 'prospect', copies: 3, segments: [S, M, S, E, S, M] },
  { plot: 'trial_lost', copies: 4, segments: [S] },
  { plot: 'trial_running', copies: 1, segments: [S] },
  { plot: 'free', copies: 1, segments: [S] },
  { plot: 'merged', copies: 1, segments: [S] },
  { plot: 'gone_long_ago', copies: 2, segments: [S, S, M] },
  { plot: 'lost', copies: 5, segments: [M, S, S, S, S, S, S, S] },
  { plot: 'champion_lost', copies: 1, segments: [S, M, S] },
  { plot: 'card_failed', copies: 1, segments: [S] },
  { plot: 'pause_ended', copies: 1, segments: [S] },
  { plot: 'release_lost', copies: 1, segments: [M] },
  { plot: 'never_onboarded', copies: 1, segments: [S, S, M] },
  { plot: 'steady', copies: 8, segments: [S, M, S, S, E, S, M, S] },
  { plot: 'growing', copies: 6, segments: [M, S, E, M, S, S] },
  { plot: 'release_shrunk', copies: 1, segments: [M] },
  { plot: 'release_recovered', copies: 2, segments: [M] },
  { plot: 'champion_left', copies: 1, segments: [M, S, E, S] },
  { plot: 'paused', copies: 1, segments: [S, S, M] },
  { plot: 'returned', copies: 1, segments: [S, S, M] },
  { plot: 'leaving', copies: 1, segments: [M, S, S] },
  { plot: 'new', copies: 2, segments: [E, S, M, S, S, M] },
  { plot: 'discounted', copies: 2, segments: [S, M, S] },
  { plot: 'several', copies: 1, segments: [M, E] },
  { plot: 'upgraded_from_free', copies: 1, segments: [S] },
  { plot: 'sleepy', copies: 1, segments: [S, M, S, E] },
] as const satisfies readonly { plot: string; copies: number; segments: Some<Segment> }[];

export type Plot = (typeof deck)[number]['plot'];

export interface Part {
  readonly plot: Plot;
  /** Which of the plot's accounts this is, from 0. */
  readonly nth: number;
  readonly segment: Segment;
}

const cards = deck.flatMap((card) =>
  Array.from({ length: card.copies }, (_, copy) => ({ ...card, copy })),
);

/** The part that an account plays; later accounts do not change it. */
export function partOf(seed: number, index: number): Part {
  const block = Math.floor(index / cards.length);
  const { plot, copies, copy, segments } = dealt(seed, block, index % cards.length);
  const nth = block * copies + copy;
  return { plot, nth, segment: segments[nth % segments.length] ?? segments[0] };
}

function dealt(seed: number, block: number, place: number): (typeof cards)[number] {
  const roll = dice(seed, 'deck', block);
  const shuffled = cards
    .map((card) => ({ card, by: roll.unit() }))
    .sort((one, other) => one.by - other.by);
  const chosen = shuffled[place];
  if (!chosen) throw new OurBug(`the deck of plots has no place ${place}`);
  return chosen.card;
}
