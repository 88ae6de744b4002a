import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { actionEvents } from '../../lambdas/reports/actions/events.ts';
import { firedActions } from '../../lambdas/reports/actions/fired_actions.ts';
import { actionsCsv } from '../../lambdas/reports/actions_csv.ts';
import { compose } from '../../lambdas/reports/compose.ts';
import { contextOf } from '../../lambdas/reports/context.ts';
import { report } from '../../lambdas/reports/model.ts';
import { accountOver } from './moments.ts';
import { input, text } from './small_company.ts';

const quiet = { facts: { days_since_touch: 70.123_456_789 } };
const accounts = Array.from({ length: 7 }, (_, i) =>
  accountOver(`Account ${i}`, [quiet, quiet], { mrr: 10.123_456_789 * (i + 1) }),
);
const composed = input({ accounts });
const actions = firedActions(contextOf(composed));

describe('actions.csv', () => {
  const rows = parse(actionsCsv(actions), { columns: true, bom: true }) as Record<string, string>[];

  it('holds every action, those that can wait too', () => {
    expect(rows.map(({ priority }) => priority)).toEqual([
      ...Array.from({ length: 5 }, () => 'now'),
      ...Array.from({ length: 2 }, () => 'can wait'),
    ]);
  });

  it('says since when each is asked for, and holds no noise of floating point', () => {
    expect(rows[0]).toMatchObject({
      account: 'Account 6',
      mrr: '70.8642',
      playbook: 'silent_account',
      asked_since: '2026-10-01',
      periods_in_a_row: '2',
      id: actions[0]?.id,
    });
  });
});

describe('actions.jsonl', () => {
  const lines = actionEvents(actions, compose(composed)).trimEnd().split('\n');

  it('is an event for every fired action, one a line', () => {
    expect(lines).toHaveLength(actions.length);
    expect(JSON.parse(lines[0] ?? '')).toEqual({
      type: 'action.fired',
      schema: 1,
      id: actions[0]?.id,
      playbook: 'silent_account',
      kind: 'risk',
      title: 'Break the silence',
      owner: 'Dana Reyes',
      due_on: '2026-11-06',
      account_id: 'account 6',
      mrr: 70.8642,
      currency: 'USD',
      moves: 'customer_health_score',
      found: [{ name: 'days_since_touch', is: 'at_least 60', value: 70.1235 }],
      priority: 'now',
      first_period: '2026-09',
      asked_since: '2026-10-01',
      periods_in_a_row: 2,
      edition: 'monthly',
      period: '2026-10',
      as_of: 'original',
      cut_off: '2026-11-01',
    });
  });

  it('is empty where no rule fired', () => {
    expect(actionEvents([], compose(composed))).toBe('');
  });
});

describe('the report', () => {
  it('holds its actions and what became of the last ones as the model says', () => {
    const made = report.parse(compose(composed));
    expect(made.actions.rows).toHaveLength(5);
    expect(text(made.follow_up?.title ?? null)).toContain('last month’s 5 actions');
    expect(made.track_record).toBeNull();
  });
});
