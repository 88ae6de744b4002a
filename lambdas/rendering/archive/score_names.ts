import type { ScoreId } from '../../kpis/scores/scorecard.ts';
import type { Words } from '../languages/words.ts';

/** Short names of the account scores, for the head of a column. */
export function scoreName(id: ScoreId, { t }: Words): string {
  return {
    customer_health_score: t('Health'),
    churn_risk_score: t('Churn risk'),
    expansion_opportunity_score: t('Expansion'),
    customer_engagement_score: t('Engagement'),
    expansion_readiness_index: t('Expansion readiness'),
    referral_readiness_score: t('Referral readiness'),
    relationship_depth_score: t('Relationship depth'),
    adoption_score: t('Adoption'),
  }[id];
}
