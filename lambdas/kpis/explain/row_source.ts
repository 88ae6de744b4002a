import { OurBug } from '../../errors.ts';
import type { QueryText } from '../../ports.ts';
import type { FactFile } from '../measures/fact_files.ts';
import { factQueries } from '../measures/fact_queries.ts';
import { factRows } from '../measures/query_text.ts';

/** Where the rows behind a measure come from: a file of facts, or a measure query before it adds up. */
export interface RowSource {
  /** Name of the file of facts, or of the query. */
  readonly name: string;
  /** Measure query that adds the rows up. */
  readonly query: string;
  /** Columns by which the measure groups them. */
  readonly keys: readonly string[];
  /** Columns that only tell rows apart; what is neither is added up. */
  readonly names: readonly string[];
  readonly file?: FactFile;
}

const account = ['account_id', 'account'] as const;

/** Measure queries with an ending of their own in this folder that gives their rows. */
const queries: Readonly<Record<string, Pick<RowSource, 'keys' | 'names'>>> = {
  recurring_revenue: { names: account, keys: ['currency', 'is_referred'] },
  scheduled_churn: { names: [...account, 'item_id', 'set_to_end_on'], keys: ['currency'] },
  customer_lifespan: { names: [...account, 'first_paid_on', 'lost_on'], keys: [] },
  cohort_retention: { names: account, keys: ['cohort', 'months_since'] },
  usage: { names: [...account, 'user_id'], keys: [] },
  surveys: { names: account, keys: ['type', 'width'] },
  spend: {
    names: ['starts_on', 'ends_on', 'amount_minor', 'days_in_window'],
    keys: ['category', 'currency', 'days_covered'],
  },
};

const facts = { names: [...account, 'member_id'], keys: ['item', 'currency'] } as const;

export function sourceOfQuery(name: string): RowSource {
  const columns = queries[name];
  if (columns === undefined) throw new OurBug(`explain/ has no rows for the measure ${name}`);
  return { name, query: name, ...columns };
}

export function sourceOfFact(fact: string): RowSource {
  for (const [query, files] of Object.entries<readonly FactFile[]>(factQueries)) {
    const file = files.find((one) => one.facts.includes(fact));
    if (file) return { name: file.file, query, ...facts, file };
  }
  throw new OurBug(`no file states the fact ${fact}`);
}

/** The text that gives a source's rows; what is asked for comes in as relations. */
export async function rowsText({ name, file }: RowSource, text: QueryText): Promise<string> {
  if (file) {
    const [ctes, ending] = [await factRows([file], text), await text('kpis/explain/fact_rows.sql')];
    return `with\n${ctes}\n\n${ending}`;
  }
  const [query, ending] = [
    await text(`kpis/measures/${name}.sql`),
    await text(`kpis/explain/${name}.sql`),
  ];
  // The rules of a measure stand in its CTEs; only the last select, which adds up, is another one.
  const [ctes = ''] = query.split(/\n\nselect\n/);
  return /^with$/m.test(query) ? `${ctes}\n\n${ending}` : ending;
}
