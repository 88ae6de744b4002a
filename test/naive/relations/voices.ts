import { standingsOf } from '../commerce/standings.ts';
import { ifThere, periodOf } from '../commerce/within.ts';
import { definitionsOf, type NaiveOptions } from '../options.ts';
import { amount, type NaiveRecord, noSource, percent } from '../record.ts';
import { inOrderOfAnswer } from '../surveys.ts';
import { day, inside, instant } from '../time.ts';
import { must, number, type Row, rowsOf, text, type World } from '../world.ts';
import { withOneOf } from './touchpoints.ts';

const isBefore = (row: Row, column: string, at: number): boolean => {
  const time = instant(row, column);
  return time !== null && time < at;
};

/** Who answered: the contact, else the contact that the user is, else the user; null when nobody is named. */
function personOf(world: World, answer: Row): string | null {
  const user = text(answer, 'user_id');
  const row = rowsOf(world, 'users').find((one) => user !== null && one.user_id === user);
  const contact = text(answer, 'contact_id') ?? (row ? text(row, 'contact_id') : null);
  if (contact !== null) return `contact ${contact}`;
  return user === null ? null : `user ${user}`;
}

function detractors(world: World, options: NaiveOptions): NaiveRecord {
  const name = { kpi: 'detractor_contacts' };
  const asked = rowsOf(world, 'survey_responses').filter(({ type }) => type === 'nps');
  const { until } = periodOf(options);
  const latest = new Map<string, number>();
  for (const answer of inOrderOfAnswer(asked)) {
    const person = personOf(world, answer);
    if (person === null || !isBefore(answer, 'responded_at', until)) continue;
    latest.set(person, number(answer, 'score') ?? 0);
  }
  return amount(name, [...latest.values()].filter((score) => score <= 6).length);
}

function sentiment(world: World, options: NaiveOptions): NaiveRecord {
  const period = periodOf(options);
  const tones = rowsOf(world, 'mentions')
    .filter((mention) => inside(instant(mention, 'occurred_at'), period))
    .map((mention) => must(mention, 'tone'));
  const count = (tone: string) => tones.filter((one) => one === tone).length;
  return percent({ kpi: 'net_sentiment' }, count('positive') - count('negative'), tones.length);
}

function communityGrowth(world: World, options: NaiveOptions): NaiveRecord {
  const { from, until } = periodOf(options);
  const membersAt = (at: number) =>
    rowsOf(world, 'community_members').filter(
      (member) => isBefore(member, 'joined_at', at) && !isBefore(member, 'left_at', at),
    ).length;
  const grown = membersAt(until) - membersAt(from);
  return percent({ kpi: 'community_growth_rate' }, grown, membersAt(from));
}

const actsIn = (world: World, options: NaiveOptions): readonly Row[] =>
  rowsOf(world, 'advocacy_acts').filter((act) =>
    inside(instant(act, 'occurred_at'), periodOf(options)),
  );

function advocacy(world: World, options: NaiveOptions): NaiveRecord {
  const { customers } = standingsOf(world, options);
  const advocates = withOneOf(customers, actsIn(world, options));
  return percent({ kpi: 'advocacy' }, advocates.length, customers.length);
}

/** An advocate is a contact, else an account. */
function advocateOf(act: Row): string {
  const contact = text(act, 'contact_id');
  return contact === null ? `account ${must(act, 'account_id')}` : `contact ${contact}`;
}

function reEngagement(world: World, options: NaiveOptions): NaiveRecord {
  const pause = definitionsOf(options).advocatePauseDays * day;
  const long = periodOf(options).from - pause;
  const earlier = rowsOf(world, 'advocacy_acts').filter((act) =>
    isBefore(act, 'occurred_at', long),
  );
  const advocates = [...new Set(earlier.map(advocateOf))];
  const again = new Set(actsIn(world, options).map(advocateOf));
  const engaged = advocates.filter((one) => again.has(one));
  return percent({ kpi: 'advocate_re_engagement_rate' }, engaged.length, advocates.length);
}

const asksForScore = (whole: World): boolean =>
  rowsOf(whole, 'survey_responses').some(({ type }) => type === 'nps');

/** `world` is prepared from `whole`, which says whether anybody was ever asked. */
export function voiceKpis(
  world: World,
  options: NaiveOptions,
  whole: World,
): readonly NaiveRecord[] {
  const only = (tables: readonly string[], kpi: string, measure: typeof sentiment) =>
    ifThere(world, tables, [{ kpi }], () => [measure(world, options)]);
  return [
    asksForScore(whole) ? detractors(world, options) : noSource({ kpi: 'detractor_contacts' }),
    ...only(['mentions'], 'net_sentiment', sentiment),
    ...only(['community_members'], 'community_growth_rate', communityGrowth),
    ...only(['advocacy_acts', 'subscription_periods'], 'advocacy', advocacy),
    ...only(['advocacy_acts'], 'advocate_re_engagement_rate', reEngagement),
  ];
}
