import { Temporal } from 'temporal-polyfill';
import type { Context } from '../context.ts';
import type { QualityFacts } from '../facts.ts';
import type { Prose, Said } from '../model.ts';
import { dataSentence } from '../words/data_sentences.ts';
import { count, counted, days } from '../words/figures.ts';
import { thePeriod } from '../words/period_words.ts';
import { fixed, list, plural, say, sentence } from '../words/say.ts';

type Table = QualityFacts['tables'][number];

/** Names shown before the rest is only counted. */
const mostNames = 3;

/** What staging learned about the data, the gravest first; a sentence each. */
export function dataNotes(context: Context): Prose[] {
  const { quality } = context;
  return [
    ...quality.shut_gates.map((gate) => sentence(say`${gate}`)),
    ...coverageNote(context),
    ...absentNote(quality.absent),
    ...quality.missing_rates.map(rateNote),
    ...unlinkedNote(quality),
    ...quality.tables.flatMap(rejectedNote),
    ...tally(quality.tables, 'orphans').map((tables) => say`No account is known for ${tables}.`),
    ...tally(quality.tables, 'duplicates').map(
      (tables) => say`Counted once though sent more often: ${tables}.`,
    ),
    ...overlapNote(quality.overlapping_spans),
  ];
}

function coverageNote({ quality: { covered_until }, period, edition }: Context): Prose[] {
  if (covered_until === null || covered_until >= period.end) return [];
  const first = Temporal.PlainDate.from(covered_until);
  const missing = first.until(period.end, { largestUnit: 'days' }).days;
  const last = first.subtract({ days: 1 }).toString();
  return [
    say`The data ends on ${{ date: last }}, ${days(missing)} before ${thePeriod(edition)} does.`,
  ];
}

function absentNote(absent: readonly string[]): Prose[] {
  if (absent.length === 0) return [];
  return [
    say`No export came for ${list(absent)}; what needs ${plural(absent.length, 'it', 'them')} is not measured.`,
  ];
}

function rateNote(reason: Said): Prose {
  return sentence(say`${fixed(reason)}; there is no total of what it leaves out`);
}

function unlinkedNote({ unlinked_accounts: names, unlinked_mrr: mrr }: QualityFacts): Prose[] {
  if (names.length === 0) return [];
  const shown = names.slice(0, mostNames);
  const rest = names.length - shown.length;
  const all = rest === 0 ? shown : [...shown, counted(rest, 'other')];
  const amount = mrr ? say` with ${mrr} of MRR` : '';
  return [
    say`${counted(names.length, 'paying account')}${amount} ${plural(names.length, 'matches', 'match')} no customer record: ${list(all)}.`,
  ];
}

function rejectedNote({ table, rejected, reasons }: Table): Prose[] {
  if (rejected === 0) return [];
  const why = Object.entries(reasons)
    .sort(([, a], [, b]) => b - a)
    .slice(0, mostNames)
    .map(([reason, rows]) => say`${dataSentence(reason)} (${count(rows)})`);
  const left = say`${counted(rejected, 'row')} of ${table} ${plural(rejected, 'was', 'were')} left out`;
  return [why.length === 0 ? say`${left}.` : say`${left}: ${list(why)}.`];
}

/** `5 rows of events and 1 row of tickets`; nothing where no table has any. */
function tally(tables: readonly Table[], what: 'orphans' | 'duplicates'): Prose[] {
  const some = tables.filter((table) => table[what] > 0);
  if (some.length === 0) return [];
  return [list(some.map((table) => say`${counted(table[what], 'row')} of ${table.table}`))];
}

function overlapNote(spans: number): Prose[] {
  if (spans === 0) return [];
  return [say`${counted(spans, 'subscription item')} ran twice at once; the later span counts.`];
}
