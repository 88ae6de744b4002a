import { openFolder } from '../../../lambdas/local/folder.ts';
import type { Account } from '../account.ts';
import { openCloud } from '../cloud.ts';
import { monday, tinyAccount } from './company.ts';
import { recorded, type Step } from './steps.ts';

const header = 'event_id,account_id,user_id,event_name,occurred_at';

/** A day's file: of each moment one event; the account without a name is rejected. */
const events = (...at: readonly (readonly [moment: string, account: string])[]) =>
  `${[header, ...at.map(([moment, account]) => `e-${moment},${account},u-a1,login,${moment}`)].join('\n')}\n`;

/** A settled month in two files, two days of which the second tells of the first too, and a rejected row. */
const firstWeek: Readonly<Record<string, string>> = {
  'events/09-15.csv': events(['2026-09-15T10:00:00Z', 'a1']),
  'events/09-16.csv': events(['2026-09-16T10:00:00Z', 'a4']),
  'events/10-28.csv': events(['2026-10-28T10:00:00Z', 'a1'], ['2026-10-28T11:00:00Z', '']),
  'events/10-29.csv': events(['2026-10-29T10:00:00Z', 'a3'], ['2026-10-28T23:00:00Z', 'a1']),
};

/** A file is gone, one has changed, and a new one has October settle and brings a late event. */
const secondWeek: Readonly<Record<string, string | null>> = {
  'events/09-16.csv': null,
  'events/10-29.csv': events(['2026-10-29T12:00:00Z', 'a3']),
  'events/11-08.csv': events(['2026-11-08T10:00:00Z', 'a1'], ['2026-09-20T10:00:00Z', 'a1']),
};

/** The functions of one week as they were called in a run that nothing disturbed. */
export type Week = readonly Step[];

/** The tiny company with its events as a folder, and what its first two weeks did. */
export async function byDayWeeks(): Promise<{ readonly account: Account; readonly weeks: Week[] }> {
  const account = await tinyAccount();
  const drop = openFolder(`${account.root}/lake/exports/exports`);
  await drop.remove('events.parquet');
  const weeks: Week[] = [];
  for (const [n, files] of [firstWeek, secondWeek].entries()) {
    for (const [file, text] of Object.entries(files))
      await (text === null ? drop.remove(file) : drop.write(file, text));
    const scheduled = n === 0 ? monday.scheduled : '2026-11-09T06:00:00Z';
    account.clock.set(scheduled);
    weeks.push(
      await recorded(account, (spawn) =>
        openCloud(account, spawn).schedule({ ...monday, scheduled }),
      ),
    );
  }
  return { account, weeks };
}
