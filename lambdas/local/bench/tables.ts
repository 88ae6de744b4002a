import { cubeVersion } from './cube/cube.ts';
import { ratiosOf } from './ratios.ts';
import type { MeasuredCase, SizedResult } from './results.ts';
import type { Taken } from './taken.ts';

const head = ['', 'seconds', 'processor', 'MB', 'rows', 'MB read', 'queries'];
const shownStatements = 12;

/** A table for a person, one line a row: as Markdown, which a terminal shows as well. */
export function table(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, n) => Math.max(...rows.map((row) => row[n]?.length ?? 0)));
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, n) => (n === 0 ? cell.padEnd(widths[n] ?? 0) : cell.padStart(widths[n] ?? 0))).join(' | ')} |`;
  const rule = `|${widths.map((width, n) => `${'-'.repeat(width + 1)}${n === 0 ? '-' : ':'}`).join('|')}|`;
  const [first = [], ...others] = rows;
  return [line(first), rule, ...others.map(line)].join('\n');
}

const row = ({ name, seconds, processor, megabytes, rows, bytes, queries }: Taken, indent = '') => [
  `${indent}${name.replaceAll('|', '\\|')}`,
  seconds.toFixed(2),
  processor.toFixed(2),
  megabytes.toFixed(0),
  Math.round(rows).toLocaleString('en-GB'),
  (bytes / 1e6).toFixed(1),
  Math.round(queries).toLocaleString('en-GB'),
];

/** What was measured of a size. */
export function sizeReport(result: SizedResult, all: readonly SizedResult[]): string {
  const { size, months, machine, drop, cases, memory } = result;
  const counts = Object.entries(drop.rows)
    .toSorted(([, a], [, b]) => b - a)
    .slice(0, 6)
    .map(([name, count]) => `${count.toLocaleString('en-GB')} ${name}`);
  const ratios = ratiosOf(result, all).map(({ says, is, processor, most }) => [
    says,
    is.toFixed(2),
    processor === null ? '' : processor.toFixed(2),
    most === null ? '' : `${most} at most`,
    most === null ? '' : is <= most ? 'met' : 'missed',
  ]);
  return [
    `## ${size}, ${months} months${memory === null ? '' : `, DuckDB limited to ${memory}`}`,
    `${counts.join(', ')}; ${(drop.bytes / 1e6).toFixed(0)} MB of Parquet, written in ${drop.seconds.toFixed(0)} s.`,
    `${machine.on}, commit ${machine.commit}: ${machine.processor}, ${machine.cores} cores, ${machine.memory} GB; Node ${machine.node}, DuckDB ${machine.duckdb}. Medians of ${cases[0]?.runs ?? 0} runs.`,
    table([head, ...cases.flatMap(caseRows)]),
    ...cases.flatMap(stopped),
    ...(cases.some(({ name, whole }) => name === 'cube' && whole.queries > 0) ? [aboutCube] : []),
    `On Athena, by these bytes and its list price: ${cases.map(({ name, dollars }) => `${name} USD ${dollars.toFixed(4)}`).join(', ')}.`,
    ...(ratios.length === 0
      ? []
      : [table([['ratio', 'is', 'by processor', 'judged by', ''], ...ratios])]),
    ...cases.filter(({ name }) => name === 'cold' || name === 'warm').map(dearest),
  ].join('\n\n');
}

function caseRows({ whole, steps }: MeasuredCase) {
  return [row(whole), ...(steps.length > 1 ? steps.map((step) => row(step, '· ')) : [])];
}

const aboutCube = `**cube** is the SQL that the compiler of Cube ${cubeVersion} writes, on the same DuckDB: without its server, its cache and its work on results, which need binaries that are fetched from outside. It answers users by week, feature and dimension and MRR by week and dimension alone.`;

const stopped = ({ name, stopped: why }: MeasuredCase) =>
  why === null ? [] : [`**${name}**: ${why}`];

const dearest = ({ name, statements }: MeasuredCase) =>
  `Dearest statements, ${name}:\n\n${table([head, ...statements.slice(0, shownStatements).map((one) => row(one))])}`;
