import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { render } from '../../lambdas/handlers/render.ts';
import { assets } from '../rendering/rendered.ts';
import { type Account, openCloud } from './cloud.ts';
import { tinyAccount } from './crash/company.ts';

const silent = { step: () => {}, note: () => {}, warn: () => {} };
const readers = Array.from({ length: 120 }, (_, n) => ({
  ...{ email: `reader.${n}@example.com`, name: `Reader ${n}`, editions: ['weekly'] },
}));

let account: Account;
let folder: string;
const kept = (name: string) => account.outside.archive.readText(`${folder}/${name}`);

beforeAll(async () => {
  account = await tinyAccount();
  const settings = JSON.parse(await account.outside.settings.readText('settings.json'));
  await account.outside.settings.write('settings.json', JSON.stringify({ ...settings, readers }));
  const cloud = await openCloud(account, account.outside);
  const ask = { edition: 'weekly', period: '2026-W44', deliver: 'none', reason: 'a test' };
  const { edition, period, run } = await cloud.invoke(ask);
  folder = `runs/${edition}/${period}/${run}`;
}, 120_000);

it('goes on where it ran out of time, and leaves what it leaves in one go', async () => {
  const whole = await kept('manifest.json');
  const messages: string[] = [];
  const { archive } = account.outside;
  const counting = {
    ...archive,
    write: async (key: string, body: string | Uint8Array) => {
      if (key.endsWith('.eml')) messages.push(key);
      await archive.write(key, body);
    },
  };
  for (const name of ['manifest.json', 'documents', 'steps/documents', 'steps/archive.json'])
    rmSync(join(account.root, 'archive', folder, name), { recursive: true });
  const [order = ''] = await archive.list(`${folder}/orders/`);
  const world = { ...account.outside, archive: counting, assets: async () => assets };
  const told = { sender: 'CS Pulse <reports@example.com>', owner: 'o@example.com' };
  const call = (timeLeft: () => number) =>
    render({ ...world, ...told, progress: silent }, { order }, timeLeft);

  const first = await call(() => (messages.length < 50 ? 900_000 : 80_000));
  expect([first.done, messages.length]).toEqual([false, 50]);
  const second = await call(() => (messages.length < 100 ? 900_000 : 80_000));
  expect([second.done, messages.length]).toEqual([false, 100]);
  expect((await call(() => 900_000)).done).toBe(true);
  expect(messages).toHaveLength(120);
  expect(await kept('manifest.json')).toBe(whole);
}, 120_000);
