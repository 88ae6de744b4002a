import { figureOf } from '../context.ts';
import type { Figure, Prose } from '../model.ts';
import { say, sentence } from '../words/say.ts';
import { type Explanation, standsOut } from './choose.ts';
import { type Change, stepOf } from './decomposition.ts';
import type { Effect, Split } from './effects.ts';
import { nameOfDimension, nameOfPart } from './names.ts';
import { differenceOf, remainderOf } from './rounding.ts';

/** Less of the leader's effect than this is not worth a word. */
const tellsFrom = 0.1;
const nearlyAll = 0.95;
/** So little more or less than the whole change is all of it. */
const hardlyMore = 0.02;

/** `NPS fell by 4.2 points; the segment Enterprise explains 3.1 of it: its own rate fell from 50 to 41.` */
export function claimOf(name: Prose, change: Change, found: Explanation): Prose {
  const step = stepOf(change);
  const by = size(change, step);
  const moved = step < 0 ? say`${name} fell by ${by}` : say`${name} rose by ${by}`;
  return sentence(say`${moved}; ${leaderClause(change, found)}`);
}

function leaderClause(change: Change, explanation: Explanation): Prose {
  const { dimension, leader } = explanation;
  const step = stepOf(change);
  const name = nameOfPart(dimension, leader.name);
  const why = reasonOf(change, dimension, leader);
  const share = leader.effect / step;
  if (!standsOut(explanation)) {
    return say`it is spread over every ${nameOfDimension(dimension)}, most of it in ${name}${why}`;
  }
  const isAll = size(change, leader.effect).value === size(change, step).value;
  if (isAll || Math.abs(share - 1) <= hardlyMore) return say`${name} explains all of it${why}`;
  if (share < 1 && share >= nearlyAll) return say`${name} explains nearly all of it${why}`;
  if (share < 1) return say`${name} explains ${size(change, leader.effect)} of it${why}`;
  const alone = size(change, leader.effect);
  const back = remainderOf(alone, [size(change, step)]);
  return say`${name} alone made ${alone}${why}, of which the others took ${back} back`;
}

function size({ now }: Change, value: number): Figure {
  return differenceOf(now, Math.abs(value));
}

/** Why the leader moved, as a clause after it; nothing where the amount says it all. */
function reasonOf(change: Change, dimension: string, { split, before, now }: Effect): Prose {
  if (split === null) return [];
  const isAccount = dimension === 'account';
  if (before === null) {
    return isAccount ? say`, new in this period` : say`, where nothing could be measured before`;
  }
  if (now === null)
    return isAccount ? say`, gone in this period` : say`, where nothing is left to measure`;
  const [was, is] = [figure(change, before), figure(change, now)];
  const noun = ownNoun(change);
  const own =
    now < before ? say`${noun} fell from ${was} to ${is}` : say`${noun} rose from ${was} to ${is}`;
  if (isAccount) return say` (${own})`;
  return say` (${mixClause(own, split)})`;
}

function mixClause(own: Prose, { rate, mix, weightBefore, weightNow }: Split): Prose {
  const part =
    weightNow < weightBefore ? say`its part of the base shrank` : say`its part of the base grew`;
  const whole = Math.abs(rate + mix);
  if (Math.abs(mix) <= tellsFrom * whole) return say`${own}, the mix did nothing`;
  if (Math.abs(rate) <= tellsFrom * whole) return say`its own rate held, ${part}`;
  if (Math.sign(rate) === Math.sign(mix)) return say`${own} and ${part}`;
  if (Math.abs(rate) < Math.abs(mix)) return say`${part}, although ${own}`;
  return say`${own}, although ${part}`;
}

function ownNoun({ now: { unit } }: Change): Prose {
  if (unit.startsWith('%')) return say`its own rate`;
  return unit.startsWith('score') || unit === '-100..100' ? say`its own score` : say`its own value`;
}

function ownFrom({ now: { unit } }: Change, was: Figure, is: Figure): Prose {
  if (unit.startsWith('%')) return say`own rate from ${was} to ${is}`;
  return unit.startsWith('score') || unit === '-100..100'
    ? say`own score from ${was} to ${is}`
    : say`own value from ${was} to ${is}`;
}

/** What the sentence says again of a row, in numbers: value before and now, and each with its effect. */
export function detailOf(change: Change, dimension: string, effect: Effect): Prose | null {
  const { before, now, split } = effect;
  if (split === null && before === null) return null;
  if (split === null)
    return say`from ${figure(change, before ?? 0)} to ${figure(change, now ?? 0)}`;
  if (before === null) return say`now at ${figure(change, now ?? 0)}, nothing to measure before`;
  if (now === null) return say`was at ${figure(change, before)}, nothing to measure now`;
  const [was, is] = [figure(change, before), figure(change, now)];
  if (dimension === 'account') return say`from ${was} to ${is}`;
  const { rate, mix } = partedOf(change, split);
  // The row has its effect, and that it weighs as much as before explains nothing.
  if (mix.value === 0) return ownFrom(change, was, is);
  return say`${ownFrom(change, was, is)}: ${signed(rate)}; part of the base from ${share(split.weightBefore)} to ${share(split.weightNow)}: ${signed(mix)}`;
}

/** As printed, both add up to the whole effect; what rounding loses falls to the larger. */
function partedOf({ now }: Change, { rate, mix }: Split): { rate: Figure; mix: Figure } {
  const whole = differenceOf(now, rate + mix);
  if (Math.abs(rate) < Math.abs(mix)) {
    const small = differenceOf(now, rate);
    return { rate: small, mix: remainderOf(whole, [small]) };
  }
  const small = differenceOf(now, mix);
  return { rate: remainderOf(whole, [small]), mix: small };
}

const signed = (value: Figure): Figure => ({ ...value, signed: true });
const share = (weight: number): Figure => ({ value: Math.round(weight * 1000) / 10, unit: '%' });

function figure({ now }: Change, value: number): Figure {
  const shown = figureOf({ ...now, value });
  return shown ?? { value, unit: now.unit };
}
