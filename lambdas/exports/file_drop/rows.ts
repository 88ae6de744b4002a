import { allColumns } from '../../tables/catalogue.ts';
import { cellText } from '../../tables/cells/cell.ts';
import type { Table } from '../../tables/column.ts';
import { type CanonicalRow, type Problem, problemsOf, rowSchema } from '../../tables/row_schema.ts';
import { meets } from './conditions.ts';
import { derive, type Surroundings } from './derive.ts';
import type { Input } from './mapping.ts';
import type { Rule } from './mapping_rules.ts';
import { declaredUnknown, rulesOf } from './rules_used.ts';
import type { Fault, SourceRow } from './source_record.ts';

/** What becomes of a source row; `leftOut` as the mapping's `where` and `distinct` say. */
export type Outcome =
  | { readonly row: CanonicalRow }
  | { readonly fault: Fault }
  | { readonly leftOut: true };

/** Compiles how the rows of an input become canonical ones, once for all its files. */
export function rowReader(
  table: Table,
  input: Input,
  source: string,
  around: Surroundings,
): (row: SourceRow) => Outcome {
  const schema = rowSchema(table, { unknown: declaredUnknown(input) });
  const kept = meets(input.where, around.reading);
  const fill = filler(table, rulesOf(table, input), around);
  const ownSource = 'source' in table.columns;
  const labels = labelsOf(input.columns);
  const seen = new Set<string>();
  return (cells) => {
    if (!kept(cells)) return { leftOut: true };
    const { values, refused } = fill(cells);
    // A row may name its own source: an export can hold rows of several.
    if (!ownSource) values.source = cellText(values.source) ?? source;
    if (refused.length > 0) return { fault: faultOf(refused, labels) };
    const parsed = schema.safeParse(values);
    if (!parsed.success) return { fault: faultOf(problemsOf(parsed.error), labels) };
    if (input.distinct && isRepeated(parsed.data, seen)) return { leftOut: true };
    return { row: parsed.data };
  };
}

function filler(table: Table, rules: Readonly<Record<string, Rule>>, around: Surroundings) {
  const columns = allColumns(table);
  const derived = Object.entries(rules).flatMap(([name, rule]) => {
    const column = columns[name];
    return column ? [{ name, value: derive(rule, column, around) }] : [];
  });
  return (source: SourceRow) => {
    const refused: Problem[] = [];
    const values: Record<string, unknown> = {};
    for (const { name, value } of derived) {
      values[name] = value(source, (says, cell) => {
        refused.push(cell === undefined ? { column: name, says } : { column: name, says, cell });
        return null;
      });
    }
    return { values, refused };
  };
}

function isRepeated(row: CanonicalRow, seen: Set<string>): boolean {
  const content = JSON.stringify(row);
  const repeated = seen.has(content);
  seen.add(content);
  return repeated;
}

/** Columns as the maker of the export knows them. */
function labelsOf(columns: Readonly<Record<string, Rule>>): ReadonlyMap<string, string> {
  const renamed = Object.entries(columns).flatMap(([name, rule]): [string, string][] =>
    'from' in rule && rule.from !== name ? [[name, `${name} (column ${rule.from})`]] : [],
  );
  return new Map(renamed);
}

/** Counted under the first problem, so that the counts add up to the rejected rows. */
function faultOf(problems: readonly Problem[], labels: ReadonlyMap<string, string>): Fault {
  const sentences = problems.map(({ column, says, cell }) => {
    const subject = column === undefined ? [] : [labels.get(column) ?? column];
    const quoted = cell === undefined ? [] : [`"${cell.slice(0, 80)}"`];
    return { reason: [...subject, says].join(' '), text: [...subject, ...quoted, says].join(' ') };
  });
  return {
    reason: sentences[0]?.reason ?? 'the row is refused',
    text: sentences.map(({ text }) => text).join('; '),
  };
}
