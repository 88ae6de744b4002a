import type { recordOf } from './drop.ts';
import type { Told } from './processes.ts';

/** One whole export: what it told, seconds since its begin, and a hash of what it left. */
export interface Run {
  readonly seconds: number;
  readonly asked: number;
  readonly told: readonly (Told & { readonly at: number })[];
  readonly drop: ReadonlyMap<string, string>;
  readonly record: ReturnType<typeof recordOf>;
}

/** How much more memory five times the records may take. */
const most = 1.25;
/** Records from which on all that is held in memory at once is full even with a fifth of them. */
const enough = 200_000;

/** Prints what the large export took. Throws where its memory grew with the records. */
export function report(source: string, rows: number, small: Run, large: Run): void {
  const read = large.told.flatMap((one) => ('read' in one ? [one] : []));
  const biggest = read.reduce((best, one) => (one.read > best.read ? one : best));
  const ofIt = read.filter(({ object }) => object === biggest.object);
  const peakAt = (share: number) =>
    ofIt.find(({ read }) => read >= biggest.read * share)?.peak ?? Number.NaN;
  const [endOfSmall, end] = [small, large].map(({ told }) => told.at(-1)?.peak);
  const shares = [0.1, 0.2, 0.5, 1];
  const marks = shares.map((share) => `${megabytes(peakAt(share))} at ${share * 100} %`);

  console.log(`${source}: ${biggest.read} ${biggest.object} by ${large.asked} requests`);
  console.log(`peak memory while reading: ${marks.join(', ')}`);
  console.log(
    `peak memory: ${megabytes(end)}, for a fifth of the records ${megabytes(endOfSmall)}`,
  );
  printSteps(large, biggest.read);
  printTables(large);
  if (biggest.read < rows) throw new Error(`${rows} records were to be read`);
  if (rows < enough) {
    console.log(`memory is compared from ${enough} records on`);
    return;
  }
  if (!(peakAt(1) <= peakAt(0.2) * most && Number(end) <= Number(endOfSmall) * most)) {
    throw new Error('its memory grows with the number of records');
  }
}

/** By the clock and, since a busy machine only adds to that, by the processor. */
function printSteps(run: Run, records: number): void {
  const processor = run.told.at(-1)?.processor ?? Number.NaN;
  const steps = [...stepsOf(run), { step: 'all', seconds: run.seconds, processor }];
  for (const { step, seconds, processor } of steps) {
    if (seconds < run.seconds / 100) continue;
    const times = `${seconds.toFixed(1)} s, ${processor.toFixed(1)} s of a processor`;
    console.log(`  ${step}: ${times}, ${Math.round(records / seconds)} records/s`);
  }
}

/** Throws where a record was refused: none that is made up is wrong. */
function printTables({ record: { tables, objects } }: Run): void {
  const rows = Object.entries(tables).map(([table, { rows }]) => `${rows} ${table}`);
  console.log(`rows: ${rows.join(', ')}`);
  const ofTables = Object.values(tables).flatMap(({ refused }) => Object.entries(refused));
  const ofObjects = Object.entries(objects).map(([name, { refused }]) => [name, refused] as const);
  const wrong = [...ofTables, ...ofObjects].filter(([, count]) => count > 0);
  if (wrong.length > 0) throw new Error(`refused: ${wrong.flat().join(' ')}`);
}

const megabytes = (bytes: number | undefined) => `${Math.round(Number(bytes) / 1e6)} MB`;

/** Steps with the seconds that each took, by the clock and by the processor. */
export function stepsOf({ told, seconds }: Run) {
  const steps = told.flatMap((one) => ('step' in one ? [one] : []));
  const end = { at: seconds, processor: told.at(-1)?.processor ?? 0 };
  return steps.map(({ step, at, processor }, nth) => {
    const next = steps[nth + 1] ?? end;
    return { step, seconds: next.at - at, processor: next.processor - processor };
  });
}
