import type { AccountMoment, Scorecard, ScoreId } from '../../kpis/scores/scorecard.ts';
import type { AccountField } from '../../settings/playbooks.ts';
import type { Pen } from '../writing/pen.ts';
import type { Shelf } from './frame.ts';

/** An action that was asked for with an account, as actions.csv has it. */
export interface AccountAction {
  readonly due_on: string;
  readonly owner: string;
  readonly title: string;
  readonly play: string;
  /** Asked for now; false: it waits. */
  readonly is_given: boolean;
}

/** What the account pages of a book are made of. */
export interface AccountShelf extends Shelf {
  readonly pen: Pen;
  readonly currency: string | null;
  readonly actions: ReadonlyMap<string, readonly AccountAction[]>;
}

/** An account in its book: `n` counts from 0. */
export interface Numbered {
  readonly n: number;
  readonly account: Scorecard;
}

/** On one page: of 20,000 accounts that is 400 files, and one file is half a megabyte. */
export const accountsPerPage = 50;

export const accountFile = (n: number) =>
  `accounts-${String(Math.floor(n / accountsPerPage) + 1).padStart(3, '0')}.html`;

/** By its place and not by its id, which an export may write as it likes. */
export const accountAnchor = (n: number) => `account-${n + 1}`;
export const accountLink = (n: number) => `${accountFile(n)}#${accountAnchor(n)}`;

/** Scores in the order in which they are told, and whether a high one is good. */
export const toldScores: readonly ScoreId[] = [
  'customer_health_score',
  'churn_risk_score',
  'expansion_opportunity_score',
  'customer_engagement_score',
  'adoption_score',
  'relationship_depth_score',
  'referral_readiness_score',
  'expansion_readiness_index',
];

/** Signals that are told period by period. */
export const toldFacts: readonly AccountField[] = [
  'usage_ratio',
  'seat_use',
  'days_since_login',
  'days_since_touch',
  'open_tickets',
  'latest_nps',
  'days_overdue',
];

/** Whether there is more to tell than that it is there. */
export const isTold = ({ is_customer, is_lost }: AccountMoment) => is_customer || is_lost;
