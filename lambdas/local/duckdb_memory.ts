import { totalmem } from 'node:os';
import type { DuckDBConnection, DuckDBMaterializedResult } from '@duckdb/node-api';
import { spillFolder } from './spilling.ts';
import { quoted } from './views.ts';

/** Megabytes that DuckDB may hold at first, beside which a report's own rows have their place in a gigabyte. */
const room = 500;
/** What it would take by itself: four fifths of the machine's. */
const most = Math.floor((totalmem() * 0.8) / 1_000_000);

/**
 * Runs statements with little memory. One that cannot do with it, as few can put off all that they hold, is run again
 * with four times as much, and those after it have that too.
 */
export async function inLittleMemory(
  connection: DuckDBConnection,
): Promise<(sql: string) => Promise<DuckDBMaterializedResult>> {
  let limit = Math.min(room, most);
  const setLimit = () => connection.run(`set memory_limit = '${limit}MB'`);
  await connection.run(`set temp_directory = ${quoted(spillFolder())}`);
  await setLimit();
  return async (sql) => {
    for (;;) {
      try {
        return await connection.run(sql);
      } catch (error) {
        const isFull = error instanceof Error && error.message.startsWith('Out of Memory');
        if (!isFull || limit >= most) throw error;
        limit = Math.min(4 * limit, most);
        await setLimit();
      }
    }
  };
}
