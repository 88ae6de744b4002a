import pc from 'picocolors';
import type { KpiRecord } from '../../../kpis/record.ts';
import { windowWords } from '../../../rendering/dictionary_entry.ts';
import type { Pen } from '../../../rendering/writing/pen.ts';
import { workedExample } from '../../../rendering/writing/worked_example.ts';
import { settingsInForce } from '../../../reports/words/rules_in_force.ts';
import { signalsInForce } from '../../../reports/words/score_signals.ts';
import type { Explained } from './explained.ts';
import { type Field, rowFields } from './row_text.ts';

const widest = 100;
const gutter = 13;

/** The explanation as lines of text. */
export function explainedText(
  explained: Explained,
  { alias, out, pen }: { readonly alias: string | null; readonly out: string; readonly pen: Pen },
): string {
  const { kpi } = explained.asked;
  const fields: readonly Field[] = [
    ...meaning(explained, pen),
    ['Window', [windowLine(explained, pen)]],
    ['Inputs', inputLines(explained, pen)],
    ['Value', valueLines(explained, pen)],
    ...explained.written.flatMap((written) => rowFields(written, out, pen)),
    ['Check', [checkLine(explained)]],
  ];
  const title = `${pc.bold(kpi.label)}  ${kpi.id}${alias ? ` (also ${alias})` : ''}`;
  const lines = fields.flatMap(([name, values]) => field(name, values));
  return [title, kpi.question, '', ...lines, ''].join('\n');
}

/** What the KPI means wherever it is measured, and what part of the company was asked for. */
function meaning({ asked: { kpi, segment }, settings }: Explained, pen: Pen): readonly Field[] {
  const { definition, formula, unit, direction, indicator } = kpi;
  const inForce = settingsInForce(kpi, settings);
  const signals = signalsInForce(kpi.id, settings);
  const good = direction === 'neutral' ? 'neither end' : direction;
  const part = segment ? `${windowWords(segment.dimension)} ${segment.value}` : 'the whole company';
  return [
    ['Definition', [definition]],
    ['Formula', [formula]],
    ['Unit', [`${unit}; ${good} is better; ${indicator}`]],
    ['Settings', inForce.map(({ phrase, setting }) => `${pen.prose(phrase)} (${setting})`)],
    ...(signals.length === 0
      ? []
      : [
          [
            'Signals',
            signals.map(({ signal, words }) => `${pen.prose(words)} (${signal})`),
          ] as const,
        ]),
    ['Part', [part]],
  ];
}

function field(name: string, values: readonly string[]): readonly string[] {
  const lines = (values.length === 0 ? ['none'] : values).flatMap(wrapped);
  return lines.map((line, n) => (n === 0 ? name : '').padEnd(gutter) + line);
}

/** Paths and other long words stay whole, so that they can be copied. */
function wrapped(text: string): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= widest - gutter) {
      lines[lines.length - 1] = `${last} ${word}`;
    } else lines.push(word);
  }
  return lines;
}

function windowLine({ asked, span, settings }: Explained, pen: Pen): string {
  const { start, end, days } = span;
  const name = windowWords(asked.window);
  return start === null
    ? `${name}: all that is known before ${pen.date(end)}, ${settings.time_zone}`
    : `${name}: ${start} to before ${end}, ${days} days, ${settings.time_zone}`;
}

/** The tables that the KPI cannot do without, and those that its queries read besides. */
function inputLines({ snapshot, inputs, asked }: Explained, pen: Pen): readonly string[] {
  const named = asked.kpi.tables.filter((table) => !table.includes('.'));
  const rows = new Map(snapshot.tables.map((table) => [table.table, pen.count(table.rows)]));
  const others = inputs.filter((name) => !named.includes(name) && rows.has(name));
  return [
    `snapshot ${snapshot.snapshot} of the export "${snapshot.source}": data before ${pen.date(snapshot.date)}`,
    ...named.map((name) =>
      rows.has(name) ? `${name}: ${rows.get(name)} rows` : `${name}: not in the export`,
    ),
    ...(others.length === 0 ? [] : [`the queries also read ${others.join(', ')}`]),
  ];
}

const mostRecords = 12;

function valueLines({ records, currency }: Explained, pen: Pen): readonly string[] {
  const [only] = records;
  if (only === undefined) return ['none: the table has no rows in the period'];
  if (records.length === 1) return [workedExample(only, pen, currency), ...details(only)];
  const shown = records.slice(0, mostRecords).map((record) => {
    const row = `${record.segment?.dimension} ${record.segment?.value}`;
    return `${row}: ${workedExample(record, pen, currency)}`;
  });
  const more = records.length - shown.length;
  return more === 0 ? shown : [...shown, `… and ${more} more rows; --segment asks for one`];
}

/** To the last digit, as the record states it. */
function details(record: KpiRecord): readonly string[] {
  const { status, value, numerator, denominator, sample, low, high, left_out } = record;
  const known = { value, numerator, denominator, sample, left_out };
  const numbers = Object.entries(known).flatMap(([name, number]) =>
    number === null || number === undefined ? [] : [`${name.replace('_', ' ')} ${number}`],
  );
  const interval =
    low === undefined || high === undefined
      ? []
      : [`95 % interval ${low.toFixed(1)} to ${high.toFixed(1)}`];
  return [[status.replaceAll('_', ' '), ...numbers, ...interval].join('; ')];
}

function checkLine({ explanation, records }: Explained): string {
  if (explanation.tables.length === 0) return 'there are no rows to check';
  return records.some(({ status }) => status === 'measured')
    ? 'the rows, put through the formula on their own, give the value above'
    : 'the rows, put through the formula on their own, give no value either';
}
