import type { Report } from '../reports/model.ts';
import type { EditionName, Reader } from '../settings/schema.ts';
import type { Words } from './languages/words.ts';
import {
  type AccountsView,
  accountsView,
  type MoversView,
  moversView,
} from './sections/accounts.ts';
import { type ActionsView, actionsView } from './sections/actions.ts';
import { type FollowUpView, followUpView } from './sections/follow_up.ts';
import { footerLines, type Sending } from './sections/footer.ts';
import { type HealthView, healthView } from './sections/health.ts';
import { type CohortsView, cohortsView } from './sections/heatmap.ts';
import { type MetricsView, metricsView } from './sections/metrics.ts';
import { definitionsView, type QualityView, qualityView } from './sections/quality.ts';
import { type ScatterView, scatterView } from './sections/scatter.ts';
import { type BothTargets, targetsView } from './sections/targets.ts';
import { type ToldView, toldView } from './sections/told.ts';
import { type TrackRecordView, trackRecordView } from './sections/track_record.ts';
import { type BridgeView, bridgeView } from './sections/waterfall.ts';
import { type Cut, cut } from './writing/cut.ts';
import { type Pen, penFor } from './writing/pen.ts';

/** Every word of a report as its reader sees it; templates only put it in its place. */
export interface View extends MetricsView, ToldView {
  readonly words: Words;
  /** Where a line of the language starts and ends. */
  readonly sides: { readonly start: string; readonly end: string; readonly mirrored: boolean };
  readonly language: string;
  readonly subject: string;
  readonly preheader: string;
  readonly company: string;
  readonly edition: string;
  readonly period: string;
  /** First to last day; null where the period's name says it. */
  readonly span: string | null;
  readonly scope: string | null;
  readonly headline: string;
  /** More than two lines in the large size: set smaller. */
  readonly headline_is_long: boolean;
  readonly summary: Cut<string>;
  /** Of the quarter. */
  readonly targets: BothTargets;
  /** Whether the parts of a report that may have no section have one. */
  readonly chapters: { readonly causes: boolean; readonly steering: boolean };
  readonly movers: MoversView | null;
  readonly bridge: BridgeView | null;
  readonly cohorts: CohortsView | null;
  readonly health: HealthView | null;
  readonly scatter: ScatterView | null;
  readonly risks: AccountsView;
  readonly expansions: AccountsView;
  readonly actions: ActionsView;
  readonly follow_up: FollowUpView | null;
  readonly track_record: TrackRecordView | null;
  readonly wins: { readonly title: string; readonly rows: Cut<string> };
  readonly quality: QualityView;
  readonly definitions: ReturnType<typeof definitionsView>;
  readonly footer: readonly string[];
}

/** Sentences of the summary that are never left out for the sake of longer lists. */
const fewestSummed = 6;

const editions: Record<EditionName, string> = {
  weekly: 'Weekly customer report',
  monthly: 'Monthly customer report',
  quarterly: 'Quarterly customer review',
};

/** The reader's language as their region writes it: English dates for a German reader of English text. */
function wordsLocale({ language, locale }: Reader): string {
  const region = new Intl.Locale(locale).maximize().region;
  return region === undefined ? language : `${language}-${region}`;
}

export function viewOf(report: Report, sending: Sending, words: Words): View {
  const { longest } = sending;
  const { locale } = sending.reader;
  const pen = penFor(locale, report.currency, sending.letters, wordsLocale(sending.reader), words);
  return {
    words,
    sides: sidesOf(words),
    ...opening(report, sending, pen),
    ...metricsView(report, pen),
    ...toldView(report, pen, longest),
    targets: targetsView(report, pen),
    chapters: chaptersOf(report),
    movers: report.movers && moversView(report.movers, pen, longest),
    bridge: report.bridge && bridgeView(report.bridge, pen),
    cohorts: report.cohorts && cohortsView(report.cohorts, pen),
    health: report.health && healthView(report.health, pen),
    scatter: scatterOf(report, pen),
    risks: accountsView(report.risks, pen, longest),
    expansions: accountsView(report.expansions, pen, longest),
    actions: actionsView(report, pen, longest),
    follow_up: report.follow_up && followUpView(report.follow_up, report.scope, pen, longest),
    track_record: report.track_record && trackRecordView(report.track_record, pen),
    wins: {
      title: pen.title(report.wins.title),
      rows: cut(
        report.wins.rows.map((row) => pen.prose(row)),
        longest,
        pen.t('the archived report'),
        pen,
      ),
    },
    quality: qualityView(report.quality, pen, longest),
    definitions: definitionsView(report, pen, longest),
    footer: footerLines(report, sending, pen),
  };
}

function sidesOf({ direction }: Words): View['sides'] {
  return direction === 'rtl'
    ? { start: 'right', end: 'left', mirrored: true }
    : { start: 'left', end: 'right', mirrored: false };
}

function scatterOf({ scatter, currency }: Report, pen: Pen): ScatterView | null {
  return scatter === null || currency === null ? null : scatterView(scatter, currency, pen);
}

function chaptersOf(report: Report): View['chapters'] {
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

function opening(report: Report, { reader, longest }: Sending, pen: Pen) {
  const headline = pen.prose(report.headline, 200);
  return {
    language: reader.language,
    subject: pen.prose(report.subject, 150),
    preheader: pen.prose(report.preheader, 150),
    company: pen.name(report.company),
    edition: pen.t(editions[report.edition]),
    period: pen.period(report.period.label, 'long'),
    span: report.edition === 'monthly' ? null : pen.span(report.period.start, report.period.end),
    scope: report.scope === null ? null : pen.plain(report.scope, 100),
    headline,
    headline_is_long: headline.length > 80,
    summary: cut(
      report.summary.map((row) => pen.prose(row)),
      Math.max(longest, fewestSummed),
      pen.t('the archived report'),
      pen,
    ),
  };
}
