import { simpleParser } from 'mailparser';
import { describe, expect, it } from 'vitest';
import { renderForm } from '../../lambdas/rendering/documents.ts';
import { imagesOf } from './browser.ts';
import { assets, caseOf, render } from './rendered.ts';

const ordinary = caseOf('weekly');

const common = {
  ...{ run: 'r-1', sentAt: '2026-11-09T07:00:00Z', archive: 'runs/weekly/2026-W45/r/' },
  ...{ from: 'CS Pulse <cs-pulse@example.com>', attachments: [] },
};

describe('the message', () => {
  it('is the same to the byte when it is rendered again', async () => {
    const [first, second] = [await render(ordinary), await render(ordinary)];
    expect(second.html).toBe(first.html);
    expect(second.text).toBe(first.text);
    expect(Buffer.from(second.eml).equals(Buffer.from(first.eml))).toBe(true);
  });

  it('is mixed(alternative(text, related(html, images)), files)', async () => {
    const types = (await source()).match(/^Content-Type: [a-z/]+/gm) ?? [];
    const parts = types.map((type) => type.slice('Content-Type: '.length));
    expect(parts.slice(0, 5)).toEqual([
      'multipart/mixed',
      'multipart/alternative',
      'text/plain',
      'multipart/related',
      'text/html',
    ]);
    expect(new Set(parts.slice(5, -1))).toEqual(new Set(['image/png']));
    expect(parts.at(-1)).toBe('text/csv');
  });

  it('carries every image inline under the name by which the HTML shows it', async () => {
    const { images } = await render(ordinary);
    const carried = imagesOf(await source());
    expect([...carried.keys()]).toEqual(images.map(({ cid }) => cid));
    for (const { cid, png } of images) {
      expect(carried.get(cid)).toBe(Buffer.from(png).toString('base64'));
    }
    expect((await source()).match(/^Content-Disposition: inline/gm)).toHaveLength(images.length);
  });

  it('holds the HTML and the text that are kept beside it, with the lines of its own reader', async () => {
    for (const name of ['weekly', 'hostile', 'quarterly']) {
      const made = await render(caseOf(name), { footnote: 'It cost €3.' });
      const mail = await simpleParser(Buffer.from(made.eml), { keepCidLinks: true });
      expect(mail.html).toBe(made.html);
      expect(mail.text).toBe(made.text);
      expect(made.text).toContain('It cost €3.');
    }
  });

  it('is to the byte what it is where it is made together with the messages of others', async () => {
    const order = { ...ordinary, ...common };
    const form = await renderForm({ ...order, assets });
    const names = ['Dana', '=?UTF-8?Q?x?=', 'Žofie 高橋 & Söhne <b>', 'x'.repeat(300)];
    for (const [n, name] of names.entries()) {
      const reader = { ...ordinary.reader, name, email: `reader.${n}@example.com` };
      const [together, alone] = [form({ reader }), await render({ ...ordinary, reader }, common)];
      expect(Buffer.compare(together.eml, alone.eml)).toBe(0);
      const mail = await simpleParser(Buffer.from(together.eml), { keepCidLinks: true });
      expect(mail.text).toBe(together.text);
      expect(mail.html).toBe(together.html);
    }
  });

  it('asks absence assistants to keep quiet', async () => {
    expect(await source()).toMatch(/^Auto-Submitted: auto-generated\r$/m);
    expect(await source()).toMatch(/^X-Auto-Response-Suppress: All\r$/m);
  });

  it('names a way out only when one is given', async () => {
    expect(await source()).not.toContain('List-Unsubscribe');
    const mail = await source({ unsubscribe: 'out@example.com' });
    expect(mail).toMatch(/^List-Unsubscribe: <mailto:out@example.com>\r$/m);
    const link = await source({ unsubscribe: 'https://example.com/out' });
    expect(link).toMatch(/^List-Unsubscribe-Post: List-Unsubscribe=One-Click\r$/m);
  });

  it('has one id for each run, edition and reader', async () => {
    const ids = [
      await source(),
      await source({ run: 'another' }),
      await source({}, { ...ordinary.reader, email: 'other@example.com' }),
    ].map((eml) => /^Message-ID: (.*)\r$/im.exec(eml)?.[1]);
    expect(new Set(ids).size).toBe(3);
  });

  it('lets no name add a header', async () => {
    const { eml } = await render(caseOf('hostile'));
    const head = Buffer.from(eml).toString('latin1').split('\r\n\r\n')[0] ?? '';
    expect(head).not.toMatch(/^Bcc:/im);
    expect(head.split('\r\n').every((line) => line.length <= 998)).toBe(true);
  });

  it('names the attached files in its footer', async () => {
    const { text } = await render(ordinary, {
      attachments: [file('kpis.csv'), file('accounts.csv')],
    });
    expect(text).toContain('Attached: kpis.csv, accounts.csv.');
  });

  it('leaves out the largest file of a message that SES would not take, and says where it lies', async () => {
    const large = file('accounts.csv', 'x'.repeat(8_000_000));
    const { text, eml } = await render(ordinary, { attachments: [file('kpis.csv'), large] });
    expect(eml.byteLength).toBeLessThan(1_000_000);
    expect(text).toContain('Attached: kpis.csv.');
    expect(text.replace(/\s+/g, ' ')).toContain(
      'accounts.csv is too large for a message; it lies in the archive: runs/weekly/2026-W45/r/books/company/accounts.csv',
    );
  });

  it('ends with the line that is meant for its reader alone', async () => {
    const { text } = await render(ordinary, { footnote: 'This run cost about USD 0.01.' });
    expect(text.trimEnd().endsWith('This run cost about USD 0.01.')).toBe(true);
  });
});

const file = (name: string, body = 'account_id\r\n') => ({
  ...{ name, type: 'text/csv', body },
  at: `books/company/${name}`,
});

async function source(more = {}, to = ordinary.reader): Promise<string> {
  const { eml } = await render({ ...ordinary, reader: to }, more);
  return Buffer.from(eml).toString('latin1');
}
