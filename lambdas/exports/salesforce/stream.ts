import { VendorDown } from '../../errors.ts';
import type { Api, Page, Stream } from '../source.ts';
import {
  type BulkCursor,
  firstCursor,
  fromItsStart,
  inParts,
  parseCursor,
  written,
} from './cursor.ts';
import { columnsOf } from './describe.ts';
import { isTooLarge, jobFault } from './error_codes.ts';
import { type JobState, jobState, makeJob } from './jobs.ts';
import { type Org, pause } from './org.ts';
import { recordCount } from './record_count.ts';
import { resultsPage } from './results_page.ts';
import { type BulkQuery, halves, soql } from './soql.ts';
import { WrongResults } from './wrong_results.ts';

export interface Reading extends BulkQuery {
  readonly required: readonly string[];
  /** Cut-off of the export, where an open range ends for being halved. */
  readonly until: string;
}

/** One way through an object: makes a job, waits until it is complete, gives its results page by page. */
export function bulkStream(org: Org, reading: Reading): Stream {
  const page = async (api: Api, text: string | null): Promise<Page> => {
    const at = text === null ? firstCursor(org.version, reading.range) : parseCursor(text);
    try {
      return await following(api, org, reading, at);
    } catch (error) {
      // A job of an earlier process that went wrong would else go wrong for ever.
      const isOld = at.job !== null && !org.jobs.has(at.job);
      if (!(error instanceof WrongResults && isOld)) throw error;
      return anew(org, reading, at);
    }
  };
  return { name: 'all', page };
}

function following(api: Api, org: Org, reading: Reading, at: BulkCursor): Promise<Page> {
  if (at.columns.length === 0) return described(api, org, reading, at);
  if (at.job === null) return created(api, org, reading, at);
  return awaited(api, org, reading, { ...at, job: at.job });
}

/** The cursor moved and nothing was read: the same stream is asked again. */
const onwards = (at: BulkCursor): Page => ({ received: [], next: written(at), isWaiting: true });

const mostAnew = 3;

function anew(org: Org, { object }: Reading, at: BulkCursor): Page {
  if (org.begunAnew(object) <= mostAnew) return onwards(fromItsStart(at));
  throw new VendorDown(
    `salesforce: ${object} was begun anew ${mostAnew} times, its results or fields being gone; look at its bulk jobs in Setup and export again`,
  );
}

/** Before anything is set going: a look at the organisation ends here. */
async function described(api: Api, org: Org, reading: Reading, at: BulkCursor): Promise<Page> {
  const page = onwards({ ...at, columns: [...(await columnsOf(api, org, reading))] });
  const [from, to] = reading.range;
  if (from !== null || to !== null) return page;
  const total = await recordCount(api, at.version, reading.object);
  return total === undefined ? page : { ...page, total };
}

async function created(api: Api, org: Org, reading: Reading, at: BulkCursor): Promise<Page> {
  const [range = reading.range] = at.ranges;
  const job = await makeJob(api, at.version, soql({ ...reading, columns: at.columns, range }));
  // A field that was removed since it was described.
  if (job === undefined) return anew(org, reading, { ...at, columns: [] });
  org.jobs.add(job);
  return onwards({ ...at, job });
}

type Running = BulkCursor & { readonly job: string };

async function awaited(api: Api, org: Org, reading: Reading, at: Running): Promise<Page> {
  const total = at.total ?? (await completed(api, org, reading, at));
  if (typeof total !== 'number') return total;
  const page = await resultsPage(api, org, reading.object, { ...at, total });
  return page === 'gone' ? anew(org, reading, at) : page;
}

/** How many rows the job gives; a page without any while it does not know. */
async function completed(
  api: Api,
  org: Org,
  reading: Reading,
  at: Running,
): Promise<number | Page> {
  const known = await jobState(api, at.version, at.job);
  if (known === undefined) return anew(org, reading, at);
  if (known.state === 'JobComplete') return totalOf(known, at.job);
  if (known.state === 'Failed' || known.state === 'Aborted') return failed(reading, at, known);
  await pause(org, at.job, at.polls);
  return onwards({ ...at, polls: at.polls + 1 });
}

function totalOf({ numberRecordsProcessed }: JobState, job: string): number {
  if (numberRecordsProcessed !== undefined) return numberRecordsProcessed;
  throw new WrongResults(`salesforce: job ${job} does not say how many records it gives`);
}

/** A job that took too long is done in halves; any other failure stands. */
function failed(reading: Reading, at: Running, { state, errorMessage }: JobState): Page {
  const message = errorMessage ?? '';
  const [range] = at.ranges;
  if (state === 'Failed' && range && isTooLarge(message)) {
    const parts = halves(range, reading.until);
    if (parts.length > 0) return onwards(inParts(at, parts));
  }
  throw new WrongResults(
    `salesforce: ${reading.object}, job ${at.job} is ${state.toLowerCase()} (${jobFault(message)}); export again, and look at it under Bulk Data Load Jobs in Setup if it stays`,
  );
}
