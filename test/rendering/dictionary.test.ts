import { HtmlValidate } from 'html-validate';
import { describe, expect, it } from 'vitest';
import { catalogue } from '../../lambdas/kpis/catalogue/catalogue.ts';
import { elsewhere } from '../../lambdas/kpis/catalogue/elsewhere.ts';
import { stages } from '../../lambdas/kpis/kpi.ts';
import { dictionaryView } from '../../lambdas/rendering/dictionary.ts';
import { hostile, order, page } from './dictionary_fixture.ts';
import { textNodes } from './faults.ts';

const entries = dictionaryView(order).stages.flatMap((stage) => stage.entries);

function entryOf(id: string) {
  const found = entries.find((entry) => entry.id === id);
  if (found === undefined) throw new Error(`no entry ${id}`);
  return found;
}

/** What is read on the page, without its script. */
const text = textNodes(page.slice(page.indexOf('<main'), page.lastIndexOf('<script>')));

const examplesOf = (id: string) => entryOf(id).examples.map(({ of, text }) => `${of}: ${text}`);

describe('the dictionary', () => {
  it('holds every KPI once, by lifecycle stage', () => {
    expect(entries.map(({ id }) => id).sort()).toEqual(catalogue.map(({ id }) => id).sort());
    const { stages: shown } = dictionaryView(order);
    expect(shown.map(({ name }) => name)).toEqual([...stages]);
    for (const { id } of catalogue) {
      expect(page.split(`<article class="entry findable" id="${id}"`)).toHaveLength(2);
      expect(page).toContain(`<li><a href="#${id}">`);
    }
  });

  it('gives an example from the numbers of the period, and of no other period or reader', () => {
    expect(examplesOf('activation_rate')).toEqual(['October 2026: 12 of 48 = 25.0%; 7 pending']);
    expect(examplesOf('net_revenue_retention')).toEqual([
      'October 2026: 104,500 of 100,000 = 104.5%',
      'October 2026, trailing 12 months: 12 of 48 = 98.3%',
    ]);
    expect(examplesOf('mrr')).toEqual(['October 2026: €312.4k']);
    expect(examplesOf('time_to_value')).toEqual([
      'October 2026: 3.3 days, the median of 4; mean 4.5 days; nine of ten within 9 days',
    ]);
    expect(examplesOf('championless_accounts')).toEqual(['October 2026: 7; €12k of MRR']);
    expect(examplesOf('active_feature_usage_rate')[0]).toBe(
      'October 2026 (feature reports): 30 of 48 = 62.5%',
    );
  });

  it('says why there is no example where there is no value', () => {
    expect(examplesOf('yoy_growth')).toEqual(['October 2026: no comparable week a year ago']);
    expect(entryOf('yoy_growth').examples[0]?.is_measured).toBe(false);
    expect(examplesOf('customers')).toEqual([]);
  });

  it('names sources, queries, settings in force and second names', () => {
    expect(entryOf('activation_rate')).toMatchObject({
      tables: 'users, onboarding_milestones',
      queries: [{ query: 'cohorts', facts: 'activation' }],
      settings: [
        { setting: 'definitions.activation_window_days', phrase: 'activation within 21 days' },
      ],
      minimum: '8',
    });
    expect(entryOf('churn_risk_score').settings).toContainEqual({
      setting: 'scores.churn_risk_score',
      phrase: 'own weights or bounds for usage_ratio',
    });
    expect(entryOf('churn_risk_score').signals[0]?.words).toBe(
      'events a day of 30 days, over those of the 90 before: weight 50, from 1 (0 points) to 0.4 (100)',
    );
    expect(entryOf('customer_retention_rate').aliases).toContain('logo_retention');
    for (const { id, queries, tables } of entries) {
      expect(queries.length, id).toBeGreaterThan(0);
      expect(tables, id).not.toBe('');
    }
  });

  it('says what other products do, of KPIs that exist', () => {
    const known = new Set(catalogue.map(({ id }) => id));
    expect(Object.keys(elsewhere).filter((id) => !known.has(id))).toEqual([]);
    expect(entryOf('net_revenue_retention').elsewhere[0]?.source).toBe('ChartMogul');
    for (const { note, source } of Object.values(elsewhere).flat()) {
      expect(note).toMatch(/^[A-Z].*\.$/);
      expect(source).not.toBe('');
    }
  });

  it('shows what names something in the data as code', () => {
    expect(entryOf('activation_rate').definition).toContainEqual({
      text: 'activated',
      is_code: true,
    });
    expect(text.filter((part) => part.includes('`'))).toEqual([]);
  });
});

describe('the page', () => {
  const validator = new HtmlValidate({ root: true, extends: ['html-validate:recommended'] });

  it('is valid', async () => {
    const { results } = await validator.validateString(page);
    expect(results.flatMap((result) => result.messages)).toEqual([]);
  });

  it('needs nothing from elsewhere and leaves no gap', () => {
    expect(page).not.toMatch(/(src|href)="(?!#)/);
    expect(page).not.toMatch(/@import|url\(/);
    const gap = /\b(undefined|NaN|null|Infinity)\b|\[object|\{\{/;
    expect(text.filter((part) => gap.test(part))).toEqual([]);
  });

  it('shows what an export holds as text', () => {
    expect(page).not.toContain(hostile);
    expect(page.match(/<script/g)).toHaveLength(2);
    expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
  });
});
