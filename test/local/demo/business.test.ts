import { describe, expect, it } from 'vitest';
import { asOf, closing, demoCompany, share, sum, text } from './company.ts';

const company = demoCompany();
const { casts, periods, rows } = company;
const [now, yearAgo] = [closing(company, asOf), closing(company, '2025-11-02')];

describe('the demo company as a business', () => {
  it('has a recurring revenue of 250,000 to 350,000 dollars a month', () => {
    expect(sum(now.values())).toBeGreaterThan(250_000);
    expect(sum(now.values())).toBeLessThan(350_000);
  });

  it('retains 86 to 92 % of a year’s revenue gross and 104 to 112 % net', () => {
    const kept = [...yearAgo].map(([id, mrr]) => [mrr, now.get(id) ?? 0] as const);
    const opening = sum(yearAgo.values());
    const gross = sum(kept.map(([before, after]) => Math.min(before, after))) / opening;
    const net = sum(kept.map(([, after]) => after)) / opening;
    expect(gross).toBeGreaterThan(0.86);
    expect(gross).toBeLessThan(0.92);
    expect(net).toBeGreaterThan(1.04);
    expect(net).toBeLessThan(1.12);
  });

  it('loses one to two customers in a hundred a month', () => {
    const lost = [...yearAgo.keys()].filter((id) => !now.has(id));
    const monthly = 1 - (1 - lost.length / yearAgo.size) ** (1 / 12);
    expect(monthly).toBeGreaterThan(0.01);
    expect(monthly).toBeLessThan(0.02);
  });

  it('has 2,000 to 3,500 users, a few accounts far more than the rest', () => {
    const perAccount = casts.map(({ users }) => users.length).sort((a, b) => b - a);
    expect(sum(perAccount)).toBeGreaterThan(2000);
    expect(sum(perAccount)).toBeLessThan(3500);
    expect(sum(perAccount.slice(0, 30)) / sum(perAccount)).toBeGreaterThan(0.35);
  });

  it('pays in dollars mostly, also in euros, pounds and yen', () => {
    const currencies = new Set(periods.map((row) => row.currency));
    expect([...currencies].sort()).toEqual(['EUR', 'GBP', 'JPY', 'USD']);
    expect(share(periods, (row) => row.currency === 'USD')).toBeGreaterThan(0.6);
  });

  it('keeps a twelfth of a year’s price unrounded', () => {
    expect(periods.some((row) => !text(row, 'mrr_minor').endsWith('.000000'))).toBe(true);
  });

  it('signs more customers in the fourth quarter than in the third', () => {
    const won = rows('accounts').map((row) => text(row, 'closed_won_at'));
    const months = (list: string[]) =>
      won.filter((at) => list.some((month) => at.startsWith(month)));
    expect(months(['2025-10', '2025-11', '2025-12']).length).toBeGreaterThan(
      months(['2025-07', '2025-08', '2025-09']).length,
    );
  });
});
