import type { Report } from '../../reports/model.ts';
import type { Reader } from '../../settings/schema.ts';
import type { Words } from '../languages/words.ts';
import { readerPen, type View, viewOf } from '../view.ts';
import type { Pen } from '../writing/pen.ts';
import { type Chapter, chapterNodes } from './chapters.ts';
import { contentsList } from './contents_list.ts';
import { defaultStyle, styles } from './look.ts';
import { type Node, write } from './nodes.ts';
import { type PageFonts, print } from './print.ts';
import { bridge, cohorts, health, scatter } from './sections/charts.ts';
import { accounts, actions, attributions, movers, plays } from './sections/lists.ts';
import { colophon, definitions, quality, wins } from './sections/notes.ts';
import { opening, summary } from './sections/opening.ts';
import { followUp, kpiReview, maturity, targets, trackRecord } from './sections/records.ts';
import { postMortems, spotlight, story } from './sections/stories.ts';
import { tiles } from './sections/tiles.ts';

export interface ReviewOrder {
  readonly report: Report;
  readonly reader: Reader;
  readonly words: Words;
  /** Instant in ISO 8601. */
  readonly madeAt: string;
  readonly fonts: PageFonts;
}

/** Points. */
const paper = { a4: { width: 595.28, height: 841.89 }, letter: { width: 612, height: 792 } };
const margins = { left: 52, right: 52, top: 48, bottom: 56 };
const letterRegions = ['US', 'CA', 'MX', 'PH', 'CL', 'CO', 'VE'];

/** Paper has no clip: what a mail must cut, a review can say. */
const bounds = { longest: 50, letters: 480 };

/** The report as pages for a meeting, tagged, with vector charts: the same order gives the same bytes. */
export function renderReview(order: ReviewOrder): Promise<Uint8Array> {
  const { report, reader, words, madeAt, fonts } = order;
  const view = viewOf(report, { reader, files: [], leftOut: [], ...bounds }, words);
  const size = sizeFor(reader.locale);
  return print({
    title: `${view.company} – ${view.edition}, ${view.period}`,
    ...{ author: view.company, subject: view.headline, language: words.language },
    ...{ madeAt, size, margins, fonts, styles },
    ids: idsOf(report, readerPen(reader, report, words)),
    defaultStyle:
      words.direction === 'rtl' ? { ...defaultStyle, alignment: 'right' } : defaultStyle,
    content: () => contentOf(view, size.width - margins.left - margins.right),
    header: () => null,
    footer: (page, pages) => footer(view, page, pages),
  });
}

/** Accounts' names as they are written, and their ids. */
function idsOf({ risks, expansions, actions }: Report, pen: Pen): ReadonlyMap<string, string> {
  const asked = actions.rows.map(({ account, account_id }) => ({ name: account, account_id }));
  const all = [...risks.accounts, ...expansions.accounts, ...asked];
  const named = all.flatMap(({ name, account_id }) =>
    name === null || account_id === null
      ? []
      : [[pen.name(name), pen.plain(account_id, 40)] as const],
  );
  return new Map(named);
}

function contentOf(view: View, width: number): Node[] {
  const chapters = chaptersOf(view, width).filter(({ sections }) => sections.length > 0);
  return [
    ...opening(view, width),
    ...summary(view),
    ...contentsList(chapters, view.words),
    // At the end it could stand on a page of its own.
    ...colophon(view),
    ...chapterNodes(chapters),
  ];
}

/** The order of the mail's chapters. */
function chaptersOf(view: View, width: number): Chapter[] {
  const { words } = view;
  const { t } = words;
  const numbers = [...tiles(view), ...bridge(view.bridge, words), ...attributions(view)];
  const worked = [...targets(view.targets.met, t), ...wins(view), ...movers(view)];
  const did_not = [...targets(view.targets.missed, t), ...postMortems(view)];
  const outlook = [
    ...health(view.health, words, width),
    ...scatter(view.scatter, words),
    ...cohorts(view.cohorts, words),
    ...accounts(t('At risk'), view.risks, words),
    ...accounts(t('Ready to grow'), view.expansions, words),
    ...actions(view),
    ...plays(view),
  ];
  const steering = [...followUp(view), ...trackRecord(view), ...kpiReview(view), ...maturity(view)];
  return [
    { name: t('The quarter in numbers'), sections: numbers },
    { name: t('What worked'), sections: worked },
    { name: t('What did not'), sections: did_not },
    { name: t('Outlook'), sections: outlook },
    { name: t('How we steer'), sections: [...steering, ...story(view), ...spotlight(view)] },
    { name: t('Small print'), sections: [...quality(view), ...definitions(view)] },
  ];
}

function footer({ company, edition, period, words }: View, page: number, pages: number): Node {
  return {
    columns: [
      write(`${company} · ${edition}, ${period}`, 'foot', { width: '*' }),
      write(words.t('Page {0} of {1}', `${page}`, `${pages}`), 'foot', {
        ...{ width: 'auto', alignment: 'right' },
      }),
    ],
    margin: [margins.left, 20, margins.right, 0],
  };
}

function sizeFor(locale: string) {
  const region = new Intl.Locale(locale).maximize().region ?? '';
  return letterRegions.includes(region) ? paper.letter : paper.a4;
}
