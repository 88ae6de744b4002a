import { describe, expect, it } from 'vitest';
import { type WatchWorld, watch } from '../../lambdas/handlers/watchdog.ts';
import { type Account, openAccount } from './cloud.ts';

const monday = '2026-11-16T06:00:00Z';
const hours = (n: number) => new Date(Date.parse(monday) + n * 3_600_000).toISOString();
const folder = 'runs/weekly/2026-W46/';

/** A stack that has been watching for a week, with the weekly report due on Mondays at seven in Berlin. */
async function watching(prepare: (account: Account) => Promise<void> = async () => {}) {
  const account = openAccount('2026-11-10T00:00:00.000Z');
  const { archive, archiveRecords: records, settings, mailer } = account.outside;
  await settings.write('settings.json', '{"time_zone": "Europe/Berlin"}');
  const world: WatchWorld = {
    ...{ archive, records, receipts: records, settings, mailer, clock: account.clock },
    ...{ owner: 'owner@example.com', sender: 'reports@example.com', allowList: null },
    ...{ attempt: 'a', timeLeft: () => 60_000, logs: 'the logs', start: 'cs-pulse-start' },
    schedules: [{ edition: 'weekly', days_after_end: 0, at: '07:00' }],
  };
  await watch(world);
  await prepare(account);
  return {
    mails: account.mails,
    at: (instant: string) => {
      account.clock.set(instant);
      return watch(world);
    },
  };
}

describe('the watchdog', () => {
  it('tells the owner once of a report that was due three hours ago and did not come', async () => {
    const { at, mails } = await watching();
    expect(await at(hours(2.9))).toEqual({ missed: [] });
    expect(await at(hours(3))).toEqual({ missed: ['weekly 2026-W46'] });
    await at(hours(4));
    expect(mails.map(({ to }) => to)).toEqual(['owner@example.com']);
    const said = (mails[0]?.raw ?? '').replaceAll('=\r\n', '').replaceAll('=3D', '=');
    expect(said).toContain(
      "Monday's weekly report did not come: 2026-W46 was due on 16 November 2026 at 07:00 (Europe/Berlin).",
    );
    expect(said).toContain('No run of it was started.');
    expect(said).toContain('--function-name cs-pulse-start');
  });

  it('is quiet where readers have their receipts, or the owner knows of a failure', async () => {
    const receipts = await watching(({ outside }) =>
      outside.archive.write(`${folder}receipts/0123456789abcdef/first.json`, '{}'),
    );
    expect(await receipts.at(hours(5))).toEqual({ missed: [] });
    const failure = await watching(({ outside }) =>
      outside.archive.write(`${folder}latest-1/failures/e.json`, '{}'),
    );
    expect(await failure.at(hours(5))).toEqual({ missed: [] });
  });

  it('takes a report that was made and sent to nobody for one that did not come', async () => {
    const { at, mails } = await watching(({ outside }) =>
      outside.archive.write(`${folder}latest-1/manifest.json`, '{}'),
    );
    expect(await at(hours(3))).toEqual({ missed: ['weekly 2026-W46'] });
    expect(mails[0]?.raw).toContain('It was made and lies in the archive');
  });

  it('owes no report that was due before the stack was there', async () => {
    const { at } = await watching();
    expect(await at('2026-11-15T12:00:00Z')).toEqual({ missed: [] });
  });

  it('goes on where the settings cannot be read', async () => {
    const { at } = await watching(({ outside }) => outside.settings.write('settings.json', '{'));
    expect(await at(hours(5))).toEqual({ missed: ['weekly 2026-W46'] });
  });
});
