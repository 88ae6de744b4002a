import { describe, expect, it } from 'vitest';
import { numberKpis, tableKpis } from '../../lambdas/kpis/catalogue/catalogue.ts';
import { subjects } from '../../lambdas/kpis/measures/subjects.ts';
import { neededSubjects } from '../../lambdas/kpis/needed.ts';

const everything = new Set([...numberKpis, ...tableKpis].flatMap(({ tables }) => tables));

describe('the measures of a company', () => {
  it('are all of them, in order and whole, where it has every table', () => {
    expect([...neededSubjects(everything)]).toEqual(Object.entries(subjects));
  });

  it('are those of KPIs that have their tables, and of facts the files with one of theirs', () => {
    const some = neededSubjects(new Set(['accounts', 'tickets']));
    expect(some.has('usage')).toBe(false);
    expect(some.has('surveys')).toBe(false);
    const durations = some.get('durations');
    const files = durations?.kind === 'facts' ? durations.files.map(({ file }) => file) : [];
    expect(files).toEqual(['account_durations', 'ticket_durations']);
  });

  it('are always those that account scores and later queries read', () => {
    expect([...neededSubjects(new Set()).keys()]).toEqual([
      ...['account_segments', 'account_edges', 'account_movements', 'lost_accounts'],
      ...['mrr_changes', 'account_facts', 'account_standing', 'account_signals'],
    ]);
  });
});
