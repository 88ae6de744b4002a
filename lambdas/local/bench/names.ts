import { textOf } from '../../kpis/measures/query_text.ts';
import { type Subject, subjects } from '../../kpis/measures/subjects.ts';
import { queryText } from '../world.ts';

/** What a statement is called: the measure whose text it ends with, else its beginning. */
export async function statementNames(): Promise<(sql: string) => string> {
  const tails = await Promise.all(
    Object.entries<Subject>(subjects).map(async ([name, subject]) => {
      const text = await textOf(name, subject, queryText);
      // Relations are put behind its first word.
      return [name, text.slice(text.search(/^(with|select)\b/m) + 'select'.length)] as const;
    }),
  );
  return (sql) => tails.find(([, tail]) => sql.endsWith(tail))?.[0] ?? beginning(sql);
}

function beginning(sql: string): string {
  // What lands is copied, or judged where it is kept as it is.
  const landed = /^(?:copy|select) [\s\S]*'[^']*\/landed\/(\w+)\//.exec(sql)?.[1];
  if (landed !== undefined) return `land ${landed}`;
  const line = sql.replace(/\s+/g, ' ').trim();
  return line.length > 60 ? `${line.slice(0, 59)}…` : line;
}
