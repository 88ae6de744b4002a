import handlebars from 'handlebars';
import { gap } from './sections/footer.ts';
import { wrap } from './text/layout.ts';

/** A report in HTML and as text, with a gap in each for one reader's lines. */
export interface Said {
  readonly html: string;
  readonly text: string;
}

/** What stands in the gaps: in HTML the gap's line again for each of them. */
export function ownLines({ html }: Said, lines: readonly string[]): Said {
  const line = lineWithGap(html);
  return {
    text: lines.flatMap((text) => wrap(text)).join('\n'),
    html: lines.map((text) => line.replace(gap, () => escaped(text))).join('\n'),
  };
}

const escaped = (text: string) => handlebars.escapeExpression(text);

export function filled({ html, text }: Said, own: Said): Said {
  return {
    html: html.replace(lineWithGap(html), () => own.html),
    text: text.replace(gap, () => own.text),
  };
}

/** The gap without the markup around it, which comes back with each of a reader's lines. */
export function withBareGap({ html, text }: Said): Said {
  return { html: html.replace(lineWithGap(html), gap), text };
}

function lineWithGap(html: string): string {
  const at = html.indexOf(gap);
  const end = html.indexOf('\n', at);
  return html.slice(html.lastIndexOf('\n', at) + 1, end < 0 ? undefined : end);
}
