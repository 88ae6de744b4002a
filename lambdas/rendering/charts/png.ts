import { initWasm, Resvg } from '@resvg/resvg-wasm';
import { coverageOf, drawableSvg } from '../glyphs.ts';

let engine: Promise<void> | undefined;

/** Twice the size that is shown, for screens of two pixels a point. */
const zoom = 2;

/**
 * Draws SVG with one TTF and no font of the machine, so that every machine makes the same bytes.
 * @param font A TTF: from WOFF the engine draws no text at all, without an error.
 */
export async function painter(
  wasm: Uint8Array,
  font: Uint8Array,
): Promise<(svg: string) => Uint8Array> {
  // The engine refuses to be started twice in one process.
  engine ??= initWasm(wasm);
  await engine;
  const painted = paintedWith(font);
  return (svg) => {
    const png = painted.get(svg) ?? paint(svg, font);
    if (painted.size >= mostPainted) painted.clear();
    painted.set(svg, png);
    return png;
  };
}

/** Readers of one report see the same charts, and to draw them is half the work of a message. */
const paintings = new WeakMap<Uint8Array, Map<string, Uint8Array>>();
/** Those of a run's books in a few languages, some megabytes. */
const mostPainted = 500;

function paintedWith(font: Uint8Array): Map<string, Uint8Array> {
  const painted = paintings.get(font) ?? new Map<string, Uint8Array>();
  paintings.set(font, painted);
  return painted;
}

function paint(svg: string, font: Uint8Array): Uint8Array {
  const drawing = new Resvg(drawableSvg(svg, coverageOf(font)), {
    // Reading the font takes longer than drawing a line.
    font: { fontBuffers: svg.includes('<text') ? [font] : [], defaultFontFamily: 'Inter' },
    fitTo: { mode: 'zoom', value: zoom },
  });
  const image = drawing.render();
  const png = image.asPng();
  // Memory of the wasm heap is not collected.
  image.free();
  drawing.free();
  return png;
}
