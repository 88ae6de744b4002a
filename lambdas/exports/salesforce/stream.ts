import { VendorDown } from '../../errors.ts';
import type { Api, Page, Stream } from '../source.ts';
import {
  type BulkCursor,
  begunAnew,
  firstCursor,
  inParts,
  parseCursor,
  written,
} from './cursor.ts';
import { columnsOf } from './describe.ts';
import { isTooLarge, jobFault } from './error_codes.ts';
import { type JobState, jobState, makeJob } from './jobs.ts';
import { mostPolls, type Org, pause } from './org.ts';
import { resultsPage } from './results_page.ts';
import { type BulkQuery, halves, soql } from './soql.ts';

export interface Reading extends BulkQuery {
  readonly required: readonly string[];
  /** Cut-off of the export, where an open range ends for being halved. */
  readonly until: string;
}

const mostAnew = 3;

/** One way through an object: makes a job, waits until it is complete, gives its results page by page. */
export function bulkStream(org: Org, reading: Reading): Stream {
  const page = async (api: Api, text: string | null): Promise<Page> => {
    const at = text === null ? firstCursor(org.version, reading.range) : parseCursor(text);
    if (at.anew > mostAnew)
      throw new VendorDown(
        `salesforce: results of ${reading.object} were gone ${mostAnew} times before they were read; look at its bulk jobs in Setup`,
      );
    if (at.job === null) return created(api, org, reading, at);
    if (at.total === null) return awaited(api, org, reading, { ...at, job: at.job });
    return resultsPage(api, org, reading.object, { ...at, job: at.job, total: at.total });
  };
  return { name: 'all', page };
}

/** The cursor moved and nothing was read: the same stream is asked again. */
const onwards = (at: BulkCursor): Page => ({ received: [], next: written(at), isWaiting: true });

async function created(api: Api, org: Org, reading: Reading, at: BulkCursor): Promise<Page> {
  const columns = at.columns.length > 0 ? at.columns : [...(await columnsOf(api, org, reading))];
  const range = at.ranges[0] ?? reading.range;
  const job = await makeJob(api, at.version, soql({ ...reading, columns, range }));
  // A field that was removed since it was described.
  if (job === undefined) return onwards({ ...begunAnew(at), columns: [] });
  return onwards({ ...at, columns, job });
}

type Running = BulkCursor & { readonly job: string };

async function awaited(api: Api, org: Org, reading: Reading, at: Running): Promise<Page> {
  const known = await jobState(api, at.version, at.job);
  if (known === undefined) return onwards(begunAnew(at));
  if (known.state === 'JobComplete') {
    const total = totalOf(known, at.job);
    return resultsPage(api, org, reading.object, { ...at, polls: 0, total });
  }
  if (known.state === 'Failed' || known.state === 'Aborted') return failed(reading, at, known);
  if (at.polls >= mostPolls)
    throw new VendorDown(`salesforce: ${reading.object}, job ${at.job} runs for hours; try again`);
  await pause(org, at.polls);
  return onwards({ ...at, polls: at.polls + 1 });
}

function totalOf({ numberRecordsProcessed }: JobState, job: string): number {
  if (numberRecordsProcessed !== undefined) return numberRecordsProcessed;
  throw new VendorDown(`salesforce: job ${job} does not say how many records it gives`);
}

/** A job that took too long is done in halves; any other failure stands. */
function failed(reading: Reading, at: Running, { state, errorMessage }: JobState): Page {
  const message = errorMessage ?? '';
  const [range] = at.ranges;
  if (state === 'Failed' && range && isTooLarge(message)) {
    const parts = halves(range, reading.until);
    if (parts.length > 0) return onwards(inParts(at, parts));
  }
  throw new VendorDown(
    `salesforce: ${reading.object}, job ${at.job} is ${state.toLowerCase()} (${jobFault(message)}); export again, and look at it under Bulk Data Load Jobs in Setup if it stays`,
  );
}
