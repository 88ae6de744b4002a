import { describe, expect, it } from 'vitest';
import { catalogue } from '../../lambdas/kpis/catalogue/catalogue.ts';
import type { KpiText } from '../../lambdas/kpis/kpi.ts';
import { penFor } from '../../lambdas/rendering/writing/pen.ts';
import {
  type RuleInForce,
  rulesInForce,
  settingsInForce,
} from '../../lambdas/reports/words/rules_in_force.ts';
import { signalsInForce } from '../../lambdas/reports/words/score_signals.ts';
import { phrases } from '../../lambdas/reports/words/setting_phrases.ts';
import { type Definitions, definitions } from '../../lambdas/settings/definitions.ts';
import { parseSettings } from '../../lambdas/settings/parse.ts';
import { text } from './small_company.ts';

const defaults = definitions.parse({});
const settingsWith = (own: unknown) => parseSettings(JSON.stringify(own), 'test');

/** Another value of the same kind. */
function changed(value: unknown): unknown {
  if (typeof value === 'number') {
    if (value === 3) return 2;
    return value > 0 && value < 1 ? value + 0.1 : value + 5;
  }
  if (Array.isArray(value)) return ['something_else'];
  return value === 'closed' ? 'all' : 'campaign';
}

const kpi = (more: Partial<KpiText>): KpiText => ({
  id: 'a_kpi',
  label: 'A KPI',
  question: 'What?',
  definition: 'What it is.',
  formula: 'a ÷ b',
  unit: '%',
  direction: 'higher',
  indicator: 'leading',
  stage: 'Adoption',
  windows: ['period'],
  tables: ['events'],
  range: 'level',
  ...more,
});

const pen = penFor('en-GB', null);
const shown = ({ setting, phrase }: RuleInForce) => ({ setting, phrase: text(phrase) });

describe('the settings in force', () => {
  it.each(Object.entries(defaults))(
    'say %s, and say it otherwise when it is set otherwise',
    (name, value) => {
      const phrase = (set: Definitions) => pen.prose(phrases[name as keyof Definitions](set));
      const other = definitions.parse({ [name]: changed(value) });
      expect(phrase(defaults)).toMatch(/^[a-z0-9].+[^.]$/);
      expect(phrase(other)).not.toBe(phrase(defaults));
      if (typeof value !== 'number') return;
      const said = [
        String(other[name as keyof Definitions]),
        `${100 * Number(other[name as keyof Definitions])} %`,
      ];
      expect(said.some((number) => phrase(other).includes(number))).toBe(true);
    },
  );

  it('are those that the KPI names', () => {
    const settings = settingsWith({ definitions: { activation_window_days: 21 } });
    expect(rulesInForce(kpi({ settings: ['activation_window_days'] }), settings).map(text)).toEqual(
      ['activation within 21 days'],
    );
    expect(rulesInForce(kpi({}), settings)).toEqual([]);
  });

  it('of recurring revenue are said with amounts, and looked up for rates too', () => {
    const tables = ['subscription_periods'];
    const grace = 'past due counts for 30 days';
    const said = rulesInForce(kpi({ tables, unit: 'money/month' }), settingsWith({}));
    expect(said.map(text)).toEqual([grace]);
    expect(rulesInForce(kpi({ tables }), settingsWith({}))).toEqual([]);
    expect(settingsInForce(kpi({ tables }), settingsWith({})).map(shown)).toEqual([
      { setting: 'definitions.past_due_grace_days', phrase: grace },
    ]);
  });

  it('name own weights of a score with their place in the settings file', () => {
    const own = settingsWith({ scores: { churn_risk_score: { usage_ratio: { weight: 50 } } } });
    expect(settingsInForce(kpi({ id: 'churn_risk_score' }), own).map(shown)).toEqual([
      { setting: 'scores.churn_risk_score', phrase: 'own weights or bounds for usage_ratio' },
    ]);
  });

  it('are each named by a KPI, but for those that all of them have in common', () => {
    const named = new Set(catalogue.flatMap(({ settings = [] }) => settings));
    const unnamed = Object.keys(defaults).filter((name) => !named.has(name as keyof Definitions));
    expect(unnamed.sort()).toEqual(['fx_max_age_days', 'minimum_sample', 'unusual_from_z']);
  });

  it('are named by the KPIs whose definition leaves a number to them', () => {
    const unnamed = catalogue.filter(
      ({ definition, settings = [] }) =>
        /unless set|if so set|settings name/.test(definition) && settings.length === 0,
    );
    expect(unnamed.map(({ id }) => id)).toEqual([]);
  });

  it('of scores give each signal in force with its weight and bounds', () => {
    const own = settingsWith({ scores: { adoption_score: { seat_use: { weight: 0 } } } });
    expect(signalsInForce('adoption_score', own).map(({ signal }) => signal)).toEqual([
      'feature_share',
      'active_days_per_user',
    ]);
    expect(text(signalsInForce('adoption_score', own)[0]?.words ?? null)).toMatch(
      /: weight 40, from 0 \(0 points\) to 0.6 \(100\)$/,
    );
    expect(signalsInForce('mrr', own)).toEqual([]);
  });
});
