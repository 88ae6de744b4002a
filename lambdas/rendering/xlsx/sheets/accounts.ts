import type { Pen } from '../../writing/pen.ts';
import type { AccountRow } from '../contents.ts';
import type { Formats } from '../formats.ts';
import { type Cell, numeric, type Table, text } from '../table.ts';
import { yesNo } from './headlines.ts';

/** Days that stand for a login or a touch that never was. */
const never = 36_500;

/** Every account of the readers' scope, most MRR first. */
export function accounts(
  rows: readonly AccountRow[],
  currency: string | null,
  pen: Pen,
  formats: Formats,
): Table {
  return {
    name: pen.t('Accounts'),
    fixed: 1,
    columns: columns(pen),
    rows: rows.map((row) => cellsOf(row, currency, pen, formats)),
  };
}

function columns({ t }: Pen) {
  return [
    text(t('Account'), 34),
    text(t('Id'), 14),
    text(t('Customer success manager'), 22),
    text(t('Segment'), 14),
    text(t('Plan'), 14),
    text(t('Region'), 14),
    text(t('Standing'), 14),
    numeric(t('MRR'), 14),
    numeric(t('Change of MRR'), 14),
    text(t('Health'), 10),
    text(t('Health before'), 10),
    text(t('At risk'), 10),
    numeric(t('Health score')),
    numeric(t('Churn risk')),
    numeric(t('Churn risk before')),
    numeric(t('Expansion opportunity')),
    numeric(t('Engagement')),
    numeric(t('Adoption')),
    numeric(t('Relationship depth')),
    numeric(t('Referral readiness')),
    numeric(t('Days to renewal')),
    numeric(t('Days since login')),
    numeric(t('Days since touch')),
    numeric(t('Open tickets')),
  ];
}

function cellsOf(row: AccountRow, currency: string | null, pen: Pen, formats: Formats): Cell[] {
  const { mrr, opening_mrr, scores, facts } = row;
  const change = mrr === null || opening_mrr === null ? null : mrr - opening_mrr;
  return [
    ...[row.name, row.account_id, row.csm, row.segment, row.plan, row.region],
    standing(row, pen),
    formats.money(mrr, currency),
    formats.money(change, currency),
    tierName(row.tier, pen),
    tierName(row.previous_tier, pen),
    yesNo(row.at_risk, pen),
    formats.score(scores.customer_health_score),
    formats.score(scores.churn_risk_score),
    formats.score(row.churn_risk_before),
    formats.score(scores.expansion_opportunity_score),
    formats.score(scores.customer_engagement_score),
    formats.score(scores.adoption_score),
    formats.score(scores.relationship_depth_score),
    formats.score(scores.referral_readiness_score),
    formats.number(facts.days_to_renewal),
    since(facts.days_since_login, pen, formats),
    since(facts.days_since_touch, pen, formats),
    formats.number(facts.open_tickets),
  ];
}

function since(days: number | null, pen: Pen, formats: Formats): Cell {
  return days !== null && days >= never ? pen.t('never') : formats.number(days);
}

function standing({ is_customer, is_lost }: AccountRow, { t }: Pen): string {
  if (is_customer) return t('Customer');
  return is_lost ? t('Lost in the period') : t('Not a customer');
}

function tierName(tier: AccountRow['tier'], { t }: Pen): string | null {
  if (tier === null) return null;
  return { green: t('green'), amber: t('amber'), red: t('red') }[tier];
}
