import { allColumns, findTable, tables } from '../../tables/catalogue.ts';
import type { ColumnType, Table } from '../../tables/column.ts';
import type { Rule } from './mapping_rules.ts';
import { hint } from './nearest.ts';

interface Mistake {
  readonly path: readonly (string | number)[];
  readonly message: string;
}
type Mapped = Readonly<Record<string, readonly { columns: Readonly<Record<string, Rule>> }[]>>;

/** What a mapping gets wrong about the canonical tables. */
export function mistakesIn(mapped: Mapped): readonly Mistake[] {
  return Object.entries(mapped).flatMap(([name, inputs]) => {
    const table = findTable(name);
    if (table) return inputs.flatMap((input, at) => inColumns(table, at, input.columns));
    const known = tables.map((one) => one.name);
    return [{ path: ['tables', name], message: `there is no table "${name}"${hint(name, known)}` }];
  });
}

function inColumns(table: Table, at: number, columns: Readonly<Record<string, Rule>>): Mistake[] {
  const known = allColumns(table);
  return Object.entries(columns).flatMap(([name, rule]) => {
    const path = ['tables', table.name, at, 'columns', name];
    const column = known[name];
    const message = column
      ? misuse(rule, name, column.type, table)
      : `${table.name} has no column "${name}"${hint(name, Object.keys(known))}`;
    return message === undefined ? [] : [{ path, message }];
  });
}

function misuse(rule: Rule, name: string, type: ColumnType, table: Table): string | undefined {
  if ('when' in rule) {
    const inner = [rule.gives, rule.otherwise].filter((one) => one !== undefined);
    return inner.map((one) => misuse(one, name, type, table)).find((message) => message);
  }
  if ('unknown' in rule && table.key.includes(name))
    return `is part of the key of ${table.name} and cannot be unknown`;
  if ('from' in rule && rule.date_format && type !== 'instant' && type !== 'date')
    return `date_format is for dates and times, but the column holds ${type}`;
  if ('plus' in rule && type !== 'instant' && type !== 'date')
    return 'plus gives a date or a time, which this column does not hold';
  if (!('money' in rule)) return undefined;
  if (!name.endsWith('_minor')) return 'money gives minor units, which only *_minor columns hold';
  if (rule.money.per !== undefined && type !== 'mrr')
    return 'per makes a monthly amount, which only mrr_minor holds';
  return undefined;
}
