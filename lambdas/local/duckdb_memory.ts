import type { DuckDBConnection } from '@duckdb/node-api';
import { spillFolder } from './spilling.ts';
import { quoted } from './views.ts';

/** Leaves it little room, and says how much it would take by itself: four fifths of the machine's memory. */
export async function limitMemory(connection: DuckDBConnection): Promise<string> {
  const asked = await connection.run("select current_setting('memory_limit')");
  const [[limit] = []] = await asked.getRows();
  await connection.run(
    `set memory_limit = '${room}'; set temp_directory = ${quoted(spillFolder())};`,
  );
  return String(limit);
}

/** What DuckDB may hold in memory, beside which a report's own rows have their place in one gigabyte. */
const room = '500MB';

/** A statement that cannot do with its room, as few can put off all that they hold, gets most of the machine's. */
export async function withRoom(connection: DuckDBConnection, most: string, sql: string) {
  try {
    return await connection.run(sql);
  } catch (error) {
    if (!(error instanceof Error && error.message.startsWith('Out of Memory'))) throw error;
    await connection.run(`set memory_limit = ${quoted(most)}`);
    return connection.run(sql);
  }
}
