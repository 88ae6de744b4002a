import { decimal, fraction, over, smaller, sum } from '../fraction.ts';
import { inOrderOfAnswer, latestOfRespondents, normalised } from '../surveys.ts';
import { inside, instant } from '../time.ts';
import { must, number, type World } from '../world.ts';
import { type At, before, cutOffOf, lastDays, no, ownRows, type Signals, yes } from './at.ts';

/** `world` is attributed and prepared. */
export function answerSignals(world: World, account: string, at: At): Signals {
  const given = inOrderOfAnswer(
    ownRows(world, 'survey_responses', account).filter((row) =>
      before(row, 'responded_at', cutOffOf(at)),
    ),
  );
  const nps = given.filter((row) => row.type === 'nps');
  const halfYear = lastDays(at, 180);
  const recent = given.filter((row) => inside(instant(row, 'responded_at'), halfYear));
  const scores = recent
    .filter((row) => row.type === 'nps')
    .map((row) => decimal(must(row, 'score')));
  const latest = ['nps', 'csat']
    .map((type) => given.filter((row) => row.type === type).at(-1))
    .filter((row) => row !== undefined)
    .map(normalised);
  const [first, second] = latest;
  const opinions = latestOfRespondents(nps);
  const promoters = opinions.filter((row) => (number(row, 'score') ?? 0) >= 9);
  return {
    mean_nps_answer: scores.length > 0 ? over(sum(scores), fraction(scores.length)) : null,
    lowest_survey: first ? smaller(first, second ?? first) : null,
    survey_answered: recent.length > 0 ? yes : no,
    promoter_share: opinions.length > 0 ? fraction(promoters.length, opinions.length) : null,
  };
}
