import { describe, expect, it } from 'vitest';
import { daysNeeded, dayTablesOf } from '../../lambdas/kpis/measures/look_back.ts';
import type { Trials } from '../../lambdas/kpis/sources.ts';
import { calendarOf, planFor } from '../../lambdas/reports/measured_periods.ts';
import { parsePeriod } from '../../lambdas/reports/periods.ts';
import { parseSettings } from '../../lambdas/settings/parse.ts';

const settings = parseSettings('{}', 'test');
const calendar = calendarOf(settings);
const week = planFor(parsePeriod('weekly', '2026-W44', calendar), calendar).periods.slice(-1);
const from = (subject: string, trials: Trials) =>
  daysNeeded(subject, week, { definitions: settings.definitions, trials })?.map(
    (days) => days.from,
  );

describe('days that answers look at in the week of 26 October', () => {
  it('are those of the week, and one before it, where there is no trial', () => {
    expect(from('answers', { longest: 0, openSince: null })).toEqual(['2026-10-24']);
  });

  it('reach as far back as a trial may have begun that ended in it', () => {
    expect(from('answers', { longest: 30, openSince: null })).toEqual(['2026-09-24']);
  });

  it('reach to the day before a trial began that has not ended', () => {
    expect(from('answers', { longest: 30, openSince: '2026-03-02' })).toEqual(['2026-03-01']);
    expect(from('answers', { longest: 30, openSince: '2026-10-20' })).toEqual(['2026-09-24']);
  });

  it('are all for logins, since the one before may be any day', () => {
    expect(from('durations', { longest: 0, openSince: null })).toBeUndefined();
  });
});

it('accounts are looked at over the 30 days before the cut-off, and over all for their last login', () => {
  expect(from('account_signals', { longest: 0, openSince: null })).toEqual(['2026-10-03']);
  const tables = ['accounts_daily', 'users_daily', 'account_features_daily'];
  const text = tables.map((table) => `select 1 from ${table}`).join(' union all ');
  expect(dayTablesOf('account_signals', text)).toEqual(['users_daily', 'account_features_daily']);
});
