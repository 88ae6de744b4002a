import type { Scorecard } from '../../kpis/scores/scorecard.ts';
import { scoreIds } from '../../kpis/scores/scorecard.ts';
import { compare } from '../../reports/book.ts';
import type { AccountField } from '../../settings/playbooks.ts';
import type { Settings } from '../../settings/schema.ts';

/** What an account is to a KPI: a number in this unit, and accounts without one are not behind it. */
interface Behind {
  readonly unit: 'money' | 'score' | 'count' | '%' | 'days' | 'ratio';
  readonly of: (account: Scorecard) => number | null;
  /** The lowest numbers matter most. */
  readonly isLowFirst?: boolean;
}

const mrr = ({ is_customer, mrr: paid }: Scorecard) => (is_customer ? (paid ?? 0) : null);
const some = (amount: number | null | undefined) => (amount ? amount : null);
const money = (of: (account: Scorecard) => number | null | undefined): Behind => ({
  unit: 'money',
  of: (account) => some(of(account)),
});
const moved = (name: keyof NonNullable<Scorecard['movements']>) =>
  money(({ movements }) => movements?.[name]);
const fact = (field: AccountField, unit: Behind['unit'], isLowFirst = false): Behind => ({
  ...{ unit, isLowFirst },
  of: ({ is_customer, facts }) => (is_customer ? facts[field] : null),
});
/** Customers of whom it holds, by what they pay. */
const where = (holds: (account: Scorecard) => boolean): Behind => ({
  unit: 'money',
  of: (account) => (account.is_customer && holds(account) ? (account.mrr ?? 0) : null),
});
const lost = money(({ is_lost, opening_mrr }) => (is_lost ? opening_mrr : null));
const lostOrLess = money(({ movements: m }) => m && m.churn + m.contraction + m.pause);
const stayed = money(({ movements: m }) => m && m.expansion - m.contraction - m.churn - m.pause);

/** The base of everything that rests on customers. */
export const customers: Behind = { unit: 'money', of: mrr };

/** The rule of each KPI that accounts make one by one. The exact rows of any KPI are what `explain` writes. */
export function behindRules({ definitions }: Settings): ReadonlyMap<string, Behind> {
  return new Map<string, Behind>([
    ...scoreIds.map((id): [string, Behind] => [
      id,
      {
        unit: 'score',
        of: ({ is_customer, scores }) => (is_customer ? scores[id].value : null),
        isLowFirst: id === 'customer_health_score',
      },
    ]),
    ...Object.entries({
      new_mrr: moved('new'),
      reactivation_mrr: moved('reactivation'),
      expansion_revenue: moved('expansion'),
      expansion_arr: moved('expansion'),
      expansion_revenue_rate: moved('expansion'),
      contraction_mrr: moved('contraction'),
      customer_downgrade_rate: moved('contraction'),
      churned_mrr: moved('churn'),
      customer_churn_rate: lost,
      customer_retention_rate: lost,
      gross_revenue_churn_rate: lostOrLess,
      gross_revenue_retention: lostOrLess,
      net_revenue_retention: stayed,
      net_revenue_churn: stayed,
      net_new_mrr: money(({ mrr: now, opening_mrr: then }) => (now ?? 0) - (then ?? 0)),
      at_risk_customers: where(({ at_risk }) => at_risk),
      scheduled_churn_mrr: where(({ facts }) => (facts.scheduled_churn ?? 0) > 0),
      championless_accounts: where(({ facts }) => facts.no_champion_touched === 1),
      know_it_all_accounts: where(({ facts }) => facts.know_it_all === 1),
      slacker_accounts: where(({ facts }) => (facts.usage_ratio ?? 1) < 0.5),
      stuck_customers: where(
        ({ facts }) => (facts.days_since_onboarding_step ?? 0) >= definitions.stuck_days,
      ),
      support_ticket_volume: fact('tickets_30d', 'count'),
      open_escalations: fact('open_escalations', 'count'),
      net_promoter_score: fact('latest_nps', 'count', true),
      detractor_contacts: fact('latest_nps', 'count', true),
      touchpoint_count: fact('days_since_touch', 'days'),
      time_between_logins: fact('days_since_login', 'days'),
    }),
  ]);
}

export interface BehindRow {
  readonly account: Pick<Scorecard, 'name' | 'account_id' | 'csm'>;
  readonly href: string;
  readonly value: number;
}

/** The accounts that are most to a KPI, and how many there are. */
export interface BehindList {
  readonly unit: Behind['unit'];
  readonly rows: readonly BehindRow[];
  readonly count: number;
}

const mostRows = 12;

const emptyList = (): { readonly rows: BehindRow[]; count: number } => ({ rows: [], count: 0 });

/** Takes accounts one after the other and keeps what each KPI's page shows, so that nobody holds them all. */
export function behindKpis(settings: Settings) {
  const rules = new Map([...behindRules(settings), ['', customers]]);
  const found = new Map([...rules].map(([id]) => [id, emptyList()]));
  return {
    add(account: Scorecard, href: string): void {
      for (const [id, rule] of rules) {
        const value = rule.of(account);
        const list = found.get(id);
        if (
          value === null ||
          list === undefined ||
          (value === 0 && rule.unit === 'count' && !rule.isLowFirst)
        )
          continue;
        list.count += 1;
        const { name, account_id, csm } = account;
        keepBest(list.rows, { account: { name, account_id, csm }, href, value }, rule);
      }
    },
    of(kpi: string): BehindList {
      const id = rules.has(kpi) ? kpi : '';
      const { rows = [], count = 0 } = found.get(id) ?? {};
      return { unit: rules.get(id)?.unit ?? 'money', rows, count };
    },
    isOwn: (kpi: string) => rules.has(kpi),
  };
}
export type BehindKpis = ReturnType<typeof behindKpis>;

function keepBest(rows: BehindRow[], row: BehindRow, { isLowFirst }: Behind): void {
  const isBefore = (a: BehindRow, b: BehindRow) => {
    const step = isLowFirst ? a.value - b.value : Math.abs(b.value) - Math.abs(a.value);
    return (step || compare(a.account.account_id, b.account.account_id)) < 0;
  };
  const at = rows.findIndex((known) => isBefore(row, known));
  if (at === -1 && rows.length >= mostRows) return;
  rows.splice(at === -1 ? rows.length : at, 0, row);
  if (rows.length > mostRows) rows.pop();
}
