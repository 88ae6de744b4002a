import { describe, expect, it } from 'vitest';
import { BadSettings } from '../../lambdas/errors.ts';
import { catalogue } from '../../lambdas/kpis/catalogue/catalogue.ts';
import type { KpiRecord } from '../../lambdas/kpis/record.ts';
import { firedActions } from '../../lambdas/reports/actions/fired_actions.ts';
import { outcomesOf } from '../../lambdas/reports/actions/outcomes.ts';
import { contextOf } from '../../lambdas/reports/context.ts';
import { actionsOf } from '../../lambdas/reports/sections/actions.ts';
import { defaultPlaybooks } from '../../lambdas/settings/default_playbooks.ts';
import type { KpiCondition, Playbook } from '../../lambdas/settings/playbooks.ts';
import { account, history, input, kpi, record, text } from './small_company.ts';

type Over = Parameters<typeof input>[0] & object;

const satisfaction = 'customer_satisfaction_score';
const rule = (when: Partial<KpiCondition>, over: Partial<Playbook> = {}): Playbook => ({
  id: 'unhappy',
  title: 'Listen',
  when_kpi: [{ kpi: satisfaction, is: 'below', ...when }],
  play: 'Call three of them.',
  due_in_days: 3,
  moves: satisfaction,
  kind: 'risk',
  ...over,
});
const settingsOf = (rules: Playbook[], targets: Record<string, number> = {}) => ({
  settings: { playbooks: rules, targets },
});
const fired = (records: KpiRecord[], rules: Playbook[], over: Over = {}) =>
  firedActions(contextOf(input({ records, ...settingsOf(rules), ...over })));
const values = (...list: (number | null)[]) => history(satisfaction, list);
const usual = [90, 91, 89, 90, 92, 90, 91];

describe('a rule over a KPI', () => {
  it.each([
    ['below', 80, 79.9, true],
    ['below', 80, 80, false],
    ['at_most', 80, 80, true],
    ['above', 80, 80, false],
    ['at_least', 80, 80, true],
  ] as const)('with %s %i fires on %d: %s', (is, value, now, fires) => {
    expect(fired(values(now), [rule({ is, value })])).toHaveLength(fires ? 1 : 0);
  });

  it('takes the target where it has no value, and is silent without one', () => {
    const [action] = fired(values(75), [rule({})], settingsOf([rule({})], { [satisfaction]: 80 }));
    expect(text(action?.reason ?? null)).toBe('Satisfaction is 75 %, and its target 80 %');
    expect(fired(values(75), [rule({})])).toEqual([]);
  });

  it.each([
    ['fell by as much', [80, 75], true],
    ['fell by less', [80, 75.1], false],
    ['rose', [80, 90], false],
    ['had no value before', [null, 75], false],
  ] as const)('that asks for a worse one fires where it %s: %s', (_, list, fires) => {
    const worse = [rule({ is: 'worse_by', value: 5 })];
    expect(fired(values(...list), worse)).toHaveLength(fires ? 1 : 0);
  });

  it('knows which direction is worse', () => {
    const tickets = rule({ kpi: 'support_ticket_volume', is: 'worse_by', value: 5 });
    expect(fired(history('support_ticket_volume', [10, 15]), [tickets])).toHaveLength(1);
    expect(fired(history('support_ticket_volume', [15, 10]), [tickets])).toHaveLength(0);
  });

  it('that asks for an unusual one fires outside of the usual range, on the bad side alone', () => {
    const unusual = [rule({ is: 'unusually_worse' })];
    const [action] = fired(values(...usual, 60), unusual);
    expect(text(action?.reason ?? null)).toBe('Satisfaction is 60 %; usually it is 90 %');
    expect(fired(values(...usual, 100), unusual)).toEqual([]);
    expect(fired(values(...usual, 89), unusual)).toEqual([]);
    expect(fired(values(60), unusual)).toEqual([]);
  });

  it('of a KPI that grows looks at its steps', () => {
    const steady = [100, 110, 120, 130, 140, 150, 160, 170];
    const mrr = [rule({ kpi: 'mrr', is: 'unusually_worse' })];
    expect(fired(history('mrr', [...steady, 120]), mrr)).toHaveLength(1);
    expect(fired(history('mrr', [...steady, 171]), mrr)).toHaveLength(1);
    expect(fired(history('mrr', [...steady, 260]), mrr)).toHaveLength(0);
  });

  it('never fires on too few, on what is not measured, nor for a part of the company', () => {
    const below = [rule({ value: 80 })];
    const part = { label: 'CSM: Dana', dimension: 'scope', value: 'scope-1' };
    expect(fired([record(satisfaction, 10, { judged: false })], below)).toEqual([]);
    expect(fired([], below)).toEqual([]);
    const own = record(satisfaction, 10, {
      segment: { dimension: 'scope', value: 'scope-1' },
    });
    expect(fired([own], below, { scope: part })).toEqual([]);
  });

  it('needs all its conditions, and tells each', () => {
    const both = rule(
      { value: 80 },
      {
        when_kpi: [
          { kpi: satisfaction, is: 'below', value: 80 },
          { kpi: 'support_ticket_volume', is: 'above', value: 10 },
        ],
      },
    );
    const low = values(70);
    expect(fired([...low, record('support_ticket_volume', 9)], [both])).toEqual([]);
    const [action] = fired([...low, record('support_ticket_volume', 12)], [both]);
    expect(text(action?.reason ?? null)).toBe(
      'Satisfaction is 70 %, below 80 % and Tickets is 12, above 10',
    );
  });

  it('that names a KPI that is not there is refused, with its place', () => {
    expect(() => fired([], [rule({ kpi: 'no_such' })])).toThrow(BadSettings);
    expect(() => fired([], [rule({ kpi: 'no_such' })])).toThrow(/playbooks, unhappy.*no_such/);
    expect(() => fired([], [rule({ window: 'trailing_12_months' })])).toThrow(BadSettings);
  });
});

describe('its action', () => {
  it('has no account, and the owner that it names or the team of the edition', () => {
    const found = (over: Partial<Playbook>) => fired(values(70), [rule({ value: 80 }, over)])[0];
    expect(found({})).toMatchObject({
      account_id: null,
      account: null,
      mrr: null,
      owner: 'Customer success leadership',
      due_on: '2026-11-04',
      found: [{ name: satisfaction, is: 'below 80', value: 70 }],
    });
    expect(found({ owner: 'Rosa Lind' })?.owner).toBe('Rosa Lind');
    const weekly = { edition: 'weekly', label: '2026-W44' } as const;
    const records = history(satisfaction, [70], { ...weekly, period: '2026-W44' });
    expect(fired(records, [rule({ value: 80 })], weekly)[0]?.owner).toBe('Customer success team');
  });

  it('is one for each segment that the rule looks at, and the manager’s where that is one', () => {
    const of = (value: string, share: number) =>
      record(satisfaction, share, { segment: { dimension: 'csm', value } });
    const records = [of('Priya', 70), of('Dana', 60), of('Theo', 90), of('unknown', 10)];
    const found = fired(records, [rule({ value: 80 }, { by: 'csm' })]);
    expect(found.map(({ title, owner, reason }) => [text(title), owner, text(reason)])).toEqual([
      ['Listen: Dana', 'Dana', 'Satisfaction for Dana is 60 %, below 80 %'],
      ['Listen: Priya', 'Priya', 'Satisfaction for Priya is 70 %, below 80 %'],
    ]);
    expect(new Set(found.map(({ id }) => id)).size).toBe(2);
  });

  it('says for how long it has been asked for, from the KPI’s own records', () => {
    const [action] = fired(values(90, 70, 75, 60), [rule({ value: 80 })]);
    expect(text(action?.again ?? null)).toBe('Third month in a row, since 2026-09-01');
  });

  it('is followed up by the KPI then and now', () => {
    const followed = (...list: number[]) => {
      const context = contextOf(
        input({ records: values(...list), ...settingsOf([rule({ value: 80 })]) }),
      );
      return outcomesOf(context).map(({ name, was, is, became }) => [
        text(name),
        text(was),
        text(is),
        became,
      ]);
    };
    expect(followed(70, 85)).toEqual([['Satisfaction', '70 %', '85 %', 'settled']]);
    expect(followed(70, 75)).toEqual([['Satisfaction', '70 %', '75 %', 'better']]);
    expect(followed(70, 65)).toEqual([['Satisfaction', '70 %', '65 %', 'worse']]);
    expect(followed(70, 70.1)).toEqual([['Satisfaction', '70 %', '70.1 %', 'unchanged']]);
  });

  it('comes after the accounts, two at most, beside as many accounts as a list holds', () => {
    const quiet = rule({}, { id: 'quiet', when: [], when_kpi: undefined });
    const accounts = [...'abcdef'].map((name) => account(name, { facts: { latest_nps: 2 } }));
    const calls = { ...quiet, when: [{ field: 'latest_nps', is: 'below', value: 6 }] } as Playbook;
    const rules = [...['one', 'two', 'three'].map((id) => rule({ value: 80 }, { id })), calls];
    const context = contextOf(input({ accounts, records: values(70), ...settingsOf(rules) }));
    const { rows, more, waiting } = actionsOf(firedActions(context), context);
    expect(rows.map(({ playbook }) => playbook)).toEqual([
      ...Array.from({ length: 5 }, () => 'quiet'),
      ...['one', 'two'],
    ]);
    expect([more, waiting]).toEqual([1, 1]);
  });
});

describe('the default rules over KPIs', () => {
  const overKpis = defaultPlaybooks.filter(({ when_kpi }) => when_kpi);

  it('name KPIs of the catalogue, as does what every rule should move', () => {
    const ids = new Set(catalogue.map(({ id }) => id));
    const named = overKpis.flatMap(({ when_kpi = [] }) => when_kpi.map((one) => one.kpi));
    expect(named.length).toBeGreaterThan(2);
    expect(
      [...named, ...defaultPlaybooks.map(({ moves }) => moves)].filter((id) => !ids.has(id)),
    ).toEqual([]);
  });

  it('answer onboarding below its target and first answers that became unusually rare', () => {
    const kpis = [
      ...input().kpis,
      kpi('onboarding_completion_rate', { label: 'Onboarding completion', unit: '%' }),
      kpi('first_contact_resolution', { label: 'First contact resolution', unit: '%' }),
    ];
    const records = [
      ...history('onboarding_completion_rate', [60]).map((one) => ({ ...one, unit: '%' })),
      ...history('first_contact_resolution', [...usual, 50]).map((one) => ({ ...one, unit: '%' })),
    ];
    const targets = { onboarding_completion_rate: 80 };
    const found = firedActions(contextOf(input({ kpis, records, settings: { targets } })));
    expect(found.map(({ playbook, reason }) => [playbook, text(reason)])).toEqual([
      ['onboarding_below_target', 'Onboarding completion is 60 %, and its target 80 %'],
      ['first_contact_worse', 'First contact resolution is 50 %; usually it is 90 %'],
    ]);
  });
});
