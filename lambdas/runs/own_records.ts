import type { OwnRecords, TakeOwn } from '../kpis/evaluate.ts';
import type { Objects } from '../ports.ts';
import { packedLine, readLines, unpackedLine, writeLines } from './packed_lines.ts';

/** Records of one reader's scope; none where it has no account. */
export type OwnOf = (scope: string) => Promise<OwnRecords>;

/** Takes the records of scopes and holds them packed: each scope has as many as the company has totals. */
export function packedOwn() {
  const lines = new Map<string, Uint8Array[]>();
  let count = 0;
  const take: TakeOwn = (scope, own) => {
    lines.set(scope, [...(lines.get(scope) ?? []), packedLine(own)]);
    count += own.records.length;
  };
  const of: OwnOf = async (scope) =>
    together((lines.get(scope) ?? []).map((line) => unpackedLine<OwnRecords>(line)));
  return { take, of, count: () => count };
}

const fileOf = (folder: string, scope: string) => `${folder}/values/scopes/${scope}.jsonl.gz`;

export async function writeOwn(
  archive: Objects,
  folder: string,
  scope: string,
  own: OwnRecords,
): Promise<void> {
  await writeLines(archive, fileOf(folder, scope), [own], 1);
}

export const readOwn = async (archive: Objects, folder: string, scope: string) =>
  together(await readLines<OwnRecords>(archive, fileOf(folder, scope)));

const together = (parts: readonly OwnRecords[]): OwnRecords => ({
  records: parts.flatMap(({ records }) => records),
  supporting: parts.flatMap(({ supporting }) => supporting),
});
