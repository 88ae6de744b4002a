import { z } from 'zod';
import { defaultBudget } from '../lambdas/runs/price.ts';
import { sourceName } from '../lambdas/settings/exports.ts';
import { editionName } from '../lambdas/settings/schema.ts';

/** How long CloudWatch can keep logs, days. */
const retentions = [7, 14, 30, 60, 90, 180, 365, 400, 731, 1827, 3653] as const;

/** Text of a form; whatever is wrong with it, the hint says what to write. */
const text = (pattern: RegExp, hint: string) =>
  z.string({ error: hint }).regex(pattern, { error: hint });
const address = z.email({ error: 'write one e-mail address, e.g. revops@example.com' });
const whole = (least: number, most: number, hint: string) =>
  z.int({ error: hint }).min(least, { error: hint }).max(most, { error: hint });
const days = whole(1, 3650, 'write a number of days, e.g. 7');
const bytes = whole(
  10_000_000,
  Number.MAX_SAFE_INTEGER,
  'write at least 10_000_000, the least that Athena takes, e.g. gigabytes(50)',
);

const timeOfDay = (like: string) =>
  text(/^([01]\d|2[0-3]):[0-5]\d$/, `write a time of day, e.g. ${like}`);

const schedule = z.strictObject({
  edition: editionName,
  /** Days between the end of a period and its report. */
  days_after_end: whole(0, 89, 'write a number of days from 0 on, e.g. 1'),
  /** Local time in the stage's time zone, `HH:MM`. */
  at: timeOfDay('07:00'),
});
export type Schedule = z.infer<typeof schedule>;

const systems = `write some of ${sourceName.options.join(', ')}`;

const exporting = z.strictObject({
  /** Vendors whose data is fetched every day; none: nothing of exports is deployed. */
  sources: z.array(z.enum(sourceName.options, { error: systems })).default([]),
  /** Local time in the stage's time zone, `HH:MM`: before reports are made, so that they are of today's data. */
  at: timeOfDay('03:00').default('03:00'),
});

const archive = z.strictObject({
  /** Its own name, whose CNAME you point to the distribution. */
  domain: text(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/, 'write a domain, e.g. reports.example.com'),
  /** Of that name, in us-east-1, where CloudFront looks for it. */
  certificate: text(
    /^arn:aws[\w-]*:acm:us-east-1:\d{12}:certificate\/[\w-]+$/,
    'write the ARN of a certificate in us-east-1',
  ),
  /** PEM of an RSA key of 2048 bits; its private half is put into the secret `cs-pulse/<stage>/archive`. */
  public_key: text(
    /^-----BEGIN PUBLIC KEY-----\n[\w+/=\n]+-----END PUBLIC KEY-----\n?$/,
    'write the PEM that openssl rsa -pubout gives',
  ),
});

export const stageFields = z.strictObject({
  /** Outside production mail can only go to the allow list, and what is stored may be deleted. */
  production: z.boolean({ error: 'write true or false' }),
  /** Absent: wherever the credentials belong. */
  account: text(/^\d{12}$/, "write the 12 digits in quotes, e.g. '111122223333'").optional(),
  region: text(/^[a-z]{2}(-[a-z]+)+-\d$/, 'write a region, e.g. eu-central-1').optional(),
  /** From whom the reports come. */
  sender: text(
    /^[^<>\r\n"]+ <[^<>\s@]+@[^<>\s@]+>$/,
    'write a name and an address, e.g. CS Pulse <reports@example.com>',
  ),
  /** What SES verifies: the domain of the sender, or its address. */
  identity: text(/^\S+$/, 'write the domain or the address of the sender, e.g. example.com'),
  /** False where the account has verified it already, say for another stage. */
  creates_identity: z.boolean({ error: 'write true or false' }).default(true),
  /** Who is told of failures and alarms. */
  owner: address,
  /** Addresses and `@domain`s that mail may go to. Empty in production: everybody. */
  allow_list: z
    .array(text(/^[^\s,@*]*@[^\s,@*]+$/, 'write addresses or domains, e.g. @example.com'))
    .default([]),
  unsubscribe_mailto: address,
  /** Requests to unsubscribe that are worked on at once; null: no limit of its own. */
  unsubscribe_concurrency: whole(1, 100, 'write a number from 1 on, or null').nullable().default(5),
  /** Folder below `exports/` that the export is dropped into. */
  source: text(/^[a-z0-9_]+$/, 'write small letters, digits and _, e.g. exports').default(
    'exports',
  ),
  time_zone: z
    .string({ error: 'write an IANA time zone, e.g. Europe/Berlin' })
    .refine(isTimeZone, { error: 'write an IANA time zone, e.g. Europe/Berlin' }),
  fiscal_year_starts_in_month: whole(1, 12, 'write a month from 1 to 12').default(1),
  exports: exporting.prefault({}),
  /** Where readers browse the reports, each those of their scope; null: nothing of it is deployed. */
  archive: archive.nullable().default(null),
  schedules: z.array(schedule).default([
    { edition: 'weekly', days_after_end: 0, at: '07:00' },
    { edition: 'monthly', days_after_end: 1, at: '07:00' },
    { edition: 'quarterly', days_after_end: 2, at: '07:00' },
  ]),
  /** Above it Athena stops a query. */
  bytes_per_query: bytes.default(defaultBudget.query),
  /** Above it a run stops itself. */
  bytes_per_run: bytes.default(defaultBudget.run),
  /** New files of events that are more than this land side by side, so much in each function: a few minutes' work. */
  bytes_per_landing: whole(
    1000,
    Number.MAX_SAFE_INTEGER,
    'write a number of bytes, e.g. 200_000_000',
  ).default(200_000_000),
  log_retention_days: z
    .literal(retentions, { error: `write one of ${retentions.join(', ')}` })
    .default(90),
  /** How long Athena's results and the tables of one run are kept. */
  results_days: days.default(14),
  scratch_days: days.default(7),
});

export function gigabytes(n: number): number {
  return n * 1_000_000_000;
}

function isTimeZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}
