import { describe, expect, it } from 'vitest';
import { asGmailShows, clients, withImages } from '../../../lambdas/local/preview/clients.ts';
import { readMessage } from '../../../lambdas/local/preview/message.ts';
import { partsOf, wordsOf } from '../../../lambdas/local/preview/mime.ts';
import { asWordShows } from '../../../lambdas/local/preview/word.ts';
import { caseOf, rendered } from '../../rendering/rendered.ts';

const { html, eml } = await rendered(caseOf('weekly'));
const shown = (id: string) => clients.find((client) => client.id === id)?.show(html) ?? '';

describe('Gmail', () => {
  it('shows no dark design and nothing that is meant for Outlook', () => {
    expect(shown('gmail')).not.toMatch(
      /prefers-color-scheme|data-ogsc|\[if mso|color-scheme:light/,
    );
    expect(shown('gmail')).toContain('@media (max-width:599px)');
  });

  it('has no style element for accounts of other providers', () => {
    expect(shown('gmail-app')).not.toMatch(/<style/);
    expect(shown('gmail-app')).toContain('style="');
  });
});

describe('Outlook', () => {
  it('reads its comments and no media query', () => {
    expect(shown('outlook')).not.toMatch(/\[if mso\]|@media|data-ogsc/);
    expect(shown('outlook')).toContain('width="600"');
  });

  it('ignores what Word ignores, and keeps what it takes', () => {
    const styled = (tag: string, css: string) => asWordShows(`<${tag} style="${css}">`);
    expect(styled('div', 'padding:4px;color:#111;border-radius:4px')).toBe(
      '<div style="color:#111">',
    );
    expect(styled('td', 'padding:4px;width:40px')).toBe('<td style="padding:4px;width:40px">');
    expect(styled('img', 'width:40px;max-width:100%')).toBe('<img>');
    expect(styled('table', 'max-width:600px;margin:0 auto')).toBe(
      '<table style="max-width:600px">',
    );
    expect(styled('span', 'display:none;display:inline-block')).toBe('<span style="display:none">');
  });

  it('leaves out what is meant for all others', () => {
    expect(asWordShows('a<!--[if !mso]><!-->b<!--<![endif]-->c')).toBe('ac');
  });
});

describe('Apple Mail', () => {
  it('shows the light or the dark design, whatever the screen that it is looked at prefers', () => {
    expect(shown('apple-light')).not.toMatch(/prefers-color-scheme/);
    expect(shown('apple-dark')).toMatch(/@media all\{\s*\.\w+\{background-color:#0d1016/);
    expect(shown('apple-dark')).toContain('color-scheme:dark');
  });
});

describe('a client that loads no images', () => {
  it('is given none', () => expect(shown('images-off')).not.toMatch(/src="cid:/));
});

it('every client is shown all words of the report', () => {
  const words = html.match(/<h2[^>]*>([^<]+)/)?.[1];
  expect(words).toBeTruthy();
  for (const { show } of clients) expect(show(html)).toContain(words);
});

describe('a message', () => {
  it.each(['weekly', 'hostile', 'german'])('%s is read back as it was made', async (name) => {
    const documents = await rendered(caseOf(name));
    const read = readMessage({ ...empty, eml: documents.eml });
    expect(read.subject).toBe(documents.subject);
    expect(read.html).toBe(documents.html.replaceAll('\r\n', '\n'));
    expect([...read.images.keys()]).toEqual(documents.images.map(({ cid }) => cid));
    expect(read.attachments.map((file) => file.name)).toEqual(['kpis.csv']);
    expect(read.attachments[0]?.body.subarray(0, 3).toString('hex')).toBe('efbbbf');
  });

  it('has the preheader that its report gives it', async () => {
    for (const name of ['weekly', 'hostile', 'german']) {
      const read = readMessage({ ...empty, eml: (await rendered(caseOf(name))).eml });
      expect(read.preheader, name).not.toMatch(/&|\u034f|\u200c|^$/);
    }
  });

  it('is weighed against what clients and SES take', () => {
    const { sizes } = readMessage({ ...empty, eml });
    expect(sizes.map(({ what }) => what)).toEqual(['HTML', 'Styles', 'Message']);
    expect(sizes[0]?.bytes).toBe(Buffer.byteLength(html));
    expect(sizes[2]?.bytes).toBe(eml.byteLength);
  });

  it('shows its own pictures', () => {
    const text = Buffer.from(eml).toString('latin1');
    expect(withImages(asGmailShows(html), text)).toMatch(/src="data:image\/png;base64,iVBOR/);
  });
});

it('encoded words of a header field are decoded, folded ones too', () => {
  expect(wordsOf('=?UTF-8?Q?M=C3=BCller_&?= =?UTF-8?B?w6Q=?=')).toBe('Müller &ä');
  expect(partsOf('Subject: a\r\n b\r\n\r\nbody')[0]?.fields.get('subject')).toBe('a b');
});

const empty = { id: 'weekly/x', edition: 'weekly', reader: caseOf('weekly').reader, version: 'en' };
