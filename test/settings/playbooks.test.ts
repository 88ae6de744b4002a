import { describe, expect, it } from 'vitest';
import { parseSettings } from '../../lambdas/settings/parse.ts';

const rule = {
  id: 'unhappy',
  title: 'Listen',
  play: 'Call three of them.',
  due_in_days: 3,
  moves: 'customer_satisfaction_score',
  kind: 'risk',
};
const below = { kpi: 'customer_satisfaction_score', is: 'below' };
const low = { field: 'health', is: 'below', value: 40 };
const parsed = (...playbooks: unknown[]) =>
  parseSettings(JSON.stringify({ playbooks }), 'settings.json').playbooks;
const said = (...playbooks: unknown[]) => {
  try {
    parsed(...playbooks);
  } catch (error) {
    return String(error);
  }
  return 'no error';
};

describe('a playbook', () => {
  it('looks at accounts, or at KPIs with an owner of its own', () => {
    const overKpis = { ...rule, when_kpi: [below], owner: 'Rosa Lind', by: 'region' };
    const overAccounts = { ...rule, id: 'low', when: [low] };
    expect(parsed(overKpis, overAccounts)).toEqual([overKpis, overAccounts]);
  });

  it('looks at one of them, and not at both', () => {
    const message = 'playbooks[0]: needs conditions on accounts (when) or on KPIs (when_kpi)';
    expect(said(rule)).toContain(message);
    expect(said({ ...rule, when: [low], when_kpi: [below] })).toContain(message);
  });

  it('that asks for a worse KPI says by how much', () => {
    expect(said({ ...rule, when_kpi: [{ ...below, is: 'worse_by' }] })).toContain(
      'playbooks[0].when_kpi[0]: worse_by needs a value',
    );
  });

  it('is told what it may hold, by an example of the same kind', () => {
    expect(said({ ...rule, when_kpis: [below] })).toContain(
      'unknown key, did you mean when_kpi? E.g. [{"kpi":"',
    );
    expect(said({ ...rule, when_kpi: [{ ...below, iz: 'below' }] })).toContain(
      'playbooks[0].when_kpi[0].iz: unknown key, did you mean is? E.g. "below"',
    );
    expect(said({ ...rule, when_kpi: [below], ownr: 'Rosa' })).toContain(
      'did you mean owner? E.g. "Onboarding team"',
    );
  });
});

it('asks each owner for five things at most, unless the settings say otherwise', () => {
  expect(parseSettings('{}', 'x.json').actions_per_owner).toBe(5);
  expect(parseSettings('{"actions_per_owner": 3}', 'x.json').actions_per_owner).toBe(3);
});
