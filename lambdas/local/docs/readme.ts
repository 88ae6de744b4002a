import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { catalogue } from '../../kpis/catalogue/catalogue.ts';
import { type KpiText, stages } from '../../kpis/kpi.ts';
import { tables } from '../../tables/catalogue.ts';
import type { Column, Table } from '../../tables/column.ts';

const file = fileURLToPath(new URL('../../../README.md', import.meta.url));

/** The README with its generated parts made anew from the catalogue and the canonical tables. */
export function renewed(readme: string): string {
  return [
    ['kpis', kpiTable()],
    ['tables', tableTable()],
  ].reduce((text, [name = '', table = '']) => between(text, name, table), readme);
}

function between(text: string, name: string, table: string): string {
  const part = new RegExp(`(<!-- ${name} -->\n)[\\s\\S]*?(<!-- /${name} -->)`);
  return text.replace(part, (_, open: string, close: string) => `${open}${table}\n${close}`);
}

/** A table for each lifecycle stage, folded, so that the README stays readable; definitions are in the dictionary. */
function kpiTable(): string {
  return stages
    .map((stage) => ({ stage, kpis: catalogue.filter((kpi) => kpi.stage === stage) }))
    .filter(({ kpis }) => kpis.length > 0)
    .map(({ stage, kpis }) => folded(`${stage}: ${kpis.length} KPIs`, stageTable(kpis)))
    .join('\n\n');
}

/** GitHub reads Markdown in HTML only after an empty line. */
const folded = (summary: string, text: string) =>
  `<details>\n<summary>${summary.replace('&', '&amp;')}</summary>\n\n${text}\n\n</details>`;

function stageTable(kpis: readonly KpiText[]): string {
  const head = ['| id | KPI | question | unit | windows |', '|---|---|---|---|---|'];
  return [...head, ...kpis.map(kpiRow)].join('\n');
}

function kpiRow(kpi: KpiText): string {
  const names = [kpi.id, ...(kpi.aliases ?? [])].map((id) => `\`${id}\``).join(', also ');
  const windows = kpi.windows.map((window) => window.replaceAll('_', ' ')).join(', ');
  const cells = [names, kpi.label, kpi.question, kpi.unit, windows];
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}

function tableTable(): string {
  const head = [
    '| table | one row per | columns (bold: a row cannot be without) |',
    '|---|---|---|',
  ];
  return [...head, ...tables.map(tableRow)].join('\n');
}

function tableRow({ name, grain, columns }: Table): string {
  const cells = Object.entries(columns).map(([column, { required }]) => shown(column, required));
  return `| \`${name}\` | ${grain} | ${cells.join(', ')} |`;
}

const shown = (name: string, required: Column['required']) => (required ? `**${name}**` : name);

/** `npm run docs` */
export async function renewReadme(): Promise<void> {
  await writeFile(file, renewed(await readFile(file, 'utf8')));
}
