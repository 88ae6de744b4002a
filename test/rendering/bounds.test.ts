import { describe, expect, it } from 'vitest';
import { bridgeView } from '../../lambdas/rendering/sections/waterfall.ts';
import { penFor } from '../../lambdas/rendering/writing/pen.ts';
import { report } from '../../lambdas/reports/model.ts';
import { bridge } from './charts_fixture.ts';
import { caseOf, rendered } from './rendered.ts';
import { endless, zeroes } from './variants_fixture.ts';

describe('a list that is too long for a mail', () => {
  it('is cut, and says how many are missing and where they are', async () => {
    const { html, text } = await rendered(caseOf('endless'));
    expect(Buffer.byteLength(html)).toBeLessThan(90_000);
    const shown = text.match(/^Account number \d+/gm)?.length ?? 0;
    const left = endless.risks.accounts.length - shown + endless.risks.more;
    expect(shown).toBeGreaterThan(0);
    expect(text).toContain(`… and ${left} more in accounts.csv`);
    expect(html).toContain(`… and ${left} more in accounts.csv`);
  });
});

describe('the worst report that an export can make', () => {
  it('still fits a message', async () => {
    const tiles = [...endless.tiles, ...endless.tiles.slice(0, 3)];
    const worst = report.parse(swollen({ ...endless, tiles }));
    const { html } = await rendered({ report: worst, reader: caseOf('endless').reader });
    expect(Buffer.byteLength(html)).toBeLessThan(90_000);
  });
});

/** Every sentence and name replaced by two thousand letters, each of which HTML writes with six. */
function swollen(value: unknown, key = ''): unknown {
  const fixed =
    /^(kpi|edition|status|tone|direction|kind|as_of|unit|currency|start|end|due_on|snapshot|date|time_zone|account_id|since|became|on|proposal|tier)$/;
  if (typeof value === 'string') return fixed.test(key) ? value : '"'.repeat(2_000);
  if (Array.isArray(value)) return value.map((part) => swollen(part, key));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, part]) => [name, swollen(part, name)]),
  );
}

describe('the bridge', () => {
  const pen = penFor('en-US', 'USD');
  const widths = (view: ReturnType<typeof bridgeView>) =>
    view.steps.map(({ segments }) => segments.reduce((sum, { width }) => sum + Number(width), 0));

  it('fills its width in every row', () => {
    expect(new Set(widths(bridgeView(bridge, pen)))).toEqual(new Set([100]));
  });

  it('breaks the bars of large totals, and says so', () => {
    const view = bridgeView(bridge, pen);
    expect(view.broken).toBe(true);
    expect(view.steps[0]?.segments.map(({ filled }) => filled)).toEqual([true, false, true, false]);
  });

  it('draws from zero where the movements are large', () => {
    const lines = [{ label: 'New', amount: 90, tone: 'good' as const }];
    const view = bridgeView({ ...bridge, opening: 10, closing: 100, lines }, pen);
    expect(view.broken).toBe(false);
    expect(view.steps[1]?.segments.map(({ width }) => width)).toEqual(['10', '90']);
  });

  it('stands when nothing has moved', () => {
    const view = bridgeView(zeroes.bridge ?? bridge, pen);
    expect(new Set(widths(view))).toEqual(new Set([100]));
  });
});
