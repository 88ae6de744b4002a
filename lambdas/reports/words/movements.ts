import type { Scorecard } from '../../kpis/scores/scorecard.ts';
import { compare } from '../book.ts';
import type { Context } from '../context.ts';
import type { Prose, Tone } from '../model.ts';
import { spoken } from './codes.ts';
import { say } from './say.ts';

/** In the order of the bridge. */
export const movementNames = {
  new: { gain: true, noun: say`new customer`, line: 'New' },
  reactivation: { gain: true, noun: say`came back`, line: 'Reactivation' },
  resume: { gain: true, noun: say`resumed after a pause`, line: 'Resumed' },
  expansion: { gain: true, noun: say`expansion`, line: 'Expansion' },
  contraction: { gain: false, noun: say`contraction`, line: 'Contraction' },
  pause: { gain: false, noun: say`paused`, line: 'Paused' },
  churn: { gain: false, noun: say`lost`, line: 'Churn' },
} as const;

const kinds = [
  'new',
  'reactivation',
  'resume',
  'expansion',
  'contraction',
  'pause',
  'churn',
] as const;
export type MovementKind = (typeof kinds)[number];

export interface Movement {
  readonly account: Scorecard;
  readonly kind: MovementKind;
  /** Losses negative. */
  readonly amount: number;
  readonly tone: Tone;
}

/** Every movement of every account, the largest first. */
export function movementsOf({ accounts }: Pick<Context, 'accounts'>): Movement[] {
  const all = accounts.flatMap((account) => kinds.flatMap((kind) => movement(account, kind)));
  return all.sort(
    (a, b) =>
      Math.abs(b.amount) - Math.abs(a.amount) ||
      compare(a.account.account_id, b.account.account_id),
  );
}

function movement(account: Scorecard, kind: MovementKind): Movement[] {
  const size = account.movements?.[kind] ?? 0;
  if (size === 0) return [];
  const { gain } = movementNames[kind];
  return [{ account, kind, amount: gain ? size : -size, tone: gain ? 'good' : 'bad' }];
}

/** `expansion`, `lost: payment failed`. */
export function wordsOf({ kind, account }: Movement): Prose {
  const { noun } = movementNames[kind];
  const reason = kind === 'churn' ? account.end_reason : null;
  return reason === null ? noun : say`${noun}: ${spoken(reason)}`;
}
