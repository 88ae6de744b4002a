import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { createGzip } from 'node:zlib';
import { OurBug } from '../../errors.ts';
import type { KeptManifest } from '../kept/kept_manifest.ts';
import { openScratch, type Scratch } from '../kept/scratch.ts';
import type { ExportWorld } from '../places.ts';
import type { MapContext, Mapped, Source } from '../source.ts';
import { type ExportRecord, recordKey, writeExportRecord } from './export_record.ts';
import { groupsOf } from './groups.ts';
import { withOwnIds } from './own_ids.ts';
import { lookupsOf } from './records.ts';

interface TableTally {
  rows: number;
  readonly refused: Map<string, number>;
  readonly notes: Map<string, number>;
}

/** records → drop: every table of the source anew, and what is to be said of them last. */
export async function mapRecords(
  world: ExportWorld,
  source: Source,
  kept: KeptManifest,
  namesAccounts: boolean,
): Promise<ExportRecord> {
  world.progress.step(`Writing the tables of ${source.name}`);
  const tallies = new Map(source.mapping.tables.map((table) => [table, newTally()]));
  const tallyOf = (table: string) => {
    const tally = tallies.get(table);
    if (tally) return tally;
    throw new OurBug(`${source.name} fills ${table}, which its mapping does not name`);
  };
  const context: MapContext = {
    find: await lookupsOf(world, source, kept),
    namesAccounts,
    until: kept.until,
    note: (table, text) => count(tallyOf(table).notes, text),
  };
  const scratch = await openScratch(join(world.scratch, `${source.name}-tables`));
  for await (const group of groupsOf(world, source, kept, scratch)) {
    for (const mapped of source.mapping.rows(group, context)) {
      await write(mapped, source, namesAccounts, scratch, tallyOf(mapped.table));
    }
  }
  await scratch.settle();
  // Without its record a drop is not read: what is written now is not whole before the record is back.
  await world.drop.remove(recordKey(source.name));
  const tables = await writeTables(world, source, scratch, tallies);
  await scratch.remove();
  const record = {
    source: source.name,
    until: kept.until,
    since: kept.since,
    tables,
    objects: objectsOf(kept),
  };
  await writeExportRecord(world.drop, record);
  return record;
}

async function write(
  mapped: Mapped,
  { name }: Source,
  namesAccounts: boolean,
  scratch: Scratch,
  tally: TableTally,
): Promise<void> {
  if ('refused' in mapped) {
    count(tally.refused, mapped.refused);
    await scratch.add(
      `${mapped.table}.refused`,
      JSON.stringify({ id: mapped.id, reason: mapped.refused }),
    );
    return;
  }
  tally.rows += 1;
  const row = namesAccounts ? mapped.row : withOwnIds(name, mapped.table, mapped.row);
  await scratch.add(mapped.table, JSON.stringify({ source: name, ...row }));
}

async function writeTables(
  world: ExportWorld,
  source: Source,
  scratch: Scratch,
  tallies: ReadonlyMap<string, TableTally>,
): Promise<ExportRecord['tables']> {
  const written: ExportRecord['tables'] = {};
  for (const [table, tally] of tallies) {
    const file = `${table}/${source.name}.jsonl.gz`;
    const refused = `rejected/exports/source=${source.name}/${table}.jsonl`;
    await world.lake.remove(refused);
    if (tally.refused.size > 0)
      await world.lake.writeStream(refused, ended(scratch.lines(`${table}.refused`)));
    const { rows, refused: reasons, notes } = tally;
    const told = { file, rows, refused: sorted(reasons), notes: sorted(notes) };
    // An object that nobody uses there is no source: a table that is there and empty would say 0.
    if (rows === 0) {
      await world.drop.remove(file);
      if (reasons.size + notes.size > 0) written[table] = { ...told, sha256: '' };
      continue;
    }
    const hash = createHash('sha256');
    await world.drop.writeStream(file, hashed(packed(scratch.lines(table)), hash));
    written[table] = { ...told, sha256: hash.digest('hex') };
  }
  return written;
}

const newTally = (): TableTally => ({ rows: 0, refused: new Map(), notes: new Map() });

function count(counts: Map<string, number>, text: string): void {
  counts.set(text, (counts.get(text) ?? 0) + 1);
}

const sorted = (counts: ReadonlyMap<string, number>) =>
  Object.fromEntries([...counts].sort(([a], [b]) => (a < b ? -1 : 1)));

async function* ended(lines: AsyncIterable<string>): AsyncGenerator<string> {
  for await (const line of lines) yield `${line}\n`;
}

function packed(lines: AsyncIterable<string>): AsyncIterable<Uint8Array> {
  return Readable.from(ended(lines)).pipe(createGzip({ level: 3 }));
}

async function* hashed(chunks: AsyncIterable<Uint8Array>, hash: ReturnType<typeof createHash>) {
  for await (const chunk of chunks) {
    hash.update(chunk);
    yield chunk;
  }
}

function objectsOf({ objects }: KeptManifest): ExportRecord['objects'] {
  const entries = Object.entries(objects).map(
    ([name, { status, records, deleted, refused, new_fields, lost_fields }]) => {
      return [name, { status, records, deleted, refused, new_fields, lost_fields }] as const;
    },
  );
  return Object.fromEntries(entries);
}
