import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withImages } from '../../lambdas/local/preview/clients.ts';
import { launch } from './browser.ts';
import { demoMails } from './demo_mails.ts';
import { faultsOf } from './faults.ts';
import { open, violations, widerThanTheirClients } from './page.ts';
import { render } from './rendered.ts';
import { strangeNumbers } from './strange_numbers.ts';
import { invalidIn } from './valid.ts';

const mails = await demoMails(new URL('../../out/runs/', import.meta.url).pathname);

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

it('the demo has left its three editions: otherwise `npm run demo` comes first', () => {
  const editions = new Set(mails.map(({ model }) => model.edition));
  expect([...editions].sort()).toEqual(['monthly', 'quarterly', 'weekly']);
});

/** Numbers that no model need hold: places in a list, months of a cohort, how many of something are shown. */
const small = Array.from({ length: 32 }, (_, index) => `${index}`);

describe.each(mails)('$name', ({ model, reader }) => {
  const done = () => render({ report: model, reader });

  it('says no number that its model does not hold', async () => {
    const { subject, text } = await done();
    const said = `${subject}\n${text}`.replaceAll('r-20261109-0700', '');
    const strange = strangeNumbers(said, model, reader.locale);
    expect(strange.filter((number) => !small.includes(number))).toEqual([]);
  });

  it('is valid, accessible in light and dark, and fits every client', async () => {
    const { html, eml, images } = await done();
    expect(await invalidIn(html)).toEqual([]);
    const cids = images.map(({ cid }) => cid);
    expect(faultsOf(html, cids)).toEqual([]);
    const mail = withImages(html, Buffer.from(eml).toString('latin1'));
    for (const scheme of ['light', 'dark'] as const) {
      const page = await open(browser, mail, 320, scheme);
      expect(await violations(page)).toEqual([]);
      await page.close();
    }
    expect(await widerThanTheirClients(browser, html, eml)).toEqual([]);
  });
});
