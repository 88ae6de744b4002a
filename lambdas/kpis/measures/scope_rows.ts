import { gunzipSync, gzipSync } from 'node:zlib';
import type { Row } from '../../ports.ts';
import { packedRows, unpackedRows } from './packed_rows.ts';

/** Rows of one measure: those of the company and its segments, and those of one reader's scope. */
export interface RowsApart {
  readonly shared: readonly Row[];
  readonly of: (scope: string) => readonly Row[];
}

/** Holds rows of readers' scopes packed: with a book for each CSM they are most of what there is. */
export function apart(rows: readonly Row[]): RowsApart {
  const shared: Row[] = [];
  const scopes = new Map<string, Row[]>();
  for (const row of rows) {
    if (row.dimension !== 'scope') {
      shared.push(row);
      continue;
    }
    const scope = String(row.value);
    const own = scopes.get(scope);
    if (own) own.push(row);
    else scopes.set(scope, [row]);
  }
  const packed = new Map([...scopes].map(([scope, own]) => [scope, zipped(packedRows(own))]));
  const of = (scope: string) => {
    const found = packed.get(scope);
    return found === undefined ? [] : unpackedRows(gunzipSync(found).toString());
  };
  return { shared, of };
}

/** Copied, since what zlib gives back lies in 16 KB, however little it is. */
const zipped = (text: string) => new Uint8Array(gzipSync(text, { level: 1 }));
