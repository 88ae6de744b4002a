import { answersOf } from '../story/answers.ts';
import type { Cast } from '../story/cast.ts';
import { daySeconds } from '../time.ts';
import { instant, type Row } from './cells.ts';

/** Scale of each survey: lowest, highest, and whether high is good. */
const scales = {
  nps: [0, 10, true],
  csat: [1, 5, true],
  // Effort: 1 is easy, so reports have to turn it round.
  ces: [1, 7, false],
  oss: [1, 10, true],
  post_activation: [1, 5, true],
  value: [1, 5, true],
} as const;

export function surveyResponseRows(cast: Cast): readonly Row[] {
  const { world, profile } = cast;
  return answersOf(cast)
    .filter(({ at }) => at >= world.start * daySeconds && at < world.horizon * daySeconds)
    .map((answer, place) => {
      const [low, high, higherIsBetter] = scales[answer.type];
      const score = low + Math.round((high - low) * Math.min(1, Math.max(0, answer.share)));
      return {
        response_id: `s-${profile.id.slice(2)}-${place + 1}`,
        type: answer.type,
        score: higherIsBetter ? score : low + high - score,
        scale_min: low,
        scale_max: high,
        higher_is_better: higherIsBetter,
        account_id: profile.id,
        user_id: answer.userId,
        contact_id: answer.contactId,
        sent_at: instant(answer.at - answer.thoughtFor),
        responded_at: instant(answer.at),
        comment: answer.comment,
      };
    });
}
