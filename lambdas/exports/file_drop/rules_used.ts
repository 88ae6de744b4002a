import { allColumns } from '../../tables/catalogue.ts';
import type { Table } from '../../tables/column.ts';
import type { Needed } from './columns_check.ts';
import type { Input } from './mapping.ts';
import type { Lookup, Rule } from './mapping_rules.ts';

/** The rule of every canonical column: as mapped, else the source column of the same name. */
export function rulesOf(table: Table, input: Input): Readonly<Record<string, Rule>> {
  const byName = Object.keys(allColumns(table))
    .filter((name) => !input.ignore.includes(name))
    .map((name): [string, Rule] => [name, { from: name }]);
  return { ...Object.fromEntries(byName), ...input.columns };
}

/** Source columns that an input cannot do without. */
export function neededBy(table: Table, input: Input): readonly Needed[] {
  const stated = Object.entries(input.columns).flatMap(([name, rule]) =>
    sourceColumns(rule).map((column) => ({ column, for: name })),
  );
  const tested = Object.keys(input.where).map((column) => ({ column, for: 'where' }));
  const required = Object.entries(table.columns)
    .filter(([name, { required }]) => required && !(name in input.columns))
    .map(([name]) => ({ column: name, for: name }));
  return [...stated, ...tested, ...required];
}

/** Source columns that an input uses or names as known. */
export function knownTo(table: Table, input: Input): readonly string[] {
  const needed = neededBy(table, input).map(({ column }) => column);
  return [...needed, ...Object.keys(allColumns(table)), ...input.ignore];
}

/** Canonical columns that the source does not have, as the mapping says. */
export function declaredUnknown(input: Input): readonly string[] {
  return Object.entries(input.columns).flatMap(([name, rule]) => ('unknown' in rule ? [name] : []));
}

export function sourceColumns(rule: Rule): readonly string[] {
  if ('from' in rule) return [rule.from];
  if ('concat' in rule) return rule.concat;
  if ('lookup' in rule) return [rule.lookup.from];
  if ('plus' in rule) {
    const { from, seconds, minutes, hours, days } = rule.plus;
    return [from, seconds, minutes, hours, days].filter((column) => typeof column === 'string');
  }
  if ('money' in rule) {
    const { from, currency, per } = rule.money;
    const spans = typeof per === 'object' ? [per.from] : [];
    return [from, ...(typeof currency === 'string' ? [currency] : []), ...spans];
  }
  if (!('when' in rule)) return [];
  const chosen = [rule.gives, rule.otherwise].filter((one) => one !== undefined);
  return [...Object.keys(rule.when), ...chosen.flatMap(sourceColumns)];
}

export function lookupsOf(rule: Rule): readonly Lookup[] {
  if ('lookup' in rule) return [rule.lookup];
  if (!('when' in rule)) return [];
  return [rule.gives, rule.otherwise].filter((one) => one !== undefined).flatMap(lookupsOf);
}
