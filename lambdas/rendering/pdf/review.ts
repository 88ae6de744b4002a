import type { Report } from '../../reports/model.ts';
import type { Reader } from '../../settings/schema.ts';
import type { Words } from '../languages/words.ts';
import { type View, viewOf } from '../view.ts';
import { defaultStyle, styles } from './look.ts';
import { type Node, write } from './nodes.ts';
import { type PageFonts, print } from './print.ts';
import { bridge, cohorts, health, scatter } from './sections/charts.ts';
import { accounts, actions, attributions, plays } from './sections/lists.ts';
import { colophon, definitions, quality, wins } from './sections/notes.ts';
import { opening, summary } from './sections/opening.ts';
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
  const view = viewOf(report, { reader, run: '', files: [], leftOut: [], ...bounds }, words);
  const size = sizeFor(reader.locale);
  return print({
    title: `${view.company} – ${view.edition}, ${view.period}`,
    ...{ author: view.company, subject: view.headline, language: words.language },
    ...{ madeAt, size, margins, fonts, styles },
    defaultStyle:
      words.direction === 'rtl' ? { ...defaultStyle, alignment: 'right' } : defaultStyle,
    content: contentOf(view, size.width - margins.left - margins.right),
    header: () => null,
    footer: (page, pages) => footer(view, page, pages),
  });
}

function contentOf(view: View, width: number): Node[] {
  const { words } = view;
  return [
    ...opening(view, width),
    ...summary(view),
    ...tiles(view),
    ...attributions(view),
    ...bridge(view.bridge, words),
    ...cohorts(view.cohorts, words),
    ...health(view.health, words, width),
    ...scatter(view.scatter, words),
    ...accounts(words.t('At risk'), view.risks, words),
    ...accounts(words.t('Ready to grow'), view.expansions, words),
    ...actions(view),
    ...plays(view),
    ...wins(view),
    ...quality(view),
    ...definitions(view),
    ...colophon(view),
  ];
}

function footer({ company, edition, period, words }: View, page: number, pages: number): Node {
  return {
    columns: [
      write(`${company} · ${edition}, ${period}`, 'small', { width: '*' }),
      write(words.t('Page {0} of {1}', `${page}`, `${pages}`), 'small', {
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
