import type { View } from '../view.ts';
import { textBridge, textCohorts, textHealth } from './charts.ts';
import { wrap } from './layout.ts';
import { textAccounts, textActions, textList, textMovers, textWins } from './lists.ts';
import { textMetrics } from './metrics.ts';
import { textDefinitions, textQuality } from './quality.ts';

type Lines = readonly string[];

/** The same report as lines of plain text, section by section; an absent section has no lines. */
export interface TextView {
  readonly head: Lines;
  readonly summary: Lines;
  readonly metrics: Lines;
  readonly movers: Lines;
  readonly bridge: Lines;
  readonly cohorts: Lines;
  readonly health: Lines;
  readonly risks: Lines;
  readonly expansions: Lines;
  readonly actions: Lines;
  readonly wins: Lines;
  readonly quality: Lines;
  readonly definitions: Lines;
  readonly footer: Lines;
}

export function textViewOf(view: View): TextView {
  return {
    head: head(view),
    summary: textList(view.summary),
    metrics: textMetrics(view),
    movers: view.movers ? textMovers(view.movers) : [],
    bridge: view.bridge ? textBridge(view.bridge) : [],
    cohorts: view.cohorts ? textCohorts(view.cohorts) : [],
    health: view.health ? textHealth(view.health) : [],
    risks: textAccounts(view.risks),
    expansions: textAccounts(view.expansions),
    actions: textActions(view.actions),
    wins: textWins(view.wins),
    quality: textQuality(view.quality),
    definitions: textDefinitions(view.definitions),
    footer: view.footer.flatMap((text) => wrap(text)),
  };
}

function head({ company, edition, period, span, scope, headline }: View): Lines {
  const scoped = scope === null ? [] : wrap(`Only ${scope}`);
  return [
    ...wrap(`${company}: ${edition}`),
    ...wrap(span === null ? period : `${period} (${span})`),
    ...scoped,
    '',
    ...wrap(headline),
  ];
}
