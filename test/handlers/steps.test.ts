import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { laptop } from '../../lambdas/local/world.ts';
import { runReport } from '../../lambdas/pipeline.ts';
import { parseSettings } from '../../lambdas/settings/parse.ts';
import type { Settings } from '../../lambdas/settings/schema.ts';
import { silent } from '../measured_world.ts';
import { type Account, type Answer, type Cloud, openCloud } from './cloud.ts';
import { tinyAccount } from './crash/company.ts';

let account: Account;
let cloud: Cloud;
let settings: Settings;

beforeAll(async () => {
  account = await tinyAccount();
  settings = parseSettings(await account.outside.settings.readText('settings.json'), 'test');
  cloud = await openCloud(account, account.outside);
}, 60_000);

const textOf = ({ root }: Account, key: string) => readFileSync(join(root, 'archive', key), 'utf8');
const folderOf = ({ edition, period, run }: Answer) => `runs/${edition}/${period}/${run}`;

describe('a scheduled run', () => {
  let answer: Answer;
  beforeAll(async () => {
    answer = await cloud.invoke({ edition: 'weekly', scheduled: '2026-11-02T06:00:00Z' });
  }, 60_000);

  it('reports the week that is over, to each reader once', () => {
    expect(answer).toMatchObject({ edition: 'weekly', period: '2026-W44', joined: false });
    const readers = settings.readers.filter(({ editions }) => editions.includes('weekly'));
    expect(account.mails.map(({ to }) => to).sort()).toEqual(
      readers.map(({ email }) => email).sort(),
    );
  });

  it('says the same as the report that a laptop makes, to the byte', async () => {
    const out = join(account.root, 'laptop');
    const drop = join(account.root, 'drop');
    cpSync(join(account.root, 'lake/exports/exports'), drop, { recursive: true });
    const world = await laptop(drop, out, silent);
    const { folder } = await runReport(world, {
      ...{ edition: 'weekly', period: '2026-W44', asOf: 'latest', settings, attended: true },
      ...{ mapping: undefined, source: 'exports', reader: undefined },
    });
    world.close();
    expect(folder).toBe(folderOf(answer));
    for (const file of ['report.json', 'kpis.json', 'accounts.csv', 'actions.csv']) {
      expect(textOf(account, `${folder}/${file}`)).toBe(
        readFileSync(join(out, folder, file), 'utf8'),
      );
    }
  });
});

describe('a run that is asked for again', () => {
  const ask = { edition: 'weekly', period: '2026-W44', reason: 'a test' };
  const receiptsOf = async () => {
    const { receipts } = await cloud.invoke({ status: { edition: 'weekly', period: '2026-W44' } });
    return receipts as { reader: string; delivery: string; status: string; to?: string }[];
  };

  it('sends nothing to those who have it, and is the same run', async () => {
    const sent = account.mails.length;
    const answer = await cloud.invoke({ ...ask, deliver: 'missing' });
    expect(answer.run).toMatch(/^latest-[0-9a-f]{10}$/);
    expect(account.mails).toHaveLength(sent);
  });

  it('shows a preview without sending anything', async () => {
    const sent = account.mails.length;
    const preview = await cloud.invoke({ ...ask, deliver: 'none' });
    expect(preview.documents).toContain(`${folderOf(preview)}/documents`);
    const again = await cloud.invoke({ ...ask, deliver: 'none', reason: 'once more' });
    expect(again).toMatchObject({ joined: true, execution: preview.execution });
    expect(account.mails).toHaveLength(sent);
  });

  it('sends once more to whom it is forced for, and keeps the first receipt', async () => {
    const [reader] = settings.readers;
    const sent = account.mails.length;
    await cloud.invoke({ ...ask, deliver: 'force', readers: [reader?.email] });
    expect(account.mails.slice(sent).map(({ to }) => to)).toEqual([reader?.email]);
    const own = (await receiptsOf()).filter((receipt) => receipt.reader === reader?.email);
    expect(own.map(({ delivery, status }) => [delivery.replace(/-.*/, ''), status]).sort()).toEqual(
      [
        ['first', 'sent'],
        ['force', 'sent'],
      ],
    );
  });

  it('sends copies for a test to the people named, marked as such and without a way to unsubscribe', async () => {
    const [reader] = settings.readers;
    const sent = account.mails.length;
    const to = ['tester@example.com'];
    await cloud.invoke({ ...ask, deliver: 'test', readers: [reader?.email], to });
    const [copy, ...others] = account.mails.slice(sent);
    expect(others).toEqual([]);
    expect(copy?.to).toBe('tester@example.com');
    expect(copy?.raw).toMatch(/^Subject: \[Test\]/m);
    expect(copy?.raw).not.toMatch(/^List-Unsubscribe/im);
  });

  it('tells how it stands: executions, why each was asked for, and every receipt', async () => {
    const status = await cloud.invoke({ status: { edition: 'weekly', period: '2026-W44' } });
    expect(status.delivered).toBe('3 of 3 readers have it');
    expect(status).toMatchObject({ runs: [{ as_of: 'latest', held_back: [] }] });
    const [run] = status.runs as { executions: { state: string; reason: string }[] }[];
    expect(run?.executions.every(({ state }) => state === 'SUCCEEDED')).toBe(true);
    expect(run?.executions.map(({ reason }) => reason)).toContain('a test');
  });

  it('reaches a reader who was added later, and nobody else twice', async () => {
    const late = { ...settings.readers[0], email: 'late@example.com', name: 'Lee Late' };
    const more = { ...settings, readers: [...settings.readers, late] };
    await account.outside.settings.write('settings.json', JSON.stringify(more));
    const sent = account.mails.length;
    await cloud.invoke({ ...ask, deliver: 'missing', reason: 'a new reader' });
    expect(account.mails.slice(sent).map(({ to }) => to)).toEqual(['late@example.com']);
    await account.outside.settings.write('settings.json', JSON.stringify(settings));
  }, 60_000);
});

describe('what cannot be done', () => {
  it('is refused at once with the fault named: a request', async () => {
    await expect(cloud.invoke({ edition: 'weekly', deliver: 'test', reason: 'x' })).rejects.toThrow(
      /cannot be taken:\n- reason: say why[\s\S]*One that can: \{"edition"/,
    );
    const escaping = { status: { edition: 'weekly', period: '../../delivery' } };
    await expect(cloud.invoke(escaping)).rejects.toThrow('status.period: no period');
  });

  it('is refused at once with the fault named: a period that is not over', async () => {
    const ask = { edition: 'monthly', period: '2026-11', reason: 'too early' };
    await expect(cloud.invoke(ask)).rejects.toThrow('The last one that is over is 2026-10');
  });

  it('is refused at once with the fault named: a language without a file', async () => {
    const readers = settings.readers.map((reader) => ({ ...reader, language: 'fr' }));
    await account.outside.settings.write('settings.json', JSON.stringify({ ...settings, readers }));
    const ask = { edition: 'weekly', reason: 'to see' };
    await expect(cloud.invoke(ask)).rejects.toThrow(
      /readers\[0\]\.language: no report is written in "fr"[^@]*there: de, en\.$/,
    );
  });

  it('is refused at once with the fault named: settings', async () => {
    const broken = JSON.stringify({ ...settings, targets: { no_such_kpi: 3 } });
    await account.outside.settings.write('settings.json', broken);
    const ask = { edition: 'weekly', reason: 'to see' };
    await expect(cloud.invoke(ask)).rejects.toThrow('there is no KPI "no_such_kpi"');
  });

  it('is told to the owner where a schedule asked, with the command to run it again', async () => {
    const sent = account.mails.length;
    await cloud.invoke({ edition: 'weekly', scheduled: '2026-11-02T06:01:00Z' });
    const [mail, ...others] = account.mails.slice(sent);
    expect(others).toEqual([]);
    expect(mail?.to).toBe('owner@example.com');
    expect(mail?.raw).toMatch(/^Subject: CS Pulse: the weekly report failed at Start/m);
    expect(unfolded(mail?.raw)).toContain('there is no KPI "no_such_kpi"');
    await account.outside.settings.write('settings.json', JSON.stringify(settings));
  });

  it('is told to the owner where data is not fit to be reported, and readers get nothing', async () => {
    account.clock.set('2026-11-16T07:00:00Z');
    const sent = account.mails.length;
    await cloud.invoke({ edition: 'weekly', scheduled: '2026-11-16T06:00:00Z' });
    const [mail, ...others] = account.mails.slice(sent);
    expect(others).toEqual([]);
    const said = unfolded(mail?.raw);
    expect(said).toContain('the data ends before 2026-11-02, 14 days before the period does');
    expect(said).toContain('0 of 3 readers have it, 3 got nothing');
    expect(said).toContain(
      '{"edition":"weekly","period":"2026-W46","deliver":"missing","reason":"after GateShut at Deliver"}',
    );
  }, 60_000);
});

const unfolded = (raw = '') => raw.replaceAll('=\r\n', '').replaceAll('=3D', '=');
