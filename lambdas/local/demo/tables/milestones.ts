import type { Cast } from '../story/cast.ts';
import { firstStepsOf } from '../story/first_steps.ts';
import { instant, known, type Row } from './cells.ts';

export function onboardingMilestoneRows(cast: Cast): readonly Row[] {
  return [...accountMilestones(cast), ...userMilestones(cast)];
}

function accountMilestones({ profile, onboarding }: Cast): readonly Row[] {
  return onboarding.map(({ id, step, startedAt, completedAt }) => ({
    milestone_id: id,
    account_id: profile.id,
    user_id: null,
    flow_id: step === null ? null : profile.onboarding,
    step_no: step,
    is_required: step !== null,
    weight: step === null ? null : 1,
    session_id: null,
    started_at: instant(startedAt),
    completed_at: instant(completedAt),
  }));
}

const weights = [1, 1, 2, 1, 1];

function userMilestones(cast: Cast): readonly Row[] {
  const { world, profile, users } = cast;
  return users.flatMap((user) =>
    firstStepsOf(cast, user).map(({ id, completedAt, sessionId }, place) => ({
      milestone_id: id,
      account_id: profile.id,
      user_id: user.id,
      flow_id: 'getting_started',
      step_no: place + 1,
      is_required: place < 3,
      weight: weights[place] ?? null,
      session_id: sessionId,
      started_at: instant(known(world, user.signedUpAt)),
      completed_at: instant(completedAt),
    })),
  );
}
