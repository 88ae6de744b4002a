import { type Browser, chromium } from 'playwright-core';

export { withImages, withoutStyleSheets } from '../../lambdas/local/preview/clients.ts';
export { imagesOf } from '../../lambdas/local/preview/mime.ts';

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
