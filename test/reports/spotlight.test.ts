import { describe, expect, it } from 'vitest';
import { contextOf } from '../../lambdas/reports/context.ts';
import { inTurn } from '../../lambdas/reports/sections/rotation.ts';
import { spotlightOf } from '../../lambdas/reports/sections/spotlight.ts';
import { history, input, kpi, record, text } from './small_company.ts';

const mondays = (count: number) =>
  Array.from({ length: count }, (_, n) =>
    new Date(Date.UTC(2026, 9, 26 + 7 * n)).toISOString().slice(0, 10),
  );
const catalogue = Array.from({ length: 171 }, (_, n) => kpi(`kpi_${n}`));
const turn = (monday: string, isTold = (_id: string) => true) =>
  inTurn(catalogue, monday, ({ id }) => (isTold(id) ? id : null))?.kpi.id;

describe('the turn of a KPI', () => {
  it('comes once in as many weeks as there are KPIs, over the ends of years of 52 and 53 weeks', () => {
    const told = mondays(171).map((monday) => turn(monday));
    expect(new Set(told).size).toBe(171);
    expect(turn(mondays(172).at(-1) ?? '')).toBe(told[0]);
  });

  it('puts neighbours of the catalogue weeks apart', () => {
    const places = mondays(171).map((monday) => Number(turn(monday)?.slice(4)));
    const steps = places.slice(1).map((place, n) => Math.abs(place - (places[n] ?? 0)));
    expect(Math.min(...steps)).toBeGreaterThan(10);
  });

  it('goes to the next one where there is nothing to tell, and to nobody where there never is', () => {
    const [monday = ''] = mondays(1);
    const first = turn(monday);
    const next = turn(monday, (id) => id !== first);
    expect(Number(next?.slice(4))).toBe((Number(first?.slice(4)) + 1) % 171);
    expect(turn(monday, () => false)).toBeUndefined();
  });
});

describe('the KPI spotlight', () => {
  const tickets = kpi('support_ticket_volume', {
    label: 'Tickets',
    question: 'How much help do customers need?',
    definition: 'Tickets created in the period.',
    direction: 'lower',
    stage: 'Operations',
  });
  const weekly = { edition: 'weekly', label: '2026-W44', kpis: [tickets] } as const;
  const of = (values: (number | null)[], over: Parameters<typeof input>[0] = {}) => {
    const records = history('support_ticket_volume', values, {
      edition: 'weekly',
      period: '2026-W44',
    });
    return spotlightOf([], contextOf(input({ ...weekly, records, ...headlines, ...over })));
  };
  const headlines = {
    settings: { editions: { weekly: { headlines: ['support_ticket_volume'] } } },
  };

  it('asks its question, says what it means and who has a hand on it', () => {
    const shown = of([10, 12, 11, 9]);
    expect(text(shown?.title ?? null)).toBe('Tickets: How much help do customers need?');
    expect(text(shown?.meaning ?? null)).toBe('Tickets created in the period. Lower is better.');
    expect(text(shown?.who ?? null)).toBe(
      'Those with a hand on it are support and customer success operations. When a rule fires, the play is “Take the recurring issue to its end”.',
    );
  });

  it('sets the value beside its history', () => {
    const standing = (...values: number[]) => text(of(values)?.standing ?? null);
    expect(standing(10, 12, 11, 9)).toBe(
      'It is at 9, the lowest of 4 weeks; until now it ran from 10 to 12.',
    );
    expect(standing(10, 12, 11, 40)).toContain('the highest of 4 weeks');
    expect(standing(10, 12, 11, 11.5)).toBe(
      'It is at 11.5, above 2 of the 3 weeks before, which ran from 10 to 12.',
    );
    expect(standing(5, 5, 5, 4)).toContain('until now it stood at 5');
    expect(standing(5, 5, 6, 5)).toContain('as low as any of the 3 weeks before');
    expect(standing(5, 5, 5, 5)).toBe('It is at 5, as in each of 4 weeks.');
    expect(standing(5)).toBe('It is at 5, with 1 week of history so far.');
  });

  it('says whether the target is met, but not of a part of the company', () => {
    const settings = { ...headlines.settings, targets: { support_ticket_volume: 10 } };
    expect(text(of([10, 12, 11, 9], { settings })?.standing ?? null)).toContain(
      'The target of 10 is met.',
    );
    const segment = { dimension: 'scope', value: 's1' };
    const records = history('support_ticket_volume', [9], {
      ...{ edition: 'weekly', period: '2026-W44', segment },
    });
    const scoped = of([], { settings, records, scope: { label: 'CSM: Dana Reyes', ...segment } });
    expect(text(scoped?.standing ?? null)).not.toContain('target');
  });

  it('passes over what is not measured, too few to judge, or answers no question', () => {
    expect(of([10, 12, null])).toBeNull();
    const few = [record('support_ticket_volume', 9, { period: '2026-W44', judged: false })];
    expect(of([], { records: few })).toBeNull();
    expect(of([1, 2], { kpis: [{ ...tickets, question: '' }] })).toBeNull();
  });

  it('tells a table by its ends', () => {
    const rows = { billing: 4, bug: 9, access: 1 };
    const records = Object.entries(rows).map(([value, n]) =>
      record('support_ticket_volume', n, {
        period: '2026-W44',
        segment: { dimension: 'category', value },
      }),
    );
    expect(text(of([], { records })?.standing ?? null)).toBe(
      'It is a table of 3 rows: category bug is highest, 9, and category access lowest, 1.',
    );
  });

  it('is of the weekly edition alone', () => {
    expect(spotlightOf([], contextOf(input({ records: history('mrr', [1, 2]) })))).toBeNull();
  });
});
