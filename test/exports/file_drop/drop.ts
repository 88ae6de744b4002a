import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { landDrop } from '../../../lambdas/exports/file_drop/land.ts';
import type { Landing, TableLanding } from '../../../lambdas/exports/file_drop/landing.ts';
import { parseMapping } from '../../../lambdas/exports/file_drop/mapping.ts';
import type { ParquetLander } from '../../../lambdas/exports/file_drop/parquet.ts';
import type { Objects, Progress } from '../../../lambdas/ports.ts';
import { gates } from '../../../lambdas/settings/gates.ts';

type Files = Record<string, string | Uint8Array>;
type Row = Record<string, unknown>;

/** A folder in memory; `chunk` cuts what is read into pieces of that many bytes. */
export function memory(files: Files, chunk = 65_536): Objects & { files: Files } {
  const bytes = (key: string) => Buffer.from(files[key] ?? '');
  return {
    files,
    list: async (prefix) =>
      Object.keys(files)
        .filter((key) => key.startsWith(prefix))
        .sort(),
    versions: async (prefix) =>
      new Map(
        Object.keys(files)
          .filter((key) => key.startsWith(prefix))
          .sort()
          .map((key) => [key, bytes(key).toString('hex')]),
      ),
    exists: async (key) => key in files,
    open: async (key) => Readable.from(pieces(bytes(key), chunk)),
    readText: async (key) => bytes(key).toString(),
    parts: async (key) => ({
      size: bytes(key).length,
      slice: async (start, end) => bytes(key).subarray(start, end),
    }),
    write: async (key, body) => {
      files[key] = body;
    },
    writeStream: async (key, body) => {
      const parts: Buffer[] = [];
      for await (const part of body) parts.push(Buffer.from(part as Uint8Array));
      files[key] = Buffer.concat(parts);
    },
    remove: async (prefix) => {
      for (const key of Object.keys(files)) if (key.startsWith(prefix)) delete files[key];
    },
    locate: (key) => key,
  };
}

function* pieces(bytes: Buffer, size: number) {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

interface Landed extends Landing {
  /** Landed rows by table. */
  readonly rows: Record<string, Row[]>;
  /** Rejected rows by table. */
  readonly rejects: Record<string, Row[]>;
  readonly said: string[];
  readonly out: Files;
  readonly table: (name: string) => TableLanding;
}

interface Options {
  readonly mapping?: object;
  readonly rejectedShare?: number;
  readonly chunk?: number;
  readonly out?: Files;
  readonly parquet?: ParquetLander;
}

const noParquet: ParquetLander = async () => {
  throw new Error('no Parquet in this test');
};

/** Lands files given by name, or the failure's message in `said` order. */
export async function land(files: Files, options: Options = {}): Promise<Landed> {
  const out = memory(options.out ?? {});
  const said: string[] = [];
  const progress: Progress = {
    step: (text) => said.push(text),
    note: (text) => said.push(text),
    warn: (text) => said.push(text),
  };
  const mapping =
    options.mapping &&
    parseMapping(JSON.stringify({ source: 'test', ...options.mapping }), 'mapping.json');
  const landing = await landDrop({
    drop: memory(files, options.chunk),
    out,
    mapping,
    gates: gates.parse({ rejected_share: options.rejectedShare ?? 1, rejected_rows: 0 }),
    run: 'r1',
    source: 'test',
    parquet: options.parquet ?? noParquet,
    progress,
  });
  const table = (name: string) => {
    const found = landing.tables.find((one) => one.table === name);
    if (!found) throw new Error(`${name} was not landed`);
    return found;
  };
  return {
    ...landing,
    rows: byTable(out.files, 'landed'),
    rejects: byTable(out.files, 'rejected'),
    ...{ said, out: out.files, table },
  };
}

/** The message that landing fails with. */
export async function failure(files: Files, options: Options = {}): Promise<string> {
  try {
    await land(files, { rejectedShare: 0.05, ...options });
  } catch (error) {
    return `${(error as Error).name}: ${(error as Error).message}`;
  }
  throw new Error('landing did not fail');
}

function byTable(files: Files, state: string): Record<string, Row[]> {
  const keys = Object.keys(files).filter((key) => key.startsWith(`${state}/`));
  return Object.fromEntries(keys.map((key) => [key.split('/')[1], jsonLines(files[key])]));
}

export function jsonLines(body: string | Uint8Array | undefined): Row[] {
  const lines = Buffer.from(body ?? '')
    .toString()
    .split('\n');
  return lines.filter((line) => line !== '').map((line) => JSON.parse(line));
}

/** Some columns of rows. */
export function only(rows: Row[] | undefined, ...columns: string[]): Row[] {
  return (rows ?? []).map((row) => Object.fromEntries(columns.map((name) => [name, row[name]])));
}

export const gz = (text: string) => gzipSync(text);
