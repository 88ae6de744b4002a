import type { Context } from 'aws-lambda';
import { missedWords } from '../delivery/owner_words.ts';
import { summarise } from '../delivery/summary.ts';
import type { Objects, Records } from '../ports.ts';
import { lastDue, type Schedule } from '../reports/due.ts';
import { calendarOf } from '../reports/measured_periods.ts';
import type { Calendar } from '../reports/periods.ts';
import { parseSettings } from '../settings/parse.ts';
import { archive, archiveRecords, settingsBucket } from './buckets.ts';
import { mailer } from './mail.ts';
import { type OwnerWorld, ownerFrom, tellOwner } from './owner.ts';
import { schedules } from './schedules.ts';

export interface WatchWorld extends OwnerWorld {
  readonly archive: Objects;
  readonly records: Records;
  readonly settings: Objects;
  readonly schedules: readonly Schedule[];
}

/** A run takes minutes; after three hours nobody should have to wonder. */
const patience = 3 * 3_600_000;

/** Notices a schedule that did not run: silence must never look like success. */
export async function watch(world: WatchWorld): Promise<{ readonly missed: readonly string[] }> {
  const since = await watchedSince(world);
  const calendar = await calendarFrom(world.settings);
  const missed: string[] = [];
  for (const schedule of world.schedules) {
    const now = new Date(Date.parse(world.clock.now()) - patience).toISOString();
    const { period, dueAt } = lastDue(schedule, now, calendar);
    if (Date.parse(dueAt) < Date.parse(since)) continue;
    const found = await instead(world.archive, `runs/${schedule.edition}/${period.label}/`);
    if (found === null) continue;
    missed.push(`${schedule.edition} ${period.label}`);
    await tell(world, schedule, { period: period.label, dueAt, found }, calendar);
  }
  return { missed };
}

/** A stack that was deployed today owes no report of last week. */
async function watchedSince({ records, clock }: WatchWorld): Promise<string> {
  const key = 'watch/since.json';
  await records.create(key, clock.now());
  return (await records.read(key))?.body ?? clock.now();
}

/** Settings that cannot be read keep reports from running; the time of day is then told in UTC. */
async function calendarFrom(settings: Objects): Promise<Calendar> {
  try {
    return calendarOf(parseSettings(await settings.readText('settings.json'), 'settings.json'));
  } catch {
    return { timeZone: 'UTC', fiscalStartMonth: 1, namedFor: 'last_month' };
  }
}

/** What is there in place of receipts; null where there are some, or where the owner knows of a failure. */
async function instead(archive: Objects, folder: string): Promise<string | null> {
  const keys = await archive.list(folder);
  if (keys.some((key) => /\/(receipts\/(?!notices)|failures\/)/.test(key))) return null;
  if (keys.some((key) => key.endsWith('/manifest.json'))) {
    return 'It was made and lies in the archive, but was sent to nobody.';
  }
  const begun = keys.some((key) => key.includes('/orders/'));
  return begun ? 'A run of it was started and has not ended.' : 'No run of it was started.';
}

interface Missing {
  readonly period: string;
  readonly dueAt: string;
  readonly found: string;
}

async function tell(
  world: WatchWorld,
  { edition }: Schedule,
  { period, dueAt, found }: Missing,
  { timeZone }: Calendar,
): Promise<void> {
  const readers = await summarise(world, { edition, period });
  const { logs, start } = world;
  const words = missedWords({ edition, period, dueAt, timeZone, found, readers, logs, start });
  const news = { kind: 'missed' as const, edition, period, words, at: dueAt };
  await tellOwner(world, { ...news, execution: `watchdog-${edition}-${period}` });
}

export const handler = (_: unknown, context: Context) => {
  const ports = { archive: archive(), receipts: archiveRecords(), records: archiveRecords() };
  const from = { settings: settingsBucket(), schedules: schedules(), mailer: mailer() };
  return watch({ ...ownerFrom(context), ...ports, ...from });
};
