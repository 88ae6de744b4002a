import type { Row } from '../world.ts';
import type { AnswerDraft } from './dealings.ts';
import { instantText, of } from './moments.ts';
import type { Person } from './people_rows.ts';

/** Ids of those who may answer. */
export interface Respondents {
  readonly users: readonly string[];
  readonly contacts: readonly string[];
}

export function answerRows(
  id: string,
  answers: readonly AnswerDraft[],
  { users, contacts }: Respondents,
): readonly Row[] {
  return answers.map((answer, n) => {
    const user = answer.from === 'user' ? of(users, answer.who) : null;
    const contact = answer.from === 'contact' ? of(contacts, answer.who) : null;
    const isNobodys = answer.isNobodys && user === null && contact === null;
    return {
      response_id: `${id}-r${n}`,
      type: answer.type,
      score: answer.score,
      scale_min: answer.min,
      scale_max: answer.max,
      higher_is_better: answer.higherIsBetter,
      account_id: isNobodys ? null : id,
      user_id: user,
      contact_id: contact,
      responded_at: instantText(answer.isAtOnce ? (answers[0]?.at ?? answer.at) : answer.at),
    };
  });
}

/** What users answer some time after their activation: as users, for the account, or as its contact. */
export function feedbackRows(
  id: string,
  people: readonly Person[],
  { contacts }: Respondents,
): readonly Row[] {
  const contact = contacts[0] ?? null;
  return people.flatMap(({ id: user, draft: { feedback }, activatedAt }) => {
    if (feedback === null) return [];
    const { from, score, higherIsBetter } = feedback;
    const at = activatedAt === null ? feedback.at : activatedAt + feedback.after;
    return [
      {
        response_id: `${user}-f`,
        type: 'post_activation',
        score,
        scale_min: 1,
        scale_max: 5,
        higher_is_better: higherIsBetter,
        account_id: from === 'contact_alone' || from === 'nobody' ? null : id,
        user_id: from === 'user' ? user : null,
        contact_id: from === 'contact' || from === 'contact_alone' ? contact : null,
        responded_at: instantText(at),
      },
    ];
  });
}
