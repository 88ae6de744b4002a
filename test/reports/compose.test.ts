import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Scorecard } from '../../lambdas/kpis/scores/scorecard.ts';
import { compose } from '../../lambdas/reports/compose.ts';
import { type Prose, type Report, report } from '../../lambdas/reports/model.ts';
import { fixed } from '../../lambdas/reports/words/say.ts';
import { account, history, input, kpis, reading, record, scored, text } from './small_company.ts';

/** Every sentence of a report; the reasons of one account may stand in its card and in its action. */
/** Names, and messages without their places. */
function stringsIn(prose: Prose): string[] {
  return prose.flatMap((piece) => {
    if (typeof piece === 'string') return [piece];
    if ('words' in piece) {
      return [piece.words.replaceAll(/\{\d/g, ''), ...piece.with.flatMap(stringsIn)];
    }
    if ('capital' in piece) return stringsIn(piece.capital);
    return 'sentence' in piece ? stringsIn(piece.sentence) : [];
  });
}

function sentences(shown: Report): Prose[] {
  const titles = [shown.movers, shown.bridge, shown.cohorts, shown.health].flatMap((section) =>
    section ? [section.title] : [],
  );
  return [
    shown.subject,
    shown.preheader,
    shown.headline,
    ...shown.summary,
    ...titles,
    ...(shown.bridge?.note ? [shown.bridge.note] : []),
    ...[shown.risks, shown.expansions, shown.actions, shown.wins, shown.quality].map(
      ({ title }) => title,
    ),
    ...shown.wins.rows,
    ...shown.quality.notes,
    ...toldBeside(shown),
  ];
}

/** Of the sections beside the metrics. */
function toldBeside({
  attributions,
  spotlight,
  story,
  post_mortems,
  kpi_review,
  maturity,
}: Report) {
  const titled = [attributions, spotlight, story, post_mortems, kpi_review, maturity];
  return [
    ...titled.flatMap((section) => (section ? [section.title] : [])),
    ...(attributions?.kpis ?? []).map(({ claim }) => claim),
    ...(spotlight ? [fixed(spotlight.meaning), spotlight.standing, spotlight.who] : []),
    ...[post_mortems, kpi_review].flatMap((section) => (section?.rest ? [section.rest] : [])),
    ...(kpi_review?.rows ?? []).map(({ reason }) => reason),
  ];
}

const tiers = fc.constantFrom('green', 'amber', 'red', null);
const points = fc.option(fc.integer({ min: 0, max: 100 }));
const size = fc.constantFrom(0, 0, 0, 25, 400);

const anyScores = fc.record({ health: points, risk: points, growth: points }).map((at) => ({
  customer_health_score: scored(at.health, reading('seat_use', 0.3, 30)),
  churn_risk_score: scored(
    at.risk,
    reading('days_since_login', 40, 86),
    reading('new_signal', 1, 99),
  ),
  expansion_opportunity_score: scored(at.growth, reading('usage_ratio', 1.4, 80)),
}));

const anyAccount = fc.record({
  mrr: fc.constantFrom(0, 10, 2500, 80_000),
  is_customer: fc.boolean(),
  is_lost: fc.boolean(),
  at_risk: fc.boolean(),
  tier: tiers,
  previous_tier: tiers,
  csm: fc.constantFrom('Dana Reyes', null),
  end_reason: fc.constantFrom('too_expensive', null),
  scores: anyScores,
  movements: fc.record({ expansion: size, churn: size, new: size, pause: size }),
  facts: fc.record({
    days_since_touch: fc.constantFrom(null, 3, 90),
    champions: fc.constantFrom(null, 0, 2),
  }),
});

const names = ['Halden', 'Borg', 'Acme', 'Nova', 'Vale', 'Orrin', 'Quill'];
const anyInput = fc
  .record({
    accounts: fc.array(anyAccount, { maxLength: names.length }),
    edition: fc.constantFrom('weekly' as const, 'monthly' as const, 'quarterly' as const),
    currency: fc.constantFrom('USD', null),
    tickets: fc.array(fc.option(fc.integer({ min: 0, max: 40 })), { minLength: 1, maxLength: 13 }),
    overlapping_spans: fc.constantFrom(0, 2),
  })
  .map(({ accounts, edition, currency, tickets, overlapping_spans }) => {
    const label = { weekly: '2026-W45', monthly: '2026-10', quarterly: '2026-Q3' }[edition];
    const period = { edition, period: label };
    const named = accounts.map((over, i): Scorecard => account(names[i] ?? '', over));
    return input({
      edition,
      label,
      currency,
      accounts: named,
      records: [
        ...history('support_ticket_volume', tickets, period),
        ...(currency ? bridgeRecords(named, label) : []),
      ],
      settings: { targets: { support_ticket_volume: 20 } },
      quality: { overlapping_spans },
    });
  });

function bridgeRecords(accounts: readonly Scorecard[], period: string) {
  const sum = (kind: 'new' | 'expansion' | 'churn' | 'pause') =>
    accounts.reduce((total, { movements }) => total + (movements?.[kind] ?? 0), 0);
  const net = sum('new') + sum('expansion') - sum('churn') - sum('pause');
  const values = {
    mrr: 5000,
    net_new_mrr: net,
    new_mrr: sum('new'),
    expansion_revenue: sum('expansion'),
    churned_mrr: sum('churn'),
    paused_mrr: sum('pause'),
  };
  return Object.entries(values).map(([id, value]) =>
    record(id, value, { period, unit: 'money/month' }),
  );
}

describe('every report', () => {
  it('is what the model says, for any company', () => {
    fc.assert(
      fc.property(anyInput, (given) => {
        const composed = compose(given);
        expect(report.parse(composed)).toEqual(composed);
      }),
    );
  });

  it('repeats no sentence', () => {
    fc.assert(
      fc.property(anyInput, (given) => {
        const said = sentences(compose(given)).map(text);
        expect(said.filter((one, i) => said.indexOf(one) < i)).toEqual([]);
      }),
    );
  });

  it('has no empty sentence, no exclamation mark and no gap for a missing word', () => {
    fc.assert(
      fc.property(anyInput, (given) => {
        for (const said of sentences(compose(given)).map(text)) {
          expect(said).toMatch(/^[\p{Lu}\d+-]/u);
          expect(said).not.toMatch(/!| {2}| [,.;]|undefined|null|NaN|Infinity/);
        }
      }),
    );
  });

  it('holds every number of its sentences as data, but for names of periods', () => {
    fc.assert(
      fc.property(anyInput, (given) => {
        const words = sentences(compose(given)).flatMap(stringsIn);
        for (const word of words) expect(word.replace(/\d{4}-(W?\d\d|Q\d)/g, '')).not.toMatch(/\d/);
      }),
    );
  });

  it('says three to five things in its summary and hides no account of a list', () => {
    fc.assert(
      fc.property(anyInput, (given) => {
        const { summary, risks } = compose(given);
        expect(summary.length).toBeGreaterThanOrEqual(3);
        expect(summary.length).toBeLessThanOrEqual(5);
        const atRisk = given.accounts.filter((one) => one.at_risk && one.is_customer);
        expect(risks.accounts.length + risks.more).toBe(atRisk.length);
      }),
    );
  });

  it('is the same whatever the order of the accounts', () => {
    fc.assert(
      fc.property(anyInput, (given) => {
        const turned = { ...given, accounts: [...given.accounts].reverse() };
        expect(compose(turned)).toEqual(compose(given));
      }),
    );
  });
});

describe('a report', () => {
  it('says what it is of', () => {
    const shown = compose(
      input({ scope: { label: 'csm: Dana Reyes', dimension: 'scope', value: 's1' } }),
    );
    expect(shown).toMatchObject({
      schema: 1,
      edition: 'monthly',
      company: 'Acme',
      period: {
        label: '2026-10',
        start: '2026-10-01',
        end: '2026-11-01',
        time_zone: 'UTC',
        previous: '2026-09',
        last_year: '2025-10',
      },
      scope: 'csm: Dana Reyes',
      as_of: 'original',
      snapshot: '2026-11-02',
      currency: 'USD',
    });
  });

  it('carries bridge and cohorts monthly and quarterly, not weekly', () => {
    const cohort = {
      window: 'to_date',
      denominator: 5,
      segment: { dimension: 'cohort', value: '2026-09+1' },
    };
    const of = (edition: 'weekly' | 'monthly' | 'quarterly', period: string) =>
      compose(
        input({
          edition,
          label: period,
          records: [
            ...bridgeRecords([], period),
            record('cohort_retention', 80, { ...cohort, period }),
          ],
        }),
      );
    expect(of('monthly', '2026-10').bridge).not.toBeNull();
    expect(of('quarterly', '2026-Q3').cohorts).not.toBeNull();
    const weekly = of('weekly', '2026-W45');
    expect([weekly.bridge, weekly.cohorts]).toEqual([null, null]);
  });

  it('defines each KPI once', () => {
    const ids = compose(input({ accounts: [account('A', { at_risk: true })] })).definitions.map(
      ({ kpi }) => kpi,
    );
    expect(ids).toEqual([...new Set(ids)]);
    expect(kpis.map(({ id }) => id)).toEqual(expect.arrayContaining(ids));
  });
});
