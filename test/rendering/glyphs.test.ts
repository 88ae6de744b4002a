import { expect, it } from 'vitest';
import { painter } from '../../lambdas/rendering/charts/png.ts';
import { coverageOf, drawable } from '../../lambdas/rendering/glyphs.ts';
import { assets } from './rendered.ts';

const covers = coverageOf(assets.pageFonts.regular);

it('leaves what the font has as it is', () => {
  for (const text of ['Łódź', 'Ünïcödé', 'Жук', 'Ελλάδα', '▲ 5 % → €3', 'ế', '1\u202f234,5', ''])
    expect(drawable(text, covers)).toBe(text);
});

it.each([
  ['高橋商事', '□□□□'],
  ['مرحبا', '□□□□□'],
  ['a 👩‍👩‍👧 b', 'a □ b'],
  ['🇨🇭', '□'],
  ['soft\u00adhyphen', 'softhyphen'],
  ['\u2068Acme\u2069', 'Acme'],
  ['\ud800', '□'],
])('draws %s so that no letter vanishes', (text, drawn) => {
  expect(drawable(text, covers)).toBe(drawn);
});

it('knows the font of the charts, which draws the same for what it lacks', async () => {
  const paint = await painter(assets.wasm, assets.font);
  const chart = (text: string) =>
    paint(
      `<svg xmlns="http://www.w3.org/2000/svg" width="90" height="20"><text x="2" y="15" font-family="Inter">${text}</text></svg>`,
    );
  expect(Buffer.compare(chart('高橋'), chart('□□'))).toBe(0);
  expect(Buffer.compare(chart('高橋'), chart(''))).not.toBe(0);
});
