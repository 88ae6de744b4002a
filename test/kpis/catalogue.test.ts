import { describe, expect, it } from 'vitest';
import { catalogue, numberKpis, tableKpis } from '../../lambdas/kpis/catalogue/catalogue.ts';
import { stages } from '../../lambdas/kpis/kpi.ts';
import { factQueries } from '../../lambdas/kpis/measures/fact_queries.ts';
import { windowNames } from '../../lambdas/kpis/measures/windows.ts';
import { tables } from '../../lambdas/tables/catalogue.ts';

const ids = catalogue.map(({ id }) => id);
const aliases = catalogue.flatMap((kpi) => kpi.aliases ?? []);

describe('the catalogue', () => {
  it('holds 171 names: 165 KPIs and 6 second names of some of them', () => {
    expect([ids.length, aliases.length]).toEqual([165, 6]);
    expect(new Set([...ids, ...aliases]).size).toBe(171);
  });

  it.each(catalogue.map((kpi) => [kpi.id, kpi] as const))('describes %s', (_, kpi) => {
    expect(kpi.label).toMatch(/^[A-Z0-9]/);
    expect(kpi.question).toMatch(/\?/);
    expect(kpi.definition.length).toBeGreaterThan(20);
    expect(kpi.formula).not.toBe('');
    expect(stages).toContain(kpi.stage);
    expect(kpi.windows.length).toBeGreaterThan(0);
    const names = [...tables.map(({ name }) => name)];
    expect(kpi.tables.filter((table) => !names.includes(table.split('.')[0] ?? ''))).toEqual([]);
    const known: readonly string[] = [...windowNames, 'to_date'];
    expect(kpi.windows.filter((window) => !known.includes(window))).toEqual([]);
  });

  it('gives no two KPIs one label or one question', () => {
    const labels = catalogue.map(({ label }) => label);
    const questions = catalogue.map(({ question }) => question);
    expect(labels.filter((label, n) => labels.indexOf(label) < n)).toEqual([]);
    expect(questions.filter((question, n) => questions.indexOf(question) < n)).toEqual([]);
  });

  it('names each fact once, and uses it', () => {
    const facts = Object.values(factQueries).flatMap((files) =>
      files.flatMap((file): readonly string[] => file.facts),
    );
    const used = new Set<string>([...numberKpis, ...tableKpis].flatMap((kpi) => kpi.facts ?? []));
    expect(facts.filter((fact, n) => facts.indexOf(fact) < n)).toEqual([]);
    expect(facts.filter((fact) => !used.has(fact))).toEqual([]);
  });
});
