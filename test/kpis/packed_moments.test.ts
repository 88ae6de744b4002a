import { describe, expect, it } from 'vitest';
import { momentPacker, PackedMoment } from '../../lambdas/kpis/scores/packed_moments.ts';
import type { AccountMoment } from '../../lambdas/kpis/scores/scorecard.ts';
import { accountFields } from '../../lambdas/settings/playbooks.ts';
import { moment } from '../reports/small_company.ts';

/** Numbers that a careless packing would change. */
const numbers = [0, 0.1 + 0.2, -5, Number.NaN, Number.POSITIVE_INFINITY, 1e15 + 1];
const awkward = Object.fromEntries(
  accountFields.map((field, n) => [field, numbers[n % numbers.length]]),
);
const moments = [
  moment({ period: '2026-08', tier: null, mrr: null, is_lost: true }),
  moment({ period: '2026-09', mrr: 1 / 3, is_customer: false, facts: awkward }),
  moment({ scores: { churn_risk_score: 99.5, adoption_score: 0 } }),
];

const plain = ({ period, end, is_customer, is_lost, mrr, tier, scores, facts }: AccountMoment) => ({
  ...{ period, end, is_customer, is_lost, mrr, tier, scores, facts },
});

describe('moments that are packed together', () => {
  it('say what they said before, unknown and all', () => {
    expect(momentPacker()(moments).map(plain)).toStrictEqual(moments);
  });

  it('are the same objects whenever they are looked at', () => {
    const packed = momentPacker()(moments);
    expect(packed.indexOf(packed[1] ?? moment())).toBe(1);
  });

  it('share one row of numbers, a sixth of what the objects take', () => {
    const [first, last] = momentPacker()(moments).flatMap((one) =>
      one instanceof PackedMoment ? [one.parts[1]] : [],
    );
    expect(first).toBe(last);
    expect(first?.byteLength).toBe(moments.length * (1 + 8 + accountFields.length) * 8);
  });

  it('share with those of other accounts what they say of a period', () => {
    const pack = momentPacker();
    const said = [pack(moments), pack(moments.slice(1))].map((packed) =>
      packed.flatMap((one) => (one instanceof PackedMoment ? [one.parts[0]] : [])),
    );
    expect(said[1]?.[0]).toBe(said[0]?.[1]);
    expect(new Set(said.flat()).size).toBe(moments.length);
  });

  it('are none where an account has none', () => {
    expect(momentPacker()([])).toEqual([]);
  });
});
