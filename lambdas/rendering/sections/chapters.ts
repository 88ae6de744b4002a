import type { Report } from '../../reports/model.ts';

/** Whether the parts of a report that may have no section have one. */
export interface Chapters {
  readonly causes: boolean;
  readonly steering: boolean;
}

export function chaptersOf(report: Report): Chapters {
  const { bridge, attributions, movers, health, cohorts } = report;
  const { follow_up, track_record, kpi_review, maturity } = report;
  const some = (...sections: readonly unknown[]) => sections.some((one) => one !== null);
  return {
    causes: some(
      bridge,
      attributions,
      movers,
      ...(report.edition === 'weekly' ? [health, cohorts] : []),
    ),
    steering: some(follow_up, track_record, kpi_review, maturity),
  };
}
