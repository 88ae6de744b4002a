import { estimatedCost } from '../../lambdas/runs/price.ts';
import { type Year, yearOf } from './company.ts';
import { measured } from './measured.ts';
import { type Need, needs } from './needs.ts';

export const scales: readonly number[] = [1e8, 1e9, 1e10, 1e11];

const [start, end] = ['<!-- written by npx tsx .ci/scale.ts -->', '<!-- end -->'];

/** The document with its tables written anew. */
export function written(document: string): string {
  const [before, rest] = document.split(start);
  const after = rest?.split(end)[1];
  if (before === undefined || after === undefined)
    throw new Error(`infra/SCALE.md has lost its marks ${start} and ${end}`);
  return `${before}${start}\n\n${tables()}\n\n${end}${after}`;
}

function tables(): string {
  const years = scales.map(yearOf);
  return [
    'Of each the share of its limit that is used, in the order in which they are used up; **bold** is beyond it.',
    table(['', 'limit', ...years.map(({ events }) => short(events))], needRows(years)),
    'What a year comes to:',
    table(['', ...years.map(({ events }) => short(events))], sizeRows(years)),
  ].join('\n\n');
}

function needRows(years: readonly Year[]): readonly (readonly string[])[] {
  const last = years.at(-1);
  const share = ({ of, limit }: Need) => (last ? of(last) / limit : 0);
  return needs
    .toSorted((a, b) => share(b) - share(a))
    .map((need) => [
      need.what,
      `${short(need.limit)} ${need.unit}${need.isOurs ? ', a setting' : ''}`.trim(),
      ...years.map((year) => used(need, year)),
    ]);
}

function used({ of, limit }: Need, year: Year): string {
  const [amount, text] = [of(year), short(of(year))];
  return amount > limit ? `**${text}**` : text;
}

function sizeRows(years: readonly Year[]): readonly (readonly string[])[] {
  const row = (what: string, of: (year: Year) => number) => [
    what,
    ...years.map((year) => short(of(year))),
  ];
  const { events: bytes, ...others } = measured.bytesOfEvent;
  const rolled = Object.values(others).reduce((sum, one) => sum + one, 0);
  return [
    row('accounts, at 5,000 events each', ({ events }) => events / measured.eventsOfAccount),
    row('staged events, GB', ({ events }) => (events * bytes) / 1e9),
    row('roll-ups and first uses, GB', ({ events }) => (events * rolled) / 1e9),
    row('a day’s file of events, MB', ({ events }) => (events * bytes) / 365 / 1e6),
    row(
      '`first_uses` of 52 weekly snapshots, GB',
      ({ events }) => (52 * events * measured.bytesOfEvent.first_uses) / 1e9,
    ),
    row('landed text, GB', ({ events }) => (events * measured.landedBytesOfEvent) / 1e9),
    row(
      'S3 Standard for text and days, USD a month',
      ({ events }) =>
        ((events * (measured.landedBytesOfEvent + bytes + rolled)) / 1e9) *
        measured.dollarsOfGigabyteMonth,
    ),
    row('files of tables kept by day', ({ files }) => files),
    row('statements that stage the year', ({ statements }) => statements),
    row('rows that one of them sorts', ({ mostRowsOfStatement }) => mostRowsOfStatement),
    row('a weekly run’s measures on Athena, USD', ({ events }) =>
      estimatedCost([{ bytes: events * measured.measuredBytesOfEvent }]),
    ),
    row('a day’s staging on Athena, USD', ({ events }) =>
      estimatedCost([{ bytes: (events / 365) * measured.landedBytesOfEvent }]),
    ),
  ];
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const rule = head.map((_, n) => (n === 0 ? '---' : '---:'));
  return [head, rule, ...rows].map(line).join('\n');
}

/** Two digits that count, and thousands apart: nothing here is known better. */
function short(amount: number): string {
  if (amount === 0) return '0';
  const digits = Math.max(0, 1 - Math.floor(Math.log10(Math.abs(amount))));
  const rounded = amount >= 100 ? Number(amount.toPrecision(3)) : amount;
  return rounded.toLocaleString('en-US', { maximumFractionDigits: digits });
}
