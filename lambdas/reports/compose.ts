import { firedActions } from './actions/fired_actions.ts';
import { type ComposeInput, type Context, contextOf } from './context.ts';
import type { Action, Report, Tile } from './model.ts';
import { actionsOf } from './sections/actions.ts';
import { bridgeOf } from './sections/bridge.ts';
import { cohortsOf } from './sections/cohorts.ts';
import { expansionsOf } from './sections/expansions.ts';
import { followUpOf } from './sections/follow_up.ts';
import { glossaryOf } from './sections/glossary.ts';
import { headlineOf } from './sections/headline.ts';
import { healthOf } from './sections/health.ts';
import { moversOf } from './sections/movers.ts';
import { qualityOf } from './sections/quality.ts';
import { risksOf } from './sections/risks.ts';
import { scatterOf } from './sections/scatter.ts';
import { showsBridge, showsCohorts } from './sections/shown.ts';
import { preheaderOf, subjectOf } from './sections/subject.ts';
import { summaryOf } from './sections/summary.ts';
import { tilesOf } from './sections/tiles.ts';
import { toldOf } from './sections/told.ts';
import { trackRecordOf } from './sections/track_record.ts';
import { winsOf } from './sections/wins.ts';

/**
 * One report from what was measured. Throws BadSettings when a headline or target names no KPI, and
 * OurBug when the MRR bridge does not add up.
 */
export function compose(input: ComposeInput): Report {
  return composed(input).report;
}

/** The report with all that its rules ask for, of which it tells a part. */
export function composed(input: ComposeInput) {
  const context = contextOf(input);
  const tiles = tilesOf(context);
  const fired = firedActions(context);
  const given = fired.filter((action) => action.given);
  const sections = { ...sectionsOf(context), ...toldOf(tiles, fired, context) };
  const report: Report = {
    schema: 1,
    ...titleBlock(context),
    subject: subjectOf(given, context),
    preheader: preheaderOf(given, context),
    headline: headlineOf(given, context),
    summary: summaryOf(tiles, context),
    tiles,
    ...sections,
    ...endOf(tiles, fired, context),
    definitions: glossaryOf({ tiles, ...sections }, context),
  };
  return { report, actions: fired };
}

function titleBlock(context: Context) {
  const { edition, settings, period, before, lastYear, scope, calendar } = context;
  return {
    edition,
    company: settings.company,
    period: {
      label: period.label,
      start: period.start,
      end: period.end,
      time_zone: calendar.timeZone,
      previous: before.label,
      last_year: lastYear?.label ?? null,
    },
    scope: scope?.label ?? null,
    as_of: context.asOf,
    snapshot: context.snapshot,
    currency: context.currency,
  };
}

function sectionsOf(context: Context) {
  return {
    movers: moversOf(context),
    bridge: showsBridge(context.edition) ? bridgeOf(context) : null,
    cohorts: showsCohorts(context.edition) ? cohortsOf(context) : null,
    health: healthOf(context),
    scatter: scatterOf(context),
    risks: risksOf(context),
    expansions: expansionsOf(context),
  };
}

function endOf(tiles: readonly Tile[], fired: readonly Action[], context: Context) {
  return {
    actions: actionsOf(fired, context),
    follow_up: followUpOf(context),
    track_record: trackRecordOf(context),
    wins: winsOf(tiles, context),
    quality: qualityOf(tiles, fired, context),
  };
}
