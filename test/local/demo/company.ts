import { castOf } from '../../../lambdas/local/demo/story/cast.ts';
import { accountTables, companyTables } from '../../../lambdas/local/demo/tables/all.ts';
import type { Row } from '../../../lambdas/local/demo/tables/cells.ts';
import { usagePlanOf } from '../../../lambdas/local/demo/usage/plan.ts';
import { type DemoOptions, openWorld } from '../../../lambdas/local/demo/world.ts';

export const asOf = '2026-11-02';

/** The demo company in memory: every row of every table but the events, and the story behind it. */
export function demoCompany(options: DemoOptions = {}) {
  const world = openWorld(options);
  const casts = Array.from({ length: world.accounts }, (_, index) => castOf(world, index));
  const ofAccounts = Object.entries(accountTables).map(
    ([name, rowsOf]) => [name, casts.flatMap(rowsOf)] as const,
  );
  const ofCompany = Object.entries(companyTables).map(
    ([name, rowsOf]) => [name, rowsOf(world)] as const,
  );
  const tables = new Map<string, readonly Row[]>([...ofAccounts, ...ofCompany]);
  const rows = (table: string): readonly Row[] => tables.get(table) ?? [];
  const ofPlot = (plot: string) => casts.filter(({ profile }) => profile.plot === plot);
  const idsOf = (plot: string) => new Set(ofPlot(plot).map(({ profile }) => profile.id));
  const periods = rows('subscription_periods');
  const changes = (reason: string) => periods.filter((row) => row.change_reason === reason);
  return { world, casts, tables, rows, ofPlot, idsOf, changes, periods };
}
export type DemoCompany = ReturnType<typeof demoCompany>;

/** Rough US dollars for one minor unit: the tests ask for magnitudes. */
const dollars: Record<string, number> = { USD: 0.01, EUR: 0.011, GBP: 0.0129, JPY: 0.0067 };

/** Recurring revenue a month of every customer at the closing of a day, in dollars. */
export function closing({ periods }: DemoCompany, day: string): Map<string, number> {
  const counting = periods.filter(
    (row) =>
      (row.status === 'active' || row.status === 'past_due') &&
      text(row, 'starts_on') < day &&
      (row.ends_on === null || text(row, 'ends_on') >= day),
  );
  const totals = new Map<string, number>();
  for (const row of counting) {
    const account = text(row, 'account_id');
    const mrr = Number(row.mrr_minor) * (dollars[text(row, 'currency')] ?? 0);
    totals.set(account, (totals.get(account) ?? 0) + mrr);
  }
  return totals;
}

/** Mean liveliness of accounts' weeks from a day to another. */
export function liveliness(casts: DemoCompany['casts'], from: number, to: number): number {
  const weeks = casts
    .flatMap((cast) => usagePlanOf(cast).weeks)
    .filter(([, week]) => Number(week) >= from && Number(week) < to);
  return sum(weeks.map(([, , lively]) => Number(lively))) / weeks.length;
}

export const text = (row: Row, column: string): string => String(row[column] ?? '');

export const sum = (numbers: Iterable<number>): number =>
  [...numbers].reduce((total, one) => total + one, 0);

export const share = <T>(all: readonly T[], is: (one: T) => boolean): number =>
  all.filter(is).length / all.length;
