import type { KpiText } from '../../kpis/kpi.ts';
import type { BehindList } from './behind.ts';
import type { KpiShelf } from './kpi_shelf.ts';

/** The accounts behind a KPI, each with the way to its own page. */
export interface BehindView {
  readonly title: string;
  readonly rows: readonly {
    readonly name: string;
    readonly href: string;
    readonly csm: string;
    readonly value: string;
    readonly exact: string;
  }[];
  readonly more: string | null;
}

/** Tables that tell of accounts; what rests on none of them, as leads or cost, has no account behind it. */
const ofAccounts =
  /^(accounts|subscription_periods|events|tickets|survey_responses|activities|contacts|onboarding_milestones|users|invoices|contracts)(\.|$)/;

/** Null where no account is behind it. */
export function behindView(kpi: KpiText, shelf: KpiShelf): BehindView | null {
  const { behind, pen, words } = shelf;
  const isOwn = behind.isOwn(kpi.id);
  if (!isOwn && !kpi.tables.some((table) => ofAccounts.test(table))) return null;
  const list = behind.of(kpi.id);
  const more = list.count - list.rows.length;
  return {
    title: isOwn ? words.t('The accounts behind it') : words.t('The customers it rests on'),
    rows: list.rows.map((row) => ({
      name: pen.name(row.account.name),
      href: row.href,
      csm: row.account.csm === null ? '–' : pen.name(row.account.csm),
      ...{ value: written(row.value, list, shelf), exact: String(row.value) },
    })),
    more:
      more > 0
        ? words.t('{0} {1:more account|more accounts} in accounts.csv.', pen.count(more), more)
        : null,
  };
}

/** A login or touch that never was counts as a hundred years. */
const never = 36_500;

function written(value: number, { unit }: BehindList, { pen, currency, words }: KpiShelf): string {
  if (unit === 'days' && value >= never) return words.t('never');
  const money = unit === 'money' && currency !== null ? { currency } : {};
  return pen.brief({ value, unit: unit === 'score' ? 'score 0-100' : unit, ...money });
}
