import type { Report } from '../../reports/model.ts';
import type { Pen } from '../writing/pen.ts';
import { type AttributionsView, attributionsView } from './attributions.ts';
import { type KpiReviewView, kpiReviewView, type MaturityView, maturityView } from './reviews.ts';
import { type SpotlightView, spotlightView } from './spotlight.ts';
import { type PostMortemsView, postMortemsView, type StoryView, storyView } from './timelines.ts';

/** What is told beside the metrics; null where the edition or its reader has none. */
export interface ToldView {
  readonly attributions: AttributionsView | null;
  readonly spotlight: SpotlightView | null;
  readonly story: StoryView | null;
  readonly post_mortems: PostMortemsView | null;
  readonly kpi_review: KpiReviewView | null;
  readonly maturity: MaturityView | null;
}

/** @param fewer Customers lost whose way out is told: each takes the room of four rows. */
export function toldView(report: Report, pen: Pen, longest: number, fewer: number): ToldView {
  const { attributions, spotlight, story, post_mortems, kpi_review } = report;
  return {
    attributions: attributions && attributionsView(attributions, pen, longest),
    spotlight: spotlight && spotlightView(spotlight, pen),
    story: story && storyView(story, pen),
    post_mortems: post_mortems && postMortemsView(post_mortems, pen, fewer),
    kpi_review: kpi_review && kpiReviewView(kpi_review, pen, longest),
    maturity: maturityView(report, pen),
  };
}
