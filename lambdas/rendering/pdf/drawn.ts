import { type Covers, drawable, drawableSvg } from '../glyphs.ts';
import type { Node, TextNode } from './nodes.ts';

/** How a document writes what its font cannot draw. */
export interface Drawing {
  readonly covers: Covers;
  /** Names that the font cannot draw, and what tells whose they are. */
  readonly ids: ReadonlyMap<string, string>;
}

/** The node with words that its font can draw; what they were is kept for who has them read aloud. */
export function drawnNode(node: Node, drawing: Drawing): Node {
  if ('text' in node) return drawnText(node, drawing);
  if ('svg' in node) return { ...node, svg: drawableSvg(node.svg, drawing.covers) };
  const all = (nodes: readonly Node[]) => nodes.map((one) => drawnNode(one, drawing));
  if ('stack' in node) return { ...node, stack: all(node.stack) };
  if ('columns' in node) return { ...node, columns: all(node.columns) };
  if (!('table' in node)) return node;
  return { ...node, table: { ...node.table, body: node.table.body.map(all) } };
}

function drawnText(node: TextNode, drawing: Drawing): TextNode {
  const { text } = node;
  if (typeof text !== 'string') {
    const runs = text.map((run) => ({ ...run, text: drawnWords(run.text, drawing) }));
    return { ...node, text: runs };
  }
  const drawn = drawnWords(text, drawing);
  // Viewers write the list beside the pages with fonts of their own.
  return drawn === text ? node : { ...node, text: drawn, actual: text, ...listed(node, text) };
}

const listed = ({ outline, outlineText }: TextNode, text: string) =>
  outline === true ? { outlineText: outlineText ?? text } : {};

function drawnWords(text: string, { covers, ids }: Drawing): string {
  const drawn = drawable(text, covers);
  if (drawn === text) return text;
  const named = [...ids].reduce(
    (words, [name, id]) => words.replaceAll(name, () => `${name} (${id})`),
    text,
  );
  return drawable(named, covers);
}
