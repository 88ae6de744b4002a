import fc from 'fast-check';
import type { NaiveOptions } from '../options.ts';
import { day, hour } from '../time.ts';
import type { Row } from '../world.ts';
import { later, maybe, seldom, someDelay, someInstant } from './moments.ts';
import type { Visit } from './visits.ts';

const someTask = fc.record({
  flow: fc.constantFrom('main', 'main', 'main', 'tour', null),
  stepNo: fc.constantFrom(1, 2, 2, 3, null),
  weight: fc.constantFrom(null, 1, 2, 0.5, 0),
  isRequired: fc.constantFrom(true, true, false, null),
  startedAfter: maybe(fc.oneof(fc.constant(0), someDelay)),
  completedAfter: maybe(someDelay, 8),
  visit: fc.constantFrom(0, 1, 2, null),
});

/** The milestones of a user, most of them of the flow that activates. */
export const someFlow = fc.record({
  activation: fc.record({
    stepNo: fc.constantFrom(3, 4, null),
    startedAfter: seldom(fc.constant(0)),
    isElsewhere: fc.boolean(),
    // a source that says nothing of what is not reached
    isSilent: fc.boolean(),
  }),
  tasks: fc.array(someTask, { maxLength: 3 }),
  // all of it while the first visit lasts, within ten days, or whenever
  pace: fc.constantFrom('at_once', 'soon', 'soon', 'any', 'any'),
  namesSession: fc.boolean(),
});

export type FlowDraft = typeof someFlow extends fc.Arbitrary<infer D> ? D : never;

const taskNames = ['profile', 'import', 'invite'];

/** A delay at the pace of a flow. */
export function paced({ pace }: FlowDraft, delay: number | null): number | null {
  return delay === null || pace !== 'soon' ? delay : delay % (10 * day);
}

interface Learner {
  readonly id: string;
  readonly signedUpAt: number;
  readonly activatedAt: number | null;
  readonly visits: readonly Visit[];
  /** Flow of the milestone `activated`. */
  readonly flow: string | null;
}

/** Rows of a user's flow; `activated` is the last of its steps. */
export function flowRows(draft: FlowDraft, learner: Learner): readonly Row[] {
  const { activation, tasks, pace, namesSession } = draft;
  const { id, signedUpAt, activatedAt, visits, flow } = learner;
  const firstSession = namesSession ? (visits[0]?.session ?? null) : null;
  const sessionOf = (visit: number | null) =>
    visit === null ? null : (visits[visit]?.session ?? `${id}-visit-${visit}`);
  const atOnce =
    pace === 'at_once'
      ? { completed_at: later(activatedAt, 0), session_id: firstSession }
      : undefined;
  const activated = {
    milestone_id: 'activated',
    flow_id: flow,
    step_no: activation.stepNo,
    started_at: later(signedUpAt, activation.startedAfter),
    completed_at: later(activatedAt, 0),
    session_id: activation.isElsewhere ? `${id}-elsewhere` : null,
    ...atOnce,
  };
  return [
    ...(activation.isSilent && activatedAt === null ? [] : [activated]),
    ...tasks.map((task, n) => ({
      milestone_id: taskNames[n] ?? `task-${n}`,
      flow_id: task.flow,
      step_no: task.stepNo,
      weight: task.weight,
      is_required: task.isRequired,
      started_at: later(signedUpAt, task.startedAfter),
      completed_at: later(signedUpAt, paced(draft, task.completedAfter)),
      session_id: sessionOf(task.visit),
      ...atOnce,
    })),
  ];
}

/** A step of an account's onboarding. */
export function someStep(period: NaiveOptions) {
  return fc.record({
    isRequired: fc.constantFrom(true, true, true, false, null),
    stepNo: fc.constantFrom('position', 'position', 'position', 'first', 'none'),
    flow: fc.constantFrom(null, null, null, 'rollout'),
    startedAt: maybe(someInstant(period), 6),
    // from its own start, or from the completion of the step before it
    follows: fc.constantFrom('start', 'start', 'step'),
    after: maybe(
      fc.oneof({ arbitrary: someDelay, weight: 8 }, { arbitrary: fc.constant(-hour), weight: 1 }),
      6,
    ),
  });
}

export type StepDraft = ReturnType<typeof someStep> extends fc.Arbitrary<infer D> ? D : never;

const stepNames = ['kickoff', 'setup', 'live'];

export interface Step {
  readonly row: Row;
  readonly isRequired: boolean;
  readonly completedAt: number | null;
}

interface Times {
  readonly startedAt: number | null;
  readonly completedAt: number | null;
}

/** A step at its own time, or after the step before it. */
function ownTimes({ startedAt, follows, after }: StepDraft, before: number | null): Times {
  const clock = follows === 'step' && before !== null ? before : startedAt;
  return { startedAt, completedAt: clock === null || after === null ? null : clock + after };
}

/** A step of an account that is done with everything at an instant. */
function timesUntil(liveAt: number, { startedAt, after }: StepDraft, isLast: boolean): Times {
  const completedAt = isLast ? liveAt : liveAt - Math.abs((after ?? 0) % (20 * day));
  const isBefore = startedAt !== null && startedAt <= completedAt;
  return { startedAt: isBefore ? startedAt : completedAt - day, completedAt };
}

/** The steps of an account, in order. */
export function stepsFrom(drafts: readonly StepDraft[], liveAt: number | null): readonly Step[] {
  const steps: Step[] = [];
  drafts.forEach((draft, n) => {
    const isLast = n === drafts.length - 1;
    const { startedAt, completedAt } =
      liveAt === null
        ? ownTimes(draft, steps.at(-1)?.completedAt ?? null)
        : timesUntil(liveAt, draft, isLast);
    const numbers = { position: n + 1, first: 1, none: null };
    const row = {
      milestone_id: stepNames[n] ?? `step-${n}`,
      flow_id: draft.flow,
      step_no: numbers[draft.stepNo as keyof typeof numbers],
      is_required: draft.isRequired,
      started_at: later(startedAt, 0),
      completed_at: later(completedAt, 0),
    };
    steps.push({ row, isRequired: draft.isRequired === true, completedAt });
  });
  return steps;
}

/** When the last required step was completed; null while one is open. */
export function onboardedAt(steps: readonly Step[]): number | null {
  const times = steps.filter(({ isRequired }) => isRequired).map(({ completedAt }) => completedAt);
  const done = times.filter((at) => at !== null);
  return done.length === 0 || done.length < times.length ? null : Math.max(...done);
}
