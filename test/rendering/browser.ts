import { type Browser, chromium } from 'playwright-core';

/** The system's Chromium in a fresh profile, without talk to its maker's servers. */
export function launch(): Promise<Browser> {
  return chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

/** Pictures that the message carries, by their Content-ID, in base64. */
export function imagesOf(eml: string): Map<string, string> {
  const parts = eml.split(/\r?\n--/);
  const images = parts.flatMap((part) => {
    const cid = /^content-id: <([^>]+)>/im.exec(part)?.[1];
    const body = part
      .split(/\r?\n\r?\n/)
      .slice(1)
      .join('')
      .replaceAll(/\s/g, '');
    return cid === undefined ? [] : [[cid, body] as const];
  });
  return new Map(images);
}

/** As a client shows it that has the message's parts. */
export function withImages(html: string, eml: string): string {
  const images = imagesOf(eml);
  return html.replaceAll(/src="cid:([^"]+)"/g, (_, cid: string) => {
    return `src="data:image/png;base64,${images.get(cid) ?? ''}"`;
  });
}

/** As Gmail's apps show it for accounts of other providers. */
export function withoutStyleSheets(html: string): string {
  return html.replaceAll(/<style[\s\S]*?<\/style>/g, '');
}
