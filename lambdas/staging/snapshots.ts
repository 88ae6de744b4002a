import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Objects, Records } from '../ports.ts';

/** What is known of one dated snapshot of the staged tables: where it came from and what was counted. */
const record = z.strictObject({
  /** `2026-11-02`, or `2026-11-02.2` for the second one of different content on that date. */
  snapshot: z.string(),
  /** First day that the export does not cover. */
  date: z.iso.date(),
  source: z.string(),
  /** Over the export's bytes, the mapping and the rules of staging. */
  fingerprint: z.string(),
  /** Run of its rows in `landed/` and `rejected/`. */
  landing: z.string(),
  tables: z.array(
    z.strictObject({
      table: z.string(),
      sha256: z.string(),
      files: z.array(z.string()),
      landed: z.int(),
      rejected: z.int(),
      reasons: z.record(z.string(), z.int()),
      rows: z.int(),
      folded: z.int(),
      orphans: z.int(),
      doubts: z.array(z.string()),
    }),
  ),
});
export type Snapshot = z.infer<typeof record>;

const folder = 'staged/snapshots/';

/** Every snapshot of one source, oldest first. */
export async function snapshotsOf(objects: Objects, source: string): Promise<readonly Snapshot[]> {
  return (await allSnapshots(objects)).filter((snapshot) => snapshot.source === source);
}

async function allSnapshots(objects: Objects): Promise<readonly Snapshot[]> {
  const keys = await objects.list(folder);
  const found = await Promise.all(
    keys.map(async (key) => record.parse(JSON.parse(await objects.readText(key)))),
  );
  return found.sort((a, b) => (a.date === b.date ? turn(a) - turn(b) : a.date < b.date ? -1 : 1));
}

/**
 * A name that no other snapshot has: what a report once read is never overwritten. Two that stage at once
 * take two names; who begins again finds the own one, by `owner`.
 */
export async function takeName(
  lake: Objects,
  records: Records,
  date: string,
  owner: string,
): Promise<string> {
  const turns = (await allSnapshots(lake)).filter((known) => known.date === date).map(turn);
  for (let n = Math.max(0, ...turns) + 1; ; n += 1) {
    const name = n === 1 ? date : `${date}.${n}`;
    const key = `staged/names/${name}`;
    if (await records.create(key, owner)) return name;
    if ((await records.read(key))?.body === owner) return name;
  }
}

const turn = ({ snapshot }: Snapshot) => Number(snapshot.split('.')[1] ?? 1);

/** Written last: a snapshot without its record was not finished and is not read. */
export async function keepSnapshot(objects: Objects, snapshot: Snapshot): Promise<void> {
  await objects.write(
    `${folder}${snapshot.snapshot}.json`,
    `${JSON.stringify(record.parse(snapshot), null, 2)}\n`,
  );
}

/** The first snapshot that knew the whole period: what its first report read. */
export function originalSnapshot(
  snapshots: readonly Snapshot[],
  periodEnd: string,
): Snapshot | undefined {
  return snapshots.find(({ date }) => date >= periodEnd);
}

/** SHA-256 over a drop's files and everything else that decides what is staged from them. */
export async function dropFingerprint(drop: Objects, rules: unknown): Promise<string> {
  const all = createHash('sha256').update(JSON.stringify(rules));
  for (const [key, version] of await drop.versions('')) all.update(`${key}\u0000${version}\n`);
  return all.digest('hex');
}
