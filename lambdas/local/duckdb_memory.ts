import { totalmem } from 'node:os';
import type { DuckDBConnection, DuckDBMaterializedResult } from '@duckdb/node-api';
import { spillFolder } from './spilling.ts';
import { quoted } from './views.ts';

/** Megabytes that DuckDB may hold at first, beside which a report's own rows have their place in a gigabyte. */
const room = 500;
/** What it would take by itself: four fifths of the machine's. */
const most = Math.floor((totalmem() * 0.8) / 1_000_000);

/** Every value of a group is held until it ends: of that DuckDB puts nothing off. */
const holdsValues = (sql: string) => sql.includes('array_sort(array_agg(');

/**
 * Runs statements with little memory. One that cannot do with it, as few can put off all that they hold, is run again
 * with four times as much, which one that holds values has at once; those after it begin with little again.
 */
export async function inLittleMemory(
  connection: DuckDBConnection,
): Promise<(sql: string) => Promise<DuckDBMaterializedResult>> {
  await connection.run(`set temp_directory = ${quoted(spillFolder())}`);
  const allow = limits(connection);
  return async (sql) => {
    const first = holdsValues(sql) ? 4 * room : room;
    for (let own = Math.min(first, most); ; own = Math.min(4 * own, most)) {
      const over = await allow(own);
      try {
        return await connection.run(sql);
      } catch (error) {
        if (!isFull(error) || own >= most) throw error;
      } finally {
        over();
      }
    }
  };
}

const isFull = (error: unknown) =>
  error instanceof Error && error.message.startsWith('Out of Memory');

/** Holds the limit, from a statement's beginning on, at the most that any needs of those that run at once. */
function limits(connection: DuckDBConnection) {
  const needed: number[] = [];
  let limit = 0;
  return async (megabytes: number) => {
    needed.push(megabytes);
    const [before, wanted] = [limit, Math.max(...needed)];
    limit = wanted;
    if (wanted !== before) {
      await connection.run(`set memory_limit = '${wanted}MB'`).catch((error: unknown) => {
        // Rows that are kept take more: the limit comes down when they do not.
        if (wanted > before || !isFull(error)) throw error;
        limit = before;
      });
    }
    return () => {
      needed.splice(needed.indexOf(megabytes), 1);
    };
  };
}
