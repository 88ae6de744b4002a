import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { catalogue } from '../../kpis/catalogue/catalogue.ts';
import type { KpiText } from '../../kpis/kpi.ts';
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

function kpiTable(): string {
  const head = [
    '| KPI | id | unit | better | windows | what it counts |',
    '|---|---|---|---|---|---|',
  ];
  return [...head, ...catalogue.map(kpiRow)].join('\n');
}

function kpiRow(kpi: KpiText): string {
  const names = [kpi.id, ...(kpi.aliases ?? [])].map((id) => `\`${id}\``).join(', also ');
  const windows = kpi.windows.map((window) => window.replaceAll('_', ' ')).join(', ');
  return `| ${kpi.label} | ${names} | ${kpi.unit} | ${kpi.direction} | ${windows} | ${kpi.definition} |`;
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
