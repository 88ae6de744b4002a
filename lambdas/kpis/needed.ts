import { numberKpis, tableKpis } from './catalogue/catalogue.ts';
import { supportingKpis } from './catalogue/supporting.ts';
import type { Subject } from './measures/subjects.ts';
import { subjects } from './measures/subjects.ts';

/** Read by account scores and by queries after them, whatever the data has. */
const always: readonly string[] = ['account_facts', 'account_standing', 'account_signals'];

/**
 * The measure queries, in order, that somebody reads: those of KPIs that have their data, of facts only the files
 * with one of theirs. A query that nobody reads is not asked: it would cost as much as another.
 *
 * @param present tables and parts of them that the data has, see `KpiText.tables`
 */
export function neededSubjects(present: ReadonlySet<string>): ReadonlyMap<string, Subject> {
  const measured = [...numberKpis, ...tableKpis, ...supportingKpis].filter(({ tables }) =>
    tables.every((table) => present.has(table)),
  );
  const measures = new Set<string>(measured.flatMap((kpi) => kpi.measures ?? []));
  const facts = new Set<string>(measured.flatMap((kpi) => kpi.facts ?? []));
  const needed = (name: string, subject: Subject): Subject | undefined => {
    if (subject.kind !== 'facts') {
      const isStored = subject.kind === 'query' && subject.stored;
      return isStored || always.includes(name) || measures.has(name) ? subject : undefined;
    }
    const files = subject.files.filter((file) => file.facts.some((fact) => facts.has(fact)));
    return files.length > 0 ? { ...subject, files } : undefined;
  };
  return new Map(
    Object.entries<Subject>(subjects).flatMap(([name, subject]) => {
      const asked = needed(name, subject);
      return asked ? [[name, asked] as const] : [];
    }),
  );
}
