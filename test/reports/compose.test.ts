import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compose } from '../../lambdas/reports/compose.ts';
import { type Prose, type Report, report } from '../../lambdas/reports/model.ts';
import { fixed } from '../../lambdas/reports/words/say.ts';
import { anyInput, bridgeRecords } from './any_input.ts';
import { account, input, kpis, record, text } from './small_company.ts';

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

/** Every sentence of a report; the reasons of one account may stand in its card and in its action. */
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
