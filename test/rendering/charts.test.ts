import { createHash } from 'node:crypto';
import { inflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { painter } from '../../lambdas/rendering/charts/png.ts';
import { scatterChart } from '../../lambdas/rendering/charts/scatter_chart.ts';
import { sparkline } from '../../lambdas/rendering/charts/sparkline.ts';
import { trendChart } from '../../lambdas/rendering/charts/trend_chart.ts';
import { scatter } from './charts_fixture.ts';
import { assets } from './rendered.ts';

const paint = await painter(assets.wasm, assets.font);
const drawn = (svg: string | null) => inked(paint(svg ?? ''));

describe('a sparkline', () => {
  it('shows the line', () => {
    expect(drawn(sparkline([1, 3, 2], null))).toBeGreaterThan(500);
  });

  it('leaves a gap where a period was not measured', () => {
    expect(drawn(sparkline([1, null, null, 1], null))).toBeLessThan(
      drawn(sparkline([1, 1, 1, 1], null)),
    );
  });

  it('shows a measured period between two gaps as a dot', () => {
    expect(sparkline([1, null, 2, null, 1], null)?.match(/<circle/g)).toHaveLength(4);
  });

  it('shows the target as a dotted line', () => {
    expect(sparkline([1, 2], 3)).toContain('stroke-dasharray');
    expect(sparkline([1, 2], null)).not.toContain('stroke-dasharray');
  });

  it('is none for a single period', () => {
    expect(sparkline([null, 4], null)).toBeNull();
  });

  it('draws equal values through the middle', () => {
    expect(sparkline([5, 5], null)).toContain('M4,18L146,18');
  });
});

describe('the large chart', () => {
  const svg = trendChart([1, 2, 4], 5, {
    first: '▲ 1 €',
    last: 'Ł 4 → −',
    from: '2 months earlier',
    to: 'Oct 2026',
  });

  it('writes its labels: a font that the engine cannot read leaves them out without an error', () => {
    expect(drawn(svg)).toBeGreaterThan(drawn(svg.replaceAll(/<text[\s\S]*?<\/text>/g, '')) + 200);
  });

  it('keeps hostile labels from becoming elements', () => {
    expect(trendChart([1, 2], null, { first: '<script>', last: '&', from: '', to: '' })).toContain(
      '&lt;script&gt;',
    );
  });

  it('is the same to the byte each time', () => {
    expect(Buffer.from(paint(svg)).equals(Buffer.from(paint(svg)))).toBe(true);
  });
});

describe('health against revenue', () => {
  const labels = { health: 'Health', mrr: 'MRR', amount: (value: number) => `$${value}` };
  const svg = scatterChart(scatter, labels);

  it('draws every customer in the shape of its tier', () => {
    const of = (tier: string) => scatter.points.filter((point) => point.tier === tier).length;
    expect(svg.match(/<rect/g)).toHaveLength(of('red'));
    expect(svg.match(/<path/g)).toHaveLength(of('amber'));
    expect(svg.match(/<circle/g)).toHaveLength(of('green') + scatter.notable.length);
  });

  it('names both ends where all amounts lie between two powers of ten', () => {
    const points = [200, 300].map((mrr) => ({ health: 50, mrr, tier: 'amber' as const }));
    expect(scatterChart({ ...scatter, points, notable: [] }, labels)).toMatch(/\$140<.*\$480</s);
  });

  it('keeps hostile labels from becoming elements', () => {
    expect(scatterChart(scatter, { ...labels, mrr: '<script>' })).toContain('&lt;script&gt;');
  });
});

/** Looked at once; a change of a drawing must be meant. Update with `vitest -u` after looking again. */
describe('drawings to the byte', () => {
  const ends = { first: '$1', last: '$4', from: '2 months earlier', to: 'Oct 2026' };
  const drawings = {
    sparkline: sparkline([1, 3, null, 2, 5], 4) ?? '',
    trend: trendChart([1, 2, null, 4], 3, ends),
    scatter: scatterChart(scatter, { health: 'Health', mrr: 'MRR', amount: String }),
  };
  const hashes = Object.entries(drawings).map(([name, svg]) => ({
    name,
    svg: sha256(svg),
    png: sha256(paint(svg)),
  }));

  it('are those that were looked at', () => {
    expect(hashes).toMatchInlineSnapshot(`
      [
        {
          "name": "sparkline",
          "png": "267e2faeca6fac54",
          "svg": "414a2be4e3e0ef3a",
        },
        {
          "name": "trend",
          "png": "76982fd09e98ee3b",
          "svg": "e5649367d7638bb2",
        },
        {
          "name": "scatter",
          "png": "4d9bbffc01f8f191",
          "svg": "4015f2bcd1701307",
        },
      ]
    `);
  });
});

function sha256(bytes: string | Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex').slice(0, 16);
}

/** Pixels of an 8-bit RGBA PNG that are not wholly transparent. */
function inked(png: Uint8Array): number {
  const bytes = Buffer.from(png);
  const width = bytes.readUInt32BE(16);
  const data: Buffer[] = [];
  for (let at = 8; at < bytes.length; at += bytes.readUInt32BE(at) + 12) {
    const isData = bytes.toString('latin1', at + 4, at + 8) === 'IDAT';
    if (isData) data.push(bytes.subarray(at + 8, at + 8 + bytes.readUInt32BE(at)));
  }
  return opaque(inflateSync(Buffer.concat(data)), width * 4);
}

/** Undoes the filters of PNG (RFC 2083, section 6), since only then a byte is an opacity. */
function opaque(raw: Buffer, stride: number): number {
  let above: number[] = Array.from({ length: stride }, () => 0);
  let count = 0;
  for (let at = 0; at < raw.length; at += stride + 1) {
    const line: number[] = [];
    for (let x = 0; x < stride; x++) {
      const [left, up, corner] = [line[x - 4] ?? 0, above[x] ?? 0, above[x - 4] ?? 0];
      const guesses = [0, left, up, (left + up) >> 1, paeth(left, up, corner)];
      line.push(((raw[at + 1 + x] ?? 0) + (guesses[raw[at] ?? 0] ?? 0)) & 255);
      if (x % 4 === 3 && (line[x] ?? 0) > 0) count++;
    }
    above = line;
  }
  return count;
}

function paeth(left: number, up: number, corner: number): number {
  const guess = left + up - corner;
  const [a, b, c] = [left, up, corner].map((value) => Math.abs(guess - value)) as [
    number,
    number,
    number,
  ];
  if (a <= b && a <= c) return left;
  return b <= c ? up : corner;
}
