import { describe, expect, it } from 'vitest';
import { account, rate, span, worldOf } from './examples/builders.ts';
import type { NaiveOptions } from './options.ts';
import { patternKpis } from './patterns/kpis.ts';
import { engaged, pointsByHand } from './patterns/worked_account.ts';
import { periodOf } from './periods.ts';
import { naiveScores, scoreKpis } from './scores.ts';
import { known, type Row, type World } from './world.ts';

/** The cut-off of October in Berlin is 2026-10-31T23:00:00Z. */
const october = periodOf('2026-10');

const measured = (world: World, kpi: string, options: NaiveOptions = october) =>
  known(patternKpis(world, options).find((record) => record.kpi === kpi));

const paying = (...ids: readonly string[]) =>
  ids.map((id) => span(id, '2026-01-01', null, '10000'));

function times(count: number, row: (n: number) => Row): readonly Row[] {
  return Array.from({ length: count }, (_, n) => row(n));
}

const scoresOf = (world: World, id: string) =>
  known(naiveScores(world, october).find((one) => one.account_id === id)).scores;

describe('account scores by hand', () => {
  it.each(Object.entries(pointsByHand))('gives the %s of an engaged account', (name, points) => {
    const score = Object.entries(scoresOf(engaged, 'a')).find(([one]) => one === name)?.[1];
    expect(score?.value).toBeCloseTo(points, 9);
    const kpi = scoreKpis(engaged, october).find((record) => record.kpi === name);
    expect(kpi?.value).toBeCloseTo(points, 9);
  });

  it('leaves out the signals whose tables are not there and weighs the rest anew', () => {
    const { contacts, ...others } = engaged;
    expect(contacts).toHaveLength(5);
    const depth = scoresOf(others, 'a').relationship_depth_score;
    // c1 and c2 are still known by their ids, but nobody knows whose c4 is: (35×40 + 20×75.47) / 55
    expect(depth.present).toBe(0.55);
    expect(Object.keys(depth.signals)).toEqual(['contacts_touched', 'days_since_two_way_touch']);
    expect(depth.value).toBeCloseTo((1400 + (20 * 4000) / 53) / 55, 9);
    const { advocacy_acts, survey_responses, events, ...few } = others;
    expect([advocacy_acts, survey_responses, events]).not.toContain(undefined);
    const referral = scoresOf(few, 'a').referral_readiness_score;
    expect(referral).toMatchObject({ value: null, present: 0.15 });
  });

  it('has no logins per user where no login is recorded, or no user was active', () => {
    const use: Row = { account_id: 'a', user_id: 'u', occurred_at: '2026-10-20T08:00:00Z' };
    const viewed = worldOf(paying('a', 'b'), {
      events: [{ ...use, event_id: '1', event_name: 'view' }],
    });
    const login = { ...use, event_id: '2', event_name: 'login', account_id: 'b' };
    const late = { ...login, occurred_at: '2026-10-31T23:00:00Z' };
    const engagement = (world: World, id: string) =>
      scoresOf(world, id).customer_engagement_score.signals.logins_per_active_user?.value;
    expect(engagement(viewed, 'a')).toBeUndefined();
    expect(engagement({ ...viewed, events: [...known(viewed.events), late] }, 'a')).toBeUndefined();
    const loggedIn = { ...viewed, events: [...known(viewed.events), login] };
    expect(engagement(loggedIn, 'a')).toBe(0);
    expect(engagement(loggedIn, 'b')).toBe(1);
    expect(engagement({ ...viewed, events: [login] }, 'a')).toBeUndefined();
  });

  it("takes an answer for its own account, else the user's, else the contact's", () => {
    const answer: Row = {
      type: 'csat',
      score: 5,
      scale_min: 1,
      scale_max: 5,
      higher_is_better: true,
      responded_at: '2026-05-04T22:00:00Z',
    };
    const world = worldOf(paying('a', 'b', 'c', 'd'), {
      users: [{ user_id: 'u', account_id: 'b', signed_up_at: '2026-01-01T00:00:00Z' }],
      contacts: [{ contact_id: 'p', account_id: 'c' }],
      survey_responses: [
        { ...answer, response_id: '1', account_id: 'a', user_id: 'u', contact_id: 'p' },
        { ...answer, response_id: '2', user_id: 'u', contact_id: 'p' },
        { ...answer, response_id: '3', contact_id: 'p', responded_at: '2026-05-04T21:59:59Z' },
        { ...answer, response_id: '4' },
      ],
    });
    const answered = ['a', 'b', 'c', 'd'].map(
      (id) => scoresOf(world, id).customer_engagement_score.signals.survey_answered?.value,
    );
    // the contact's answer is a second older than 180 days
    expect(answered).toEqual([1, 1, 0, 0]);
    expect(scoresOf(world, 'c').churn_risk_score.signals.lowest_survey?.value).toBe(1);
  });
});

describe('stuck customers', () => {
  const step = (id: string, startedAt: string | null, doneAt: string | null, more: Row = {}) => ({
    milestone_id: `step-${startedAt}-${doneAt}`,
    account_id: id,
    is_required: true,
    started_at: startedAt,
    completed_at: doneAt,
    ...more,
  });
  const long = '2026-08-01T08:00:00Z';

  it('have begun, are not done, and had no step begun or done for 30 days of 24 hours', () => {
    const world = worldOf(paying('exact', 'later', 'done', 'future', 'doneLater', 'optional'), {
      onboarding_milestones: [
        step('exact', long, '2026-10-01T23:00:00Z'),
        step('exact', null, null),
        step('later', long, '2026-10-01T23:00:01Z'),
        step('later', null, null),
        step('done', long, long),
        step('future', '2026-10-31T23:00:00Z', null),
        // done, but not before the cut-off
        step('doneLater', long, '2026-10-31T23:00:00Z'),
        step('optional', long, null, { is_required: false }),
        step('optional', long, null, { user_id: 'u' }),
        // stuck, but no customer
        step('prospect', long, null),
      ],
    });
    expect(measured(world, 'stuck_customers')).toMatchObject({ value: 2, amount: 200 });
  });
});

describe('data hygiene', () => {
  const full = { csm: 'ana', segment: 'smb', country: 'DE' };
  const accounts = [
    account('clean', { ...full, domain: 'clean.example' }),
    account('no domain', full),
    account('no csm', { ...full, csm: null }),
    account('shared', { ...full, domain: 'shared.example' }),
    account('other', { ...full, segment: 'enterprise', domain: 'shared.example' }),
    account('merged', { domain: 'clean.example', merged_into_account_id: 'clean' }),
  ];
  const spans = paying('clean', 'no domain', 'no csm', 'shared');

  it('asks for csm, segment, country and a domain of its own, if any, of every paying account', () => {
    const linked = worldOf(spans, { accounts });
    expect(measured(linked, 'data_hygiene_score')).toMatchObject({ numerator: 2, value: 50 });
    const withUnlinked = { ...linked, subscription_periods: [...spans, ...paying('unlinked')] };
    expect(measured(withUnlinked, 'data_hygiene_score')).toMatchObject({ value: 40 });
  });

  it('sees in a segment that a domain is shared with an account outside', () => {
    const accountIds = new Set(['clean', 'no domain', 'no csm', 'shared']);
    const record = measured(worldOf(spans, { accounts }), 'data_hygiene_score', {
      ...october,
      accountIds,
    });
    expect(record).toMatchObject({ numerator: 2, denominator: 4 });
  });
});

describe('stakeholders', () => {
  const contact = (id: string, accountId: string, persona: string | null, more: Row = {}) => ({
    contact_id: id,
    account_id: accountId,
    persona,
    ...more,
  });
  const touch = (contactId: string, occurredAt: string, more: Row = {}) => ({
    activity_id: `${contactId} ${occurredAt}`,
    contact_id: contactId,
    type: 'email',
    occurred_at: occurredAt,
    ...more,
  });
  const recent = '2026-08-02T22:00:00Z';
  const team = (id: string, more: Row = {}) => [
    contact(`${id}-c`, id, 'champion', more),
    contact(`${id}-d`, id, 'decision_maker'),
    contact(`${id}-b`, id, 'business_owner'),
  ];
  const touches = (id: string) => ['c', 'd', 'b'].map((one) => touch(`${id}-${one}`, recent));

  it('are covered where all three were touched in 90 days, and championless without the one', () => {
    const world = worldOf(paying('covered', 'left', 'leaves', 'half', 'old', 'planned'), {
      contacts: [
        ...team('covered'),
        ...team('left', { left_at: '2026-10-31T22:59:59Z' }),
        ...team('leaves', { left_at: '2026-10-31T23:00:00Z' }),
        contact('half-c', 'half', 'champion'),
        contact('old-c', 'old', 'champion'),
        contact('planned-c', 'planned', 'champion'),
      ],
      activities: [
        ...['covered', 'left', 'leaves'].flatMap(touches),
        touch('half-c', recent),
        touch('old-c', '2026-08-02T21:59:59Z'),
        touch('old-c', '2026-10-31T23:00:00Z'),
        touch('planned-c', '2026-10-20T08:00:00Z', { outcome: 'scheduled' }),
        touch('planned-c', '2026-10-21T08:00:00Z', { outcome: 'cancelled' }),
      ],
    });
    expect(measured(world, 'stakeholder_coverage')).toMatchObject({ numerator: 2, denominator: 6 });
    expect(measured(world, 'championless_accounts')).toMatchObject({ value: 3, amount: 300 });
  });
});

describe('slackers, victims and know-it-alls', () => {
  const events = (id: string, now: number, then: number) => [
    ...times(now, (n) => event(id, `now-${n}`, '2026-10-01T22:00:00Z')),
    ...times(then, (n) => event(id, `then-${n}`, '2026-10-01T21:59:59Z')),
  ];
  const event = (id: string, name: string, occurredAt: string): Row => ({
    event_id: `${id}-${name}`,
    account_id: id,
    user_id: `${id}-u`,
    event_name: 'view',
    occurred_at: occurredAt,
  });

  it('counts as a slacker who does less than half a day of what the 90 days before saw', () => {
    const world = worldOf(paying('half', 'less', 'silent', 'fresh', 'never'), {
      // 6 in 90 days are 2 in 30: one is half of them
      events: [
        ...events('half', 1, 6),
        ...events('less', 1, 7),
        ...events('silent', 0, 1),
        ...events('fresh', 3, 0),
      ],
    });
    expect(measured(world, 'slacker_accounts')).toMatchObject({ value: 2, amount: 200 });
  });

  it('counts as a victim who had three tickets of one named category in 30 days', () => {
    const tickets = (id: string, categories: readonly (string | null)[], first: string) =>
      categories.map((category, n) => ({
        ticket_id: `${id}-${n}`,
        account_id: id,
        created_at: n === 0 ? first : '2026-10-20T08:00:00Z',
        category,
      }));
    const inTime = '2026-10-01T22:00:00Z';
    const world = worldOf(paying('same', 'mixed', 'unnamed', 'early'), {
      tickets: [
        ...tickets('same', ['login', 'billing', 'login', 'login'], inTime),
        ...tickets('mixed', ['login', 'billing', 'login', 'billing'], inTime),
        ...tickets('unnamed', [null, null, null], inTime),
        ...tickets('early', ['login', 'login', 'login'], '2026-10-01T21:59:59Z'),
      ],
    });
    expect(measured(world, 'victim_accounts')).toMatchObject({ value: 1, amount: 100 });
  });

  it('reads the tag know_it_all from a JSON array and from a list parted by semicolons', () => {
    const world = worldOf(paying('json', 'parted', 'similar', 'none'), {
      accounts: [
        account('json', { tags: '["vip","know_it_all"]' }),
        account('parted', { tags: 'vip; know_it_all' }),
        account('similar', { tags: 'not_know_it_all;know_it_all_2' }),
        account('none', { tags: null }),
        account('prospect', { tags: 'know_it_all' }),
      ],
    });
    expect(measured(world, 'know_it_all_accounts').value).toBe(2);
    expect(measured(worldOf(paying('a')), 'know_it_all_accounts').value).toBe(0);
  });
});

describe('readiness to grow', () => {
  it('is a share of all customers, also of those without a score', () => {
    const readiness = pointsByHand.referral_readiness_score;
    expect(readiness).toBeGreaterThan(70);
    const spans = [...known(engaged.subscription_periods), ...paying('unlinked')];
    const two = { ...engaged, subscription_periods: spans };
    const record = measured(two, 'referral_ready_account_rate');
    expect(record).toMatchObject({ numerator: 1, denominator: 2, value: 50 });
    const definitions = { referralReadyFrom: String(Math.ceil(readiness)) };
    const stricter = measured(two, 'referral_ready_account_rate', { ...october, definitions });
    expect(stricter.value).toBe(0);
    const nothingKnown = measured(worldOf(paying('a')), 'referral_ready_account_rate');
    expect(nothingKnown.status).toBe('not_measurable');
  });

  it('shows in a first use of some expansion feature and in a new deal, each in the period', () => {
    const use = (id: string, feature: string, occurredAt: string): Row => ({
      event_id: `${id} ${occurredAt}`,
      account_id: id,
      user_id: 'u',
      event_name: 'use',
      feature_id: feature,
      occurred_at: occurredAt,
    });
    const deal = (id: string, type: string, createdAt: string) => ({
      opportunity_id: id,
      account_id: id,
      type,
      created_at: createdAt,
    });
    const inside = '2026-10-10T08:00:00Z';
    const world = worldOf(
      paying('first', 'second', 'again', 'core', 'upsell', 'early', 'renewal'),
      {
        features: [
          { feature_id: 'x1', name: 'X1', is_expansion: true },
          { feature_id: 'x2', name: 'X2', is_expansion: true },
          { feature_id: 'f', name: 'F', is_expansion: false },
        ],
        events: [
          use('first', 'x1', inside),
          // the other expansion feature was used before, this one is new
          use('second', 'x1', '2026-02-01T08:00:00Z'),
          use('second', 'x2', inside),
          use('again', 'x1', '2026-02-01T08:00:00Z'),
          use('again', 'x1', inside),
          use('core', 'f', inside),
        ],
        opportunities: [
          deal('upsell', 'upsell', '2026-09-30T22:00:00Z'),
          deal('early', 'cross_sell', '2026-09-30T21:59:59Z'),
          deal('renewal', 'renewal', inside),
        ],
      },
    );
    const record = measured(world, 'expansion_intent_signal_rate');
    expect(record).toMatchObject({ numerator: 3, denominator: 7 });
    const { scores } = known(naiveScores(world, october).find((one) => one.account_id === 'first'));
    expect(scores.expansion_opportunity_score.value).toBeNull();
  });

  it('shows in an expansion opportunity of 70 and more', () => {
    const seated = [span('a', '2026-01-01', null, '10000', { seats: 2 })];
    const world = worldOf(seated, {
      // both seats in use, three times as much as before: 35×100 + 20×100 of 55
      events: times(4, (n) => ({
        event_id: `${n}`,
        account_id: 'a',
        user_id: `u${n % 2}`,
        event_name: 'view',
        occurred_at: n === 3 ? '2026-09-01T08:00:00Z' : '2026-10-20T08:00:00Z',
      })),
    });
    expect(scoresOf(world, 'a').expansion_opportunity_score.value).toBeGreaterThan(70);
    expect(measured(world, 'expansion_intent_signal_rate').value).toBe(100);
  });
});

describe('patterns', () => {
  it('have no data source without the tables they need, and no total without a rate', () => {
    const bare = patternKpis({ accounts: [account('a')] }, october);
    expect(new Set(bare.map(({ status }) => status))).toEqual(new Set(['no_data_source']));
    expect(bare).toHaveLength(10);
    const world = worldOf(paying('a'));
    for (const kpi of ['stuck_customers', 'stakeholder_coverage', 'championless_accounts']) {
      expect(measured(world, kpi).status, kpi).toBe('no_data_source');
    }
    const dollars = worldOf([span('a', '2026-01-01', null, '10000', { currency: 'USD' })], {
      contacts: [],
      activities: [],
    });
    expect(measured(dollars, 'championless_accounts')).toMatchObject({ value: 1, amount: null });
    const rated = { ...dollars, fx_rates: [rate('2026-10-31', 'USD', 0.9)] };
    expect(measured(rated, 'championless_accounts')).toMatchObject({ value: 1, amount: 90 });
  });
});
