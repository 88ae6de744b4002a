import { openDuckDb } from '../../lambdas/local/duckdb.ts';
import type { Answer } from './answer.ts';
import { emptyDrop } from './drops.ts';
import { answerOf } from './recording.ts';
import { openTrino } from './trino.ts';

/** DuckDB and Trino side by side, without any table. */
export async function openBoth(schema: string) {
  const duckDb = await openDuckDb(emptyDrop());
  const trino = await openTrino(schema);
  return {
    onDuckDb: (sql: string): Promise<Answer> => answerOf(duckDb, sql),
    onTrino: (sql: string): Promise<Answer> => trino.query(sql),
  };
}
