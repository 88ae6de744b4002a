import { describe, expect, it, vi } from 'vitest';
import { parseLanguage } from '../../../lambdas/rendering/languages/words.ts';
import { renderReview } from '../../../lambdas/rendering/pdf/review.ts';
import type { Report } from '../../../lambdas/reports/model.ts';
import type { Reader } from '../../../lambdas/settings/schema.ts';
import { deep } from '../../deep.ts';
import { monthly, quarterly, reader } from '../../documents_fixture.ts';
import { assets, caseOf, cases, rendered } from '../rendered.ts';
import { told } from '../told_fixture.ts';
import { readPdf, stringIn } from './read_pdf.ts';

interface Asked {
  readonly report?: Report;
  readonly reader?: Reader;
  readonly words?: ReturnType<typeof parseLanguage>;
}

const render = (asked: Asked = {}) =>
  renderReview({
    ...{ report: quarterly, reader, words: assets.templates.words('en') },
    ...{ madeAt: '2026-10-01T00:00:00Z', fonts: assets.pageFonts },
    ...asked,
  });

const body = await render();
const pdf = readPdf(body);

describe('the quarterly review as a PDF', () => {
  it('has the same bytes whenever it is made', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: new Date('2031-05-06T07:08:09Z') });
    expect(Buffer.compare(body, await render())).toBe(0);
    vi.useRealTimers();
  });

  it('says in which language it is, what it is called, and that its title is to be shown', () => {
    const catalog = pdf.object('/Type /Catalog');
    expect(stringIn(catalog, 'Lang', pdf)).toBe('en');
    expect(pdf.all(/\/DisplayDocTitle true/)).toHaveLength(1);
    expect(stringIn(pdf.object('/Producer'), 'Title', pdf)).toBe(
      'Alpine Software – Quarterly customer review, Q3 2026',
    );
  });

  it('embeds each of its fonts', () => {
    const fonts = pdf.all(/\/Type \/FontDescriptor/);
    expect(fonts.map((font) => /\/FontName \/\w+\+(.*)/.exec(font)?.[1]).sort()).toEqual([
      'Inter-Regular',
      'Inter-SemiBold',
    ]);
    for (const font of fonts) expect(font).toMatch(/\/FontFile2 \d+ 0 R/);
  });

  it('draws nothing but its marked content', () => {
    for (const page of pdf.drawn.filter((drawn) => drawn.includes(' Tf'))) {
      let depth = 0;
      for (const line of page.split('\n')) {
        if (/ (BDC|BMC)$/.test(line)) depth += 1;
        if (line === 'EMC') depth -= 1;
        if (/ T[jJ]$/.test(line)) expect(depth, line).toBeGreaterThan(0);
      }
    }
  });

  it('has one title, claims below it, and tables whose heads say what they head', () => {
    const count = (type: string) => pdf.all(new RegExp(`/S /${type}\\b`)).length;
    expect(count('Document')).toBe(1);
    expect(count('H1')).toBe(1);
    expect(count('H2')).toBeGreaterThan(7);
    expect(count('Table')).toBeGreaterThan(4);
    const heads = pdf.all(/\/S \/TH\b/);
    expect(heads.length).toBeGreaterThan(20);
    for (const head of heads) expect(head).toMatch(/\/Scope \/(Column|Row)/);
  });

  it('has chapters, the sections of the mail below them, and each KPI and lost customer below its section', () => {
    const count = (type: string) => pdf.all(new RegExp(`/S /${type}\\b`)).length;
    expect(count('H2')).toBe(8);
    expect(count('H3')).toBe(20);
    const lost = quarterly.post_mortems?.accounts.length ?? 0;
    expect(lost).toBeGreaterThan(0);
    expect(count('H4')).toBe(quarterly.tiles.length + lost);
  });

  it('has whatever sections its report has', async () => {
    const { movers } = monthly;
    const { story, spotlight } = told.weekly;
    const more = readPdf(await render({ report: { ...quarterly, movers, story, spotlight } }));
    expect(more.all(/\/S \/H3\b/)).toHaveLength(23);
  });

  it('lists chapters and the claims of the mail beside the pages', async () => {
    const listed = pdf.all(/\/Parent .*\/Title/s).map((one) => stringIn(one, 'Title', pdf));
    for (const chapter of ['The quarter in numbers', 'What worked', 'What did not', 'Outlook'])
      expect(listed).toContain(chapter);
    const mail = (await rendered(caseOf('quarterly'))).text.replaceAll(/\s+/g, ' ');
    const claims = listed.filter((one) => one.length > 30);
    expect(claims.length).toBeGreaterThan(10);
    for (const claim of claims) expect(mail).toContain(claim.replaceAll(/\s/g, ' '));
  });

  it('gives every figure words', () => {
    const figures = pdf.all(/\/S \/Figure\b/);
    expect(figures.length).toBeGreaterThan(0);
    for (const figure of figures)
      expect(stringIn(figure, 'Alt', pdf)).toMatch(/from .+ to |with .+ of MRR/);
  });

  it('draws its charts as lines and areas, not as pictures', () => {
    expect(pdf.all(/\/Subtype \/Image/)).toEqual([]);
  });

  it('has the paper of the reader’s region', async () => {
    expect(pdf.all(/\/MediaBox \[0 0 612 792\]/).length).toBeGreaterThan(2);
    const british = readPdf(await render({ reader: { ...reader, locale: 'en-GB' } }));
    expect(british.all(/\/MediaBox \[0 0 595\.28 841\.89\]/).length).toBeGreaterThan(2);
  });

  it.each(['unmeasurable', 'first_report', 'hostile', ...(deep ? ['endless'] : [])])(
    'is made of the report %s too',
    async (name) => {
      const made = await render(cases[name]);
      expect(Buffer.from(made).subarray(0, 8).toString()).toBe('%PDF-1.7');
    },
  );

  it('is made in a language that is read from right to left', async () => {
    const words = parseLanguage(
      'ar',
      '{"direction": "rtl", "messages": {"Definitions": "تعريفات"}}',
    );
    const made = readPdf(await render({ words, reader: { ...reader, locale: 'ar-EG' } }));
    expect(stringIn(made.object('/Type /Catalog'), 'Lang', made)).toBe('ar');
  });
});
