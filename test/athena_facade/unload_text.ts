import { QueryFailed } from './backend.ts';

const form = /^unload\s*\(([\s\S]*)\)\s*to\s*'([^']+)'\s*with\s*\(([^()]*)\)\s*$/i;
const compressions = ['GZIP', 'SNAPPY', 'ZSTD', 'LZ4', 'NONE'];

/** The parts of an UNLOAD; null where the statement is none. */
export function unloadOf(statement: string) {
  if (!/^unload\b/i.test(statement)) return null;
  const [, sql = '', address = '', options = ''] = form.exec(statement) ?? [];
  const { format, compression = 'GZIP' } = Object.fromEntries(
    [...options.matchAll(/(\w+)\s*=\s*'([^']*)'/g)].map(([, name = '', value = '']) => [
      name,
      value,
    ]),
  );
  if (!address.endsWith('/')) throw new QueryFailed(`SYNTAX_ERROR: no folder to unload to`);
  if (format !== 'PARQUET') throw new QueryFailed(`NOT_SUPPORTED: format ${format}`);
  if (!compressions.includes(compression)) {
    throw new QueryFailed(`NOT_SUPPORTED: compression ${compression}`);
  }
  return { sql, address, compression };
}
