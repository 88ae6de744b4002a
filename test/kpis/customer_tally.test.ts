import { describe, expect, it } from 'vitest';
import type { AccountState } from '../../lambdas/kpis/scores/account_scores.ts';
import { customerTallies } from '../../lambdas/kpis/scores/customer_tally.ts';
import { eachScore } from '../../lambdas/kpis/scores/scorecard.ts';
import { settings } from '../../lambdas/settings/schema.ts';
import { reading, scored } from '../reports/small_company.ts';

const { definitions } = settings.parse({});
const [all, smb] = [
  { dimension: 'all', value: '' },
  { dimension: 'segment', value: 'smb' },
];

/** A customer that is at risk, whose scores are all the same. */
const state = (accountId: string, score: number | null, mrr: number | null, isCustomer = true) =>
  ({
    accountId,
    standing: { isCustomer, mrr },
    account: {},
    signals: {},
    scores: eachScore(() =>
      score === null ? scored(null) : scored(score, reading('touches', 1, 1)),
    ),
    atRisk: true,
  }) as unknown as AccountState;

function tallied(...states: readonly AccountState[]) {
  const membership = new Map([
    ['a', [all, smb]],
    ['b', [all]],
  ]);
  const tallies = customerTallies(membership, definitions);
  for (const one of states) tallies.add(one);
  const of = (part: typeof all) => {
    const { scores, patterns } = tallies.of(part);
    const [atRisk] = [...patterns].flatMap(([kpi, tally]) =>
      kpi.id === 'at_risk_customers' ? [tally] : [],
    );
    return { score: scores.get('adoption_score'), atRisk };
  };
  return { all: of(all), smb: of(smb) };
}

describe('customers that are added up', () => {
  it('count in every part that they are of, with their scores and what they pay', () => {
    const found = tallied(state('a', 60, 100), state('b', 20, 0.5));
    expect(found.all.score).toEqual({ customers: 2, judged: 2, scored: 2, sum: 80 });
    expect(found.all.atRisk).toEqual({ customers: 2, known: 2, hits: 2, mrr: 100.5 });
    expect(found.smb.score).toEqual({ customers: 1, judged: 1, scored: 1, sum: 60 });
  });

  it('count as unknown where nothing is known of them, and as 0 where a rate is missing', () => {
    const found = tallied(state('a', null, 100), state('b', 50, null));
    expect(found.all.score).toEqual({ customers: 2, judged: 1, scored: 1, sum: 50 });
    expect(found.all.atRisk).toEqual({ customers: 2, known: 1, hits: 1, mrr: 0 });
  });

  it('are none where an account is no customer at the cut-off', () => {
    const found = tallied(state('a', 60, 100, false));
    expect(found.all.score).toEqual({ customers: 0, judged: 0, scored: 0, sum: 0 });
    expect(found.smb.atRisk).toEqual({ customers: 0, known: 0, hits: 0, mrr: 0 });
  });
});
