import type { ChargebeeOptions } from '../../../settings/exports/chargebee.ts';
import type { Subscription } from '../shapes/subscription.ts';
import { type Stage, startedAnew } from './stages.ts';

type Day = (seconds: number) => string;

/** What a subscription is from a day on, until the next phase. */
export interface Phase {
  readonly from: string;
  readonly is: 'trialing' | 'active' | 'paused' | 'ended';
  readonly state: Subscription;
  readonly reason?: string | undefined;
  readonly comment?: string | undefined;
}

/** Chargebee gave up collecting. */
const unpaid = ['not_paid', 'no_card'];

/** The phases of a subscription in their order. A later state takes back what an earlier one had set to come. */
export function phasesOf(
  stages: readonly Stage[],
  options: ChargebeeOptions,
  day: Day,
): readonly Phase[] {
  let phases: readonly Phase[] = [];
  for (const [at, stage] of stages.entries()) {
    const next = phasesIn(stage, at === 0, options, day);
    const before = stages[at - 1];
    const start = next[0]?.from ?? stage.from;
    const known = phases.concat(before ? lapse(before, stage, day) : []);
    phases = known.filter(({ from }) => from < start).concat(next);
  }
  return phases;
}

/** Ended and begun anew between two exports: it ended with the term that was running, at the latest. */
function lapse({ state: before }: Stage, { state: after }: Stage, day: Day): readonly Phase[] {
  const end = before.current_term_end;
  const isLapse = startedAnew(before, after) && before.status === 'active';
  if (!isLapse || !end || end >= (after.activated_at ?? 0)) return [];
  return [{ from: day(end), is: 'ended', state: before }];
}

function phasesIn(
  { from, state }: Stage,
  isFirst: boolean,
  options: ChargebeeOptions,
  day: Day,
): readonly Phase[] {
  const end = endIn(state, options, day);
  const running: readonly Phase[] = [
    ...trialIn(state, isFirst, day),
    ...(wasActive(state) && (isFirst || isRunning(state))
      ? [{ from, is: 'active' as const, state }]
      : []),
    ...(state.status === 'paused'
      ? [{ from: day(state.pause_date ?? state.updated_at ?? 0), is: 'paused' as const, state }]
      : []),
  ];
  return [...running.filter((phase) => !end || phase.from < end.from), ...(end ? [end] : [])];
}

const isRunning = ({ status, deleted }: Subscription) =>
  !deleted && ['active', 'non_renewing'].includes(status);

/** A trial that was never paid for was never active; what has not begun is nothing yet. */
function wasActive({ status, activated_at, trial_start }: Subscription): boolean {
  if (status === 'future' || status === 'in_trial') return false;
  return Boolean(activated_at) || !trial_start || status === 'active' || status === 'non_renewing';
}

/** Of a first state the trial that came before is known as well. */
function trialIn(state: Subscription, isFirst: boolean, day: Day): readonly Phase[] {
  const { trial_start, status } = state;
  if (!trial_start || !(isFirst || status === 'in_trial')) return [];
  return [{ from: day(trial_start), is: 'trialing', state }];
}

/** How it ended or is set to end; undefined where it goes on. */
function endIn(
  state: Subscription,
  { end_reasons }: ChargebeeOptions,
  day: Day,
): Phase | undefined {
  const { status, cancelled_at, current_term_end, cancel_reason, cancel_reason_code } = state;
  const ends = ['cancelled', 'non_renewing'].includes(status);
  const at = ends ? (cancelled_at ?? current_term_end ?? state.updated_at) : undefined;
  if (at) {
    const stated = cancel_reason_code ? end_reasons[cancel_reason_code] : undefined;
    const own = unpaid.includes(cancel_reason ?? '') ? 'payment_failed' : 'cancelled';
    const comment = cancel_reason_code ?? undefined;
    return { from: day(at), is: 'ended', state, reason: stated ?? own, comment };
  }
  if (state.deleted)
    return { from: day(state.updated_at ?? 0), is: 'ended', state, reason: 'deleted' };
  // Moved to another business of the same company: the new one is a subscription of its own.
  return status === 'transferred'
    ? { from: day(state.updated_at ?? 0), is: 'ended', state, reason: 'changed' }
    : undefined;
}
