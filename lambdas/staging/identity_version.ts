import type { Engine } from '../ports.ts';
import { versionOf } from './versions.ts';

/** Hash of the links and merges of the store `account_identity`, or of some of them. */
export async function identityVersion(engine: Engine, where = ''): Promise<string> {
  const rows: unknown[] = [];
  for await (const row of engine.read(
    `select source, source_id, account_id from account_identity ${where}
order by source, source_id, account_id`,
  ))
    rows.push([row.source, row.source_id, row.account_id]);
  return versionOf(rows);
}
