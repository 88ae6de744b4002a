import { compare, decimal, type Fraction, fraction, minus, over, sum, times } from './fraction.ts';
import { definitionsOf, type NaiveOptions } from './options.ts';
import { type NaiveRecord, noSource, percent, ratio } from './record.ts';
import { inside, instant, instantsOf, type Span } from './time.ts';
import { has, isTrue, must, type Row, rowsOf, text, type World } from './world.ts';

/** 0 to 1, 1 is good. */
export function normalised(answer: Row): Fraction {
  const [score, min, max] = ['score', 'scale_min', 'scale_max'].map((column) =>
    decimal(must(answer, column)),
  ) as [Fraction, Fraction, Fraction];
  const position = over(minus(score, min), minus(max, min));
  return isTrue(answer, 'higher_is_better') ? position : minus(fraction(1), position);
}

/** Oldest first; of two at once the greater id is the later. */
export function inOrderOfAnswer(answers: readonly Row[]): readonly Row[] {
  return [...answers].sort((a, b) => {
    const difference = (instant(a, 'responded_at') ?? 0) - (instant(b, 'responded_at') ?? 0);
    if (difference !== 0) return difference;
    return must(a, 'response_id') < must(b, 'response_id') ? -1 : 1;
  });
}

/** The latest answer of each respondent: user, else contact, else the answer stands alone. */
export function latestOfRespondents(answers: readonly Row[]): readonly Row[] {
  const latest = new Map<string, Row>();
  for (const answer of inOrderOfAnswer(answers)) {
    const [user, contact] = [text(answer, 'user_id'), text(answer, 'contact_id')];
    const alone = `answer ${must(answer, 'response_id')}`;
    const respondent = user ? `user ${user}` : contact ? `contact ${contact}` : alone;
    latest.set(respondent, answer);
  }
  return [...latest.values()];
}

function answersOf(world: World, type: string, span: Span): readonly Row[] {
  return rowsOf(world, 'survey_responses').filter(
    (answer) => answer.type === type && inside(instant(answer, 'responded_at'), span),
  );
}

/** `world` is prepared. */
export function surveyKpis(world: World, options: NaiveOptions): readonly NaiveRecord[] {
  if (!has(world, 'survey_responses')) {
    return [
      noSource({ kpi: 'net_promoter_score' }),
      noSource({ kpi: 'customer_satisfaction_score' }),
      noSource({ kpi: 'customer_effort_score' }),
    ];
  }
  const { start, end, timeZone } = options;
  const satisfiedFrom = decimal(definitionsOf(options).satisfiedFrom);
  const period = instantsOf(start, end, timeZone);
  const nps = latestOfRespondents(answersOf(world, 'nps', period)).map((row) => Number(row.score));
  const promoters = nps.filter((score) => score >= 9).length;
  const detractors = nps.filter((score) => score <= 6).length;
  const csat = answersOf(world, 'csat', period).map(normalised);
  const satisfied = csat.filter((score) => compare(score, satisfiedFrom) >= 0);
  const ces = answersOf(world, 'ces', period).map(normalised);
  const asked = (type: string, record: NaiveRecord) =>
    wasAsked(world, type) ? record : noSource({ kpi: record.kpi });
  return [
    asked('nps', percent({ kpi: 'net_promoter_score' }, promoters - detractors, nps.length)),
    asked('csat', percent({ kpi: 'customer_satisfaction_score' }, satisfied.length, csat.length)),
    asked(
      'ces',
      ratio({ kpi: 'customer_effort_score' }, times(sum(ces), fraction(100)), ces.length),
    ),
  ];
}

/** A survey that nobody ever answered was not asked, as far as anybody knows. */
function wasAsked(world: World, type: string): boolean {
  return rowsOf(world, 'survey_responses').some((answer) => answer.type === type);
}
