import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeDemoCompany } from '../../../lambdas/local/demo/write.ts';
import { openDuckDb } from '../../../lambdas/local/duckdb.ts';
import { openFolder } from '../../../lambdas/local/folder.ts';
import { clients } from '../../../lambdas/local/preview/clients.ts';
import { launch } from '../../rendering/browser.ts';

const root = resolve(import.meta.dirname, '../../..');
const place = mkdtempSync(join(tmpdir(), 'cs-pulse-preview-'));
const at = (name: string) => join(place, name);
const template = 'partials/actions.html.hbs';
const readers = [
  { email: 'dana@example.com', name: 'Dana Reyes', editions: ['weekly'] },
  {
    email: 'max@example.com',
    name: 'Max Muster',
    editions: ['weekly'],
    language: 'de',
    locale: 'de-DE',
  },
];
const settings = { company: 'Quayloom', reporting_currency: 'USD', readers };

let browser: Browser;
let command: ChildProcess;
let address: string;
let page: Page;
const faults: string[] = [];

beforeAll(async () => {
  const engine = await openDuckDb(openFolder(at('drop')));
  const options = { accounts: 24, months: 14, event_volume: 0.1, user_volume: 0.4 };
  await writeDemoCompany({ out: openFolder(at('drop')), engine, options });
  engine.close();
  await mkdir(at('templates/partials'), { recursive: true });
  writeFileSync(at('settings.json'), JSON.stringify(settings));
  command = spawn(process.execPath, ['--import', 'tsx', 'lambdas/local/main.ts', ...asked()], {
    cwd: root,
  });
  address = await said(/http:\/\/127\.0\.0\.1:\d+\//);
  browser = await launch();
  page = await browser.newPage({ viewport: { width: 1200, height: 900 } });
  page.on('pageerror', (error) => faults.push(String(error)));
  page.on('console', (message) => message.type() === 'error' && faults.push(message.text()));
  page.on('request', (sent) => {
    if (!sent.url().startsWith(address) && !sent.url().startsWith('data:')) faults.push(sent.url());
  });
  await page.goto(address);
}, 180_000);

afterAll(async () => {
  await browser?.close();
  command?.kill('SIGINT');
  rmSync(place, { recursive: true, force: true });
});

const asked = () => [
  ...['preview', '--exports', at('drop'), '--settings', at('settings.json')],
  ...['--templates', at('templates'), '--out', at('out'), '--no-open'],
];

/** The first thing like it that the command says. */
function said(what: RegExp): Promise<string> {
  return new Promise((done, failed) => {
    let all = '';
    const read = (chunk: Buffer) => {
      all += chunk.toString();
      const found = what.exec(all)?.[0];
      if (found) done(found);
    };
    command.stdout?.on('data', read);
    command.stderr?.on('data', read);
    command.once('exit', () => failed(new Error(all)));
  });
}

const look = (id: string) => page.frameLocator(`iframe[src="${id}.html"]`).locator('body');

describe('the gallery', () => {
  it('leads from the list of messages to every client’s look at one of them', async () => {
    await page.locator('.inbox a', { hasText: 'Dana Reyes' }).click();
    await page.waitForURL(/weekly\/dana@example\.com/);
    expect(await page.locator('iframe').count()).toBe(clients.length);
    await look('gmail').locator('text=Quayloom').first().waitFor();
    expect(await page.locator('dl').innerText()).toMatch(/kpis\.csv/);
  });

  it('shows a template that changes, without a restart', async () => {
    const own = await readFile(join(root, 'templates', template), 'utf8');
    await writeFile(at(`templates/${template}`), `${own}\n<tr><td>Changed just now</td></tr>\n`);
    await look('gmail').locator('text=Changed just now').waitFor({ timeout: 30_000 });
    expect(await page.locator('[role=status]').innerText()).toMatch(/2 messages rendered in \d/);
  });

  it('names file and line of a fault, keeps the last good rendering, and goes on when it is mended', async () => {
    const good = await readFile(at(`templates/${template}`), 'utf8');
    await writeFile(at(`templates/${template}`), `${good}{{nobody_knows_this}}\n`);
    const alert = page.locator('[role=alert]');
    await alert.waitFor({ timeout: 30_000 });
    const line = good.split('\n').length;
    expect(await alert.innerText()).toContain(`templates/${template}:${line}`);
    await look('gmail').locator('text=Changed just now').waitFor();
    await writeFile(at(`templates/${template}`), good);
    await alert.waitFor({ state: 'detached', timeout: 30_000 });
  });

  it('shows settings that change, without reading the export again where it need not', async () => {
    const company = 'Renamed Company';
    await writeFile(at('settings.json'), JSON.stringify({ ...settings, company }));
    await look('gmail').locator(`text=${company}`).first().waitFor({ timeout: 30_000 });
  });

  it.each([1200, 375])('does not overflow at %i px', async (width) => {
    await page.setViewportSize({ width, height: 900 });
    expect(
      await page.evaluate(
        'document.documentElement.scrollWidth - document.documentElement.clientWidth',
      ),
    ).toBeLessThanOrEqual(0);
  });

  it('asks nothing of anybody else, and has no fault', () => expect(faults).toEqual([]));
});
