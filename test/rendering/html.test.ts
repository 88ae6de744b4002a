import { describe, expect, it } from 'vitest';
import { faultsOf, textNodes } from './faults.ts';
import { caseOf, cases, rendered } from './rendered.ts';
import { invalidIn } from './valid.ts';

describe.each(Object.entries(cases))('the HTML of %s', (name, variant) => {
  it('is valid', async () => {
    const { html } = await rendered(variant);
    expect(await invalidIn(html)).toEqual([]);
  });

  it('holds nothing that mail clients drop, clip or show in another way', async () => {
    const { html, images } = await rendered(variant);
    // The hostile report holds mustaches on purpose: they are shown and not run.
    const shown = name === 'hostile' ? html.replaceAll('{{', '') : html;
    expect(
      faultsOf(
        shown,
        images.map(({ cid }) => cid),
      ),
    ).toEqual([]);
  });
});

describe('our own checks', () => {
  const seeded: readonly [string, string, RegExp][] = [
    ['an unfilled gap', '<body><p>NRR undefined</p>', /undefined/],
    ['a value that is no number', '<body><p>up NaN%</p>', /NaN/],
    ['an object in a sentence', '<body><p>[object Object]</p>', /object/],
    ['a layout table without role', '<body><table><tr><td>1</td></tr></table>', /role/],
    ['an image without width', '<body><img src="cid:a" alt="">', /width/],
    ['an image that no part carries', '<body><img src="cid:b" alt="">', /no part for b/],
    ['a CSS variable', '<body><p style="color:var(--a)">1</p>', /CSS/],
    ['a message that Gmail clips', `<body>${'x'.repeat(90_000)}`, /clips/],
  ];

  it.each(seeded)('find %s', (_, html, words) => {
    expect(faultsOf(html, ['a']).join('\n')).toMatch(words);
  });
});

describe('hostile text', () => {
  it('is shown as text and runs nowhere', async () => {
    const { html, text } = await rendered(caseOf('hostile'));
    expect(html).not.toContain('<script');
    expect(textNodes(html).join(' ')).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(text).toContain('{{constructor}} {{{x}}}');
    expect(html + text).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/u);
  });

  it('keeps the number behind a name that fills a page', async () => {
    const { text } = await rendered(caseOf('hostile'));
    expect(text.replaceAll(/\s+/g, ' ')).toMatch(/meame.*… grew by 3%/);
  });
});
