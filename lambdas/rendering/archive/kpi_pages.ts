import { byStage, stageId } from '../dictionary.ts';
import type { Toned } from '../writing/tone.ts';
import { frameOf, type Page } from './frame.ts';
import { currentOf, type KpiView, kpiView, valueText } from './kpi_article.ts';
import { changeOf } from './kpi_change.ts';
import type { KpiShelf } from './kpi_shelf.ts';

/** All KPIs of a run, by lifecycle stage. */
export interface KpiListView extends Page {
  readonly lede: string;
  readonly stages: readonly StageList[];
}

interface StageList {
  readonly id: string;
  readonly name: string;
  readonly href: string;
  readonly rows: readonly KpiRow[];
}

interface KpiRow {
  readonly label: string;
  readonly href: string;
  readonly value: string;
  readonly is_measured: boolean;
  readonly change: Toned | null;
  /** What the search looks through, in lower case. */
  readonly words: string;
}

/** The KPIs of one stage, each a page of its own to those who follow a link to it. */
export interface StagePageView extends Page {
  readonly name: string;
  readonly kpis: readonly KpiView[];
}

/** One file for each stage and not for each KPI: twenty books of 165 files would be 3,300 writes a run. */
export const stageFile = (stage: string) => `kpis-${stageId(stage)}.html`;

export const kpiLink = (kpi: { readonly id: string; readonly stage: string }) =>
  `${stageFile(kpi.stage)}#${kpi.id}`;

export function kpiListView(shelf: KpiShelf): KpiListView {
  const { words, kpis } = shelf;
  return {
    ...frameOf(shelf, 'kpis', words.t('KPIs')),
    lede: words.t(
      '{0} KPIs, each with its history, its parts and the accounts behind it.',
      String(kpis.length),
    ),
    stages: byStage(kpis).map((stage) => ({
      id: stageId(stage.name),
      name: words.t(stage.name),
      href: stageFile(stage.name),
      rows: stage.kpis.map((kpi) => {
        const now = currentOf(kpi, shelf);
        return {
          label: shelf.pen.prose(kpi.label),
          href: kpiLink(kpi),
          ...valueText(now, shelf),
          change: changeOf(kpi, now, shelf),
          words: [
            kpi.id,
            kpi.label,
            words.t(kpi.label),
            words.t(kpi.question),
            ...(kpi.aliases ?? []),
          ]
            .join(' ')
            .toLowerCase(),
        };
      }),
    })),
  };
}

export function* stagePages(shelf: KpiShelf): Generator<{ file: string; view: StagePageView }> {
  for (const stage of byStage(shelf.kpis)) {
    yield {
      file: stageFile(stage.name),
      view: {
        ...frameOf(shelf, 'kpis', shelf.words.t(stage.name)),
        name: shelf.words.t(stage.name),
        kpis: stage.kpis.map((kpi) => kpiView(kpi, shelf)),
      },
    };
  }
}
