import type { Image } from '../message.ts';

/**
 * A report as it was sent, for a browser: the pictures that the message carried stand in it, nothing else is
 * loaded, and a line above it leads back.
 */
export function sentPage(html: string, images: readonly Image[], back: string): string {
  const pictures = new Map(
    images.map(({ cid, png }) => [cid, Buffer.from(png).toString('base64')]),
  );
  return html
    .replaceAll(/src="cid:([^"]+)"/g, (_, cid: string) => {
      return `src="data:image/png;base64,${pictures.get(cid) ?? ''}"`;
    })
    .replace('<head>', `<head>\n<meta http-equiv="Content-Security-Policy" content="${policy}">`)
    .replace(/<body[^>]*>/, (body) => `${body}\n${backLink(back)}`);
}

const policy =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";

const backLink = (text: string) =>
  `<style>.cs-back{color:#4553d0}@media (prefers-color-scheme:dark){.cs-back{color:#a6b2ff}}</style><p style="margin:0;padding:12px 16px;text-align:center;font:14px/20px sans-serif"><a class="cs-back" href="index.html">${escaped(text)}</a></p>`;

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
