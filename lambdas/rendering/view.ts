import type { Report } from '../reports/model.ts';
import type { Reader } from '../settings/schema.ts';
import type { Words } from './languages/words.ts';
import {
  type AccountsView,
  accountsView,
  type MoversView,
  moversView,
} from './sections/accounts.ts';
import { type ActionsView, actionsView } from './sections/actions.ts';
import { type Chapters, chaptersOf } from './sections/chapters.ts';
import { type FollowUpView, followUpView } from './sections/follow_up.ts';
import { footerLines, type Sending } from './sections/footer.ts';
import { type HealthView, healthView } from './sections/health.ts';
import { type CohortsView, cohortsView } from './sections/heatmap.ts';
import { type MetricsView, metricsView } from './sections/metrics.ts';
import { type OpeningView, openingView } from './sections/opening.ts';
import {
  type DefinitionsView,
  definitionsView,
  type QualityView,
  qualityView,
} from './sections/quality.ts';
import { type ScatterView, scatterView } from './sections/scatter.ts';
import { type BothTargets, targetsView } from './sections/targets.ts';
import { type ToldView, toldView } from './sections/told.ts';
import { type TrackRecordView, trackRecordView } from './sections/track_record.ts';
import { type BridgeView, bridgeView } from './sections/waterfall.ts';
import { type Cut, cut } from './writing/cut.ts';
import { type Pen, penFor } from './writing/pen.ts';

/** Every word of a report as its reader sees it; templates only put it in its place. */
export interface View extends OpeningView, MetricsView, ToldView {
  /** Of the quarter. */
  readonly targets: BothTargets;
  readonly chapters: Chapters;
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
  readonly definitions: DefinitionsView;
  readonly footer: readonly string[];
}

/** The reader's language as their region writes it: English dates for a German reader of English text. */
export function wordsLocale({ language, locale }: Pick<Reader, 'language' | 'locale'>): string {
  const region = new Intl.Locale(locale).maximize().region;
  const own = new Intl.Locale(language);
  // Brazilian Portuguese stays Brazilian wherever it is read.
  return region === undefined || own.region ? language : `${language}-${region}`;
}

/** Writes a report for a reader of this locale. */
export function readerPen(
  reader: Pick<Reader, 'language' | 'locale'>,
  { currency }: Report,
  words: Words,
  letters?: number,
): Pen {
  return penFor(reader.locale, currency, letters, wordsLocale(reader), words);
}

export function viewOf(report: Report, sending: Sending, words: Words): View {
  const { longest } = sending;
  const pen = readerPen(sending.reader, report, words, sending.letters);
  return {
    ...openingView(report, sending, words, pen),
    ...metricsView(report, pen),
    ...toldView(report, pen, longest, fewer(longest)),
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
    definitions: definitionsView(report, pen, fewer(longest)),
    footer: footerLines(report, sending, pen),
  };
}

/** Of what takes more room than a customer or an action and says less of what to do. */
const fewer = (longest: number) => Math.ceil(longest / 2);

function scatterOf({ scatter, currency }: Report, pen: Pen): ScatterView | null {
  return scatter === null || currency === null ? null : scatterView(scatter, currency, pen);
}
