import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { wilson } from '../../lambdas/kpis/outcome.ts';
import { scoreRules } from '../../lambdas/kpis/scores/definitions.ts';
import { riskWithoutHindsight } from '../../lambdas/kpis/scores/hindsight.ts';
import { score } from '../../lambdas/kpis/scores/score.ts';
import type { AccountMoment, Scorecard } from '../../lambdas/kpis/scores/scorecard.ts';
import {
  auc,
  type Rating,
  ratingsOf,
  trackRecord,
} from '../../lambdas/kpis/scores/track_record.ts';
import { writeDemoCompany } from '../../lambdas/local/demo/write.ts';
import { openDuckDb } from '../../lambdas/local/duckdb.ts';
import { openFolder } from '../../lambdas/local/folder.ts';
import { deep } from '../deep.ts';
import { withMeasuredDrop } from '../measured_world.ts';
import { account } from '../reports/small_company.ts';

type Then = { readonly risk: number | null; readonly lost?: boolean; readonly gone?: boolean };

const { facts: unknown } = account('A');
const moment = ({ risk, lost = false, gone = false }: Then): AccountMoment => ({
  period: '',
  end: '',
  is_customer: !lost && !gone,
  is_lost: lost,
  mrr: 100,
  tier: null,
  scores: { churn_risk_score: risk } as AccountMoment['scores'],
  facts: unknown,
});
const past = (account_id: string, ...thens: Then[]) => ({
  account_id,
  history: thens.map(moment),
});
const risk = ({ scores }: Pick<AccountMoment, 'scores'>) => scores.churn_risk_score;
const rules = { horizon: 2, limit: 70, score: risk };

describe('a rating', () => {
  it('is of each cut-off whose horizon is over, and of customers with a score alone', () => {
    const accounts = [
      past('stays', { risk: 10 }, { risk: 20 }, { risk: 30 }, { risk: 40 }),
      past('unscored', { risk: null }, { risk: 5 }, { risk: 5 }, { risk: 5 }),
      past('comes', { risk: 1, gone: true }, { risk: 7 }, { risk: 7 }, { risk: 7 }),
    ];
    expect(ratingsOf(accounts, rules).map(({ account_id, score }) => [account_id, score])).toEqual([
      ['stays', 10],
      ['stays', 20],
      ['unscored', 5],
      ['comes', 7],
    ]);
    expect(ratingsOf([past('new', { risk: 10 })], rules)).toEqual([]);
  });

  it('is of one who left where the loss falls into the horizon, and not before or after', () => {
    const leaves = past(
      'leaves',
      { risk: 1 },
      { risk: 2 },
      { risk: 3 },
      { risk: 4 },
      {
        risk: 5,
        lost: true,
      },
    );
    const found = ratingsOf([leaves], rules).map(({ score, lost }) => [score, lost]);
    expect(found).toEqual([
      [1, false],
      [2, false],
      [3, true],
    ]);
  });

  it('of one who came back is judged by its own horizon', () => {
    const back = past('back', { risk: 1 }, { risk: 2, lost: true }, { risk: 3 }, { risk: 4 });
    const found = ratingsOf([back], { horizon: 1, score: risk }).map(({ lost }) => lost);
    expect(found).toEqual([true, false]);
  });
});

describe('the area under the curve', () => {
  const rated = (score: number, lost: boolean): Rating => ({ account_id: 'a', score, lost });

  /** What it means: of all pairs of one who left and one who stayed, ties half. */
  function byPairs(ratings: readonly Rating[]): number {
    const pairs = ratings
      .filter(({ lost }) => lost)
      .flatMap((left) =>
        ratings.filter(({ lost }) => !lost).map((stayed) => [left, stayed] as const),
      );
    const won = pairs.reduce(
      (sum, [left, stayed]) =>
        sum + (left.score > stayed.score ? 1 : left.score === stayed.score ? 0.5 : 0),
      0,
    );
    return won / pairs.length;
  }

  it('is the share of pairs in which the one who left was rated higher, ties half', () => {
    const rating = fc.record({
      account_id: fc.constant('a'),
      score: fc.integer({ min: 0, max: 8 }),
      lost: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(rating, { minLength: 2, maxLength: 40 }), (ratings) => {
        const both = ratings.some(({ lost }) => lost) && ratings.some(({ lost }) => !lost);
        if (!both) expect(auc(ratings)).toBeNull();
        else expect(auc(ratings)).toBeCloseTo(byPairs(ratings), 12);
      }),
    );
  });

  it('is 1 where all who left stood above, 0 where they stood below, and half among equals', () => {
    expect(auc([rated(9, true), rated(1, false)])).toBe(1);
    expect(auc([rated(1, true), rated(9, false)])).toBe(0);
    expect(auc([rated(5, true), rated(5, false)])).toBe(0.5);
  });
});

describe('the track record', () => {
  const left = (id: string, at: number) => past(id, { risk: at }, { risk: at, lost: true });
  const stayed = (id: string, at: number) => past(id, { risk: at }, { risk: at });
  const many = <T>(n: number, make: (id: string) => T) =>
    Array.from({ length: n }, (_, i) => make(`a${i}`));
  const short = { ...rules, horizon: 1 };

  it('counts by bands, the last of which holds 100, with the interval of the share', () => {
    const accounts = [
      ...[left('a', 0), stayed('b', 19.9), stayed('c', 20)],
      ...[left('d', 80), left('e', 100), stayed('f', 99)],
    ];
    const { bands } = trackRecord(accounts, short);
    expect(bands.map(({ from, to, ratings, lost }) => [from, to, ratings, lost])).toEqual([
      [0, 20, 2, 1],
      [20, 40, 1, 0],
      [40, 60, 0, 0],
      [60, 80, 0, 0],
      [80, 100, 3, 2],
    ]);
    expect(bands[4]).toMatchObject({ share: 200 / 3, ...wilson(2, 3) });
    expect(bands[2]).toMatchObject({ share: null, low: null, high: null });
  });

  it('compares those from the limit on with the others', () => {
    const { high, others } = trackRecord([left('a', 70), stayed('b', 69.9)], short);
    expect([high.ratings, high.lost, others.ratings, others.lost]).toEqual([1, 1, 1, 0]);
  });

  it('widens the interval where horizons overlap and see one loss again and again', () => {
    const long = past('a', ...many(4, () => ({ risk: 10 })), { risk: 10, lost: true });
    const { bands } = trackRecord([long], { ...rules, horizon: 4 });
    expect(bands[0]).toMatchObject({ ratings: 1, lost: 1, ...wilson(1 / 4, 1 / 4) });
  });

  it('judges from ten accounts that left and ten that stayed, each counted once', () => {
    const judged = (losses: number, survivors: number) =>
      trackRecord(
        [
          ...many(losses, (id) =>
            past(`l${id}`, { risk: 9 }, { risk: 9 }, { risk: 9, lost: true }),
          ),
          ...many(survivors, (id) => past(`s${id}`, { risk: 9 }, { risk: 9 }, { risk: 9 })),
        ],
        short,
      );
    expect(judged(10, 10)).toMatchObject({ losses: 10, survivors: 10, judged: true });
    expect(judged(9, 10)).toMatchObject({ losses: 9, judged: false });
    expect(judged(10, 9)).toMatchObject({ survivors: 9, judged: false });
  });
});

describe('a churn risk without hindsight', () => {
  const signals = {
    usage_ratio: 0.6,
    days_since_login: 20,
    days_overdue: 5,
    no_champion_touched: 1,
  };
  const more = { lowest_answer: 0.4, recent_ticket_weight: 2 };
  const value = (found: object) => score(scoreRules.churn_risk_score, found).value;
  const rate = (found: object, facts: Partial<Scorecard['facts']>) =>
    riskWithoutHindsight(
      {
        scores: { churn_risk_score: value(found) } as AccountMoment['scores'],
        facts: { ...unknown, ...signals, ...facts },
      },
      {},
    );

  it('is the score that the other signals alone would give', () => {
    const all = { ...signals, ...more };
    const facts = { scheduled_churn: 1, days_to_renewal: 10, latest_nps: 3, tickets_30d: 2 };
    expect(rate({ ...all, days_to_end: 10 }, facts)).toBeCloseTo(value(all) ?? 0, 9);
  });

  it('is rather too low than too high where facts do not show whether a signal was there', () => {
    const facts = { scheduled_churn: 1, days_to_renewal: 10 };
    for (const all of [signals, { ...signals, ...more }]) {
      expect(rate({ ...all, days_to_end: 10 }, facts)).toBeLessThanOrEqual(
        (value(all) ?? 0) + 1e-9,
      );
    }
  });

  it('is the score itself where no end was set: a contract’s end is known from its start', () => {
    const all = { ...signals, days_to_end: 10 };
    expect(rate(all, { scheduled_churn: 0, days_to_renewal: 10 })).toBe(value(all));
  });
});

describe.runIf(deep)('the churn-risk score of the demo company', () => {
  const folder = mkdtempSync(join(tmpdir(), 'cs-pulse-record-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  beforeAll(async () => {
    const out = openFolder(folder);
    const engine = await openDuckDb(out);
    const options = { accounts: 150, months: 18, event_volume: 0.15 };
    await writeDemoCompany({ out, engine, options });
    engine.close();
  });

  it('ranks those who left within three months above those who stayed', async () => {
    const settings = { reporting_currency: 'USD', time_zone: 'Europe/Berlin' };
    const drop = { folder, edition: 'monthly', period: '2026-10', settings, periods: 13 } as const;
    const record = await withMeasuredDrop(drop, ({ accounts }) =>
      trackRecord(accounts, {
        horizon: 3,
        limit: 70,
        score: (then) => riskWithoutHindsight(then, {}),
      }),
    );
    expect(record.judged).toBe(true);
    expect(record.auc).toBeGreaterThan(0.6);
    const shares = record.bands.flatMap(({ ratings, share }) => (ratings < 10 ? [] : [share ?? 0]));
    expect(shares.length).toBeGreaterThan(1);
    expect(shares, 'the higher the rating, the more of them left').toEqual(
      [...shares].sort((a, b) => a - b),
    );
  });
});
