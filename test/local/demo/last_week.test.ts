import { describe, expect, it } from 'vitest';
import { asOf, closing, demoCompany, text } from './company.ts';

const company = demoCompany();
const { periods, rows } = company;
const now = closing(company, asOf);
const lastWeek = (day: string) => day >= '2026-10-26' && day < asOf;

describe('the last week of the demo company', () => {
  it('has a new enterprise customer, a big upsell and a lost customer', () => {
    const started = periods.filter((row) => lastWeek(text(row, 'starts_on')));
    const ended = periods.filter((row) => lastWeek(text(row, 'ends_on')));
    expect(started.some((row) => row.change_reason === null && row.plan === 'scale')).toBe(true);
    expect(
      started.some((row) => row.change_reason === 'plan' || row.change_reason === 'seats'),
    ).toBe(true);
    expect(ended.some((row) => row.end_reason === 'cancelled')).toBe(true);
  });

  it('leaves something to do', () => {
    const ahead = periods.filter((row) => text(row, 'ends_on') >= asOf);
    expect(ahead.length).toBeGreaterThan(4);
    const open = rows('tickets').filter((row) => row.solved_at === null);
    expect(open.some((row) => row.escalated_at !== null)).toBe(true);
    const due = rows('invoices').filter(
      (row) => row.status === 'open' && text(row, 'due_at') < asOf,
    );
    expect(due.length).toBeGreaterThan(2);
    expect(rows('activities').filter((row) => row.outcome === 'scheduled').length).toBeGreaterThan(
      20,
    );
    expect(rows('opportunities').filter((row) => row.is_won === null).length).toBeGreaterThan(20);
  });

  it('has growing customers who were offered the second product lately', () => {
    const offered = rows('opportunities').filter(
      (row) =>
        row.type === 'cross_sell' && row.is_won === null && text(row, 'created_at') > '2026-10-08',
    );
    expect(offered.length).toBeGreaterThan(9);
  });

  it('has onboardings that are stuck', () => {
    const kickoffs = rows('onboarding_milestones').filter(
      (row) => row.milestone_id === 'data_connected' && row.completed_at === null,
    );
    expect(kickoffs.some((row) => now.has(text(row, 'account_id')))).toBe(true);
  });
});
