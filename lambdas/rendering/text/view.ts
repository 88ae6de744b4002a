import type { Words } from '../languages/words.ts';
import type { View } from '../view.ts';
import { textBridge, textCohorts, textHealth, textScatter } from './charts.ts';
import { wrap } from './layout.ts';
import { textAccounts, textActions, textList, textMovers, textPlays, textWins } from './lists.ts';
import { textMetrics, textTargets } from './metrics.ts';
import { textDefinitions, textQuality } from './quality.ts';
import { textFollowUp, textTrackRecord } from './records.ts';
import {
  textAttributions,
  textKpiReview,
  textMaturity,
  textPostMortems,
  textSpotlight,
  textStory,
} from './told.ts';

type Lines = readonly string[];

/** A section with its name above it; without lines it is not shown. */
export interface Block {
  readonly heading: string;
  readonly lines: Lines;
}

/** What the sections are called in plain text, where nothing else sets a name apart. */
function headingsOf({ t }: Words) {
  return {
    summary: t('Executive summary'),
    metrics: t('Key metrics'),
    attributions: t('Why it moved'),
    spotlight: t('KPI spotlight'),
    story: t('Customer story'),
    post_mortems: t('Lost customers'),
    kpi_review: t('Which KPIs to keep'),
    maturity: t('Data maturity'),
    movers: t('What moved it'),
    targets_met: t('Targets met'),
    targets_missed: t('Targets missed'),
    bridge: t('Recurring revenue'),
    cohorts: t('Retention by cohort'),
    health: t('Customer health'),
    scatter: t('Health against revenue'),
    risks: t('At risk'),
    expansions: t('Ready to grow'),
    actions: t('What to do'),
    plays: t('How to do it'),
    follow_up: t('What became of it'),
    track_record: t('How good the risk score is'),
    wins: t('Wins and learnings'),
    quality: t('Data quality'),
    definitions: t('Definitions'),
  };
}
type Section = keyof ReturnType<typeof headingsOf>;

/** The same report as lines of plain text, section by section. */
export interface TextView extends Readonly<Record<Section, Block>> {
  readonly head: Lines;
  readonly footer: Lines;
}

export function textViewOf(view: View): TextView {
  const lines = linesOf(view);
  const headings = headingsOf(view.words);
  const block = (section: Section): Block => ({
    heading: headings[section].toLocaleUpperCase(view.words.language),
    lines: lines[section],
  });
  return {
    head: head(view),
    summary: block('summary'),
    metrics: block('metrics'),
    attributions: block('attributions'),
    spotlight: block('spotlight'),
    story: block('story'),
    post_mortems: block('post_mortems'),
    kpi_review: block('kpi_review'),
    maturity: block('maturity'),
    movers: block('movers'),
    targets_met: block('targets_met'),
    targets_missed: block('targets_missed'),
    bridge: block('bridge'),
    cohorts: block('cohorts'),
    health: block('health'),
    scatter: block('scatter'),
    risks: block('risks'),
    expansions: block('expansions'),
    actions: block('actions'),
    plays: block('plays'),
    follow_up: block('follow_up'),
    track_record: block('track_record'),
    wins: block('wins'),
    quality: block('quality'),
    definitions: block('definitions'),
    footer: view.footer.flatMap((text) => wrap(text)),
  };
}

function linesOf(view: View): Readonly<Record<Section, Lines>> {
  const { t } = view.words;
  return {
    summary: textList(view.summary),
    metrics: textMetrics(view),
    ...toldLines(view),
    movers: view.movers ? textMovers(view.movers) : [],
    bridge: view.bridge ? textBridge(view.bridge) : [],
    cohorts: view.cohorts ? textCohorts(view.cohorts, t) : [],
    health: view.health ? textHealth(view.health) : [],
    scatter: view.scatter ? textScatter(view.scatter, t) : [],
    targets_met: textTargets(view.targets.met, t),
    targets_missed: textTargets(view.targets.missed, t),
    risks: textAccounts(view.risks, t),
    expansions: textAccounts(view.expansions, t),
    actions: textActions(view.actions, t),
    plays: textPlays(view.actions),
    follow_up: view.follow_up ? textFollowUp(view.follow_up, t) : [],
    track_record: view.track_record ? textTrackRecord(view.track_record, t) : [],
    wins: textWins(view.wins),
    quality: textQuality(view.quality, t),
    definitions: textDefinitions(view.definitions),
  };
}

function head({ company, edition, period, span, scope, headline, words }: View): Lines {
  const scoped = scope === null ? [] : wrap(words.t('Only {0}', scope));
  return [
    ...wrap(`${company}: ${edition}`),
    ...wrap(span === null ? period : `${period} (${span})`),
    ...scoped,
    '',
    ...wrap(headline),
  ];
}

function toldLines(view: View) {
  const { attributions, spotlight, story, post_mortems, kpi_review, maturity } = view;
  return {
    attributions: attributions ? textAttributions(attributions) : [],
    spotlight: spotlight ? textSpotlight(spotlight) : [],
    story: story ? textStory(story) : [],
    post_mortems: post_mortems ? textPostMortems(post_mortems) : [],
    kpi_review: kpi_review ? textKpiReview(kpi_review) : [],
    maturity: maturity ? textMaturity(maturity) : [],
  };
}
