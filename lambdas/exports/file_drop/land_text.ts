import { OurBug } from '../../errors.ts';
import type { Surroundings } from './derive.ts';
import { type LandJob, landingFolder } from './land_job.ts';
import { landedLines } from './landed_lines.ts';
import { combinedHash, countsOf, type TableLanding } from './landing.ts';
import { type LoadedLookup, loadLookups, lookupName } from './lookups.ts';
import type { TablePlan } from './plan.ts';
import { declaredUnknown, lookupsOf } from './rules_used.ts';
import { sideFile } from './side_file.ts';
import { checkRejectedShare, newTally, type Tally } from './tally.ts';

/** Lands a table of CSV and JSONL files, a row at a time. Throws BadExport; then no landed file appears. */
export async function landText(plan: TablePlan, job: LandJob): Promise<TableLanding> {
  const tally = newTally();
  const lookups = await lookupsFor(plan, job);
  const key = `${landingFolder('landed', plan.table.name, job)}part-0.jsonl`;
  const rejectsKey = `${landingFolder('rejected', plan.table.name, job)}rejected.jsonl`;
  const rejects = sideFile(job.out, rejectsKey);
  const lines = landedLines(plan, job, surroundings(job, lookups), tally, rejects);
  try {
    await job.out.writeStream(key, gated(lines, plan, job, tally, rejectsKey));
  } finally {
    await rejects.close();
  }
  for (const { file, sha256 } of lookups.values()) tally.hashes.set(file, sha256);
  return {
    table: plan.table.name,
    format: 'jsonl',
    files: [...tally.hashes.keys()],
    rows: tally.rows,
    rejected: tally.rejected,
    leftOut: tally.leftOut,
    reasons: countsOf(tally.reasons.values()),
    unknownColumns: [...tally.unknownColumns],
    declaredUnknown: [...new Set(plan.inputs.flatMap(({ input }) => declaredUnknown(input)))],
    doubts: tally.doubts,
    keys: [key],
    hashes: Object.fromEntries(tally.hashes),
    sha256: combinedHash(tally.hashes),
  };
}

/** Checks the gate before the stream ends, for a stream that throws leaves no file. */
async function* gated(
  lines: AsyncIterable<string>,
  { table, inputs }: TablePlan,
  job: LandJob,
  tally: Tally,
  rejects: string,
): AsyncGenerator<string> {
  yield* lines;
  const files = inputs.flatMap((input) => input.files);
  const counted = { ...tally, reasons: [...tally.reasons.values()] };
  checkRejectedShare(counted, job.rejectLimit, { table: table.name, files, rejects });
}

function lookupsFor({ inputs }: TablePlan, job: LandJob) {
  const rules = inputs.flatMap(({ input }) => Object.values(input.columns));
  return loadLookups(rules.flatMap(lookupsOf), job.drop, job.style);
}

function surroundings(
  { reading }: LandJob,
  lookups: ReadonlyMap<string, LoadedLookup>,
): Surroundings {
  return {
    reading,
    found: (lookup) => {
      const loaded = lookups.get(lookupName(lookup));
      if (!loaded) throw new OurBug(`the lookup into ${lookup.file} was not loaded`);
      return loaded.cells;
    },
  };
}
