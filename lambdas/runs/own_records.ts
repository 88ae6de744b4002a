import type { OwnRecords, TakeOwn } from '../kpis/evaluate.ts';
import type { Objects } from '../ports.ts';
import { packedLine, readLines, unpackedLine } from './packed_lines.ts';

/** Records of one reader's scope; none where it has no account. */
export type OwnOf = (scope: string) => Promise<OwnRecords>;

export const noRecords: OwnRecords = { records: [], supporting: [] };

/** Scope → its records as the lines of a file, each packed by itself. */
export type PackedOwn = ReadonlyMap<string, readonly Uint8Array[]>;

export interface PackingOwn {
  readonly take: TakeOwn;
  readonly of: OwnOf;
  readonly packed: PackedOwn;
  /** Records so far, without those that are no KPI. */
  readonly count: () => number;
}

/** Takes the records of scopes and holds them packed: each scope has as many as the company has totals. */
export function packingOwn(): PackingOwn {
  const packed = new Map<string, Uint8Array[]>();
  let count = 0;
  const take: TakeOwn = (scope, own) => {
    packed.set(scope, [...(packed.get(scope) ?? []), packedLine([own])]);
    count += own.records.length;
  };
  const of: OwnOf = async (scope) =>
    together((packed.get(scope) ?? []).flatMap((line) => unpackedLine<OwnRecords[]>(line)));
  return { take, of, packed, count: () => count };
}

const fileOf = (folder: string, scope: string) => `${folder}/values/scopes/${scope}.jsonl.gz`;

export async function writeOwn(archive: Objects, folder: string, packed: PackedOwn): Promise<void> {
  for (const [scope, lines] of packed)
    await archive.write(fileOf(folder, scope), Buffer.concat(lines));
}

export const readOwn = async (archive: Objects, folder: string, scope: string) =>
  together(await readLines<OwnRecords>(archive, fileOf(folder, scope)));

const together = (parts: readonly OwnRecords[]): OwnRecords => ({
  records: parts.flatMap(({ records }) => records),
  supporting: parts.flatMap(({ supporting }) => supporting),
});
