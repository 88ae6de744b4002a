import type { FaceOptions } from './salesforce_face.ts';
import {
  csvOf,
  failure,
  type Job,
  jobInfo,
  locatorOf,
  locatorStart,
  type SalesforceRecord,
} from './salesforce_shapes.ts';
import { parseSoql } from './salesforce_soql.ts';
import type { VendorAnswer, VendorRequest } from './server.ts';

export type Records = Map<string, Map<string, SalesforceRecord>>;

/** Query jobs: what a job gives is what there was when it was made. */
export function openJobs(records: Records, options: () => FaceOptions) {
  const jobs = new Map<string, Job>();
  const queries: string[] = [];
  const polls = () => options().pollsPerJob ?? 1;
  return {
    queries,
    clear: () => jobs.clear(),
    create: (request: VendorRequest, version: string): VendorAnswer => {
      const asked = request.json() as { operation: string; query: string };
      queries.push(asked.query);
      const query = parseSoql(asked.query);
      const missing = options().without?.[query.object] ?? [];
      if (query.columns.some((name) => missing.includes(name)))
        return failure(400, 'INVALID_FIELD');
      const isSeen = ({ IsDeleted }: SalesforceRecord) =>
        asked.operation === 'queryAll' || IsDeleted !== 'true';
      const all = [...(records.get(query.object)?.values() ?? [])];
      const rows = all.filter((one) => query.matches(one) && isSeen(one));
      const id = `750R0000000${String(queries.length).padStart(4, '0')}IAA`;
      const isTooLarge = rows.length > (options().tooMany ?? Number.POSITIVE_INFINITY);
      const job: Job = {
        ...{ id, version, query, rows, madeAt: request.now, polls: 0 },
        ...(isTooLarge && { failure: tooLarge }),
      };
      jobs.set(id, job);
      return { body: jobInfo(job, 'UploadComplete') };
    },
    state: (id: string): VendorAnswer => {
      const job = jobs.get(id);
      if (!job) return failure(404, 'NOT_FOUND');
      if (job.polls >= polls())
        return { body: jobInfo(job, job.failure ? 'Failed' : 'JobComplete') };
      job.polls += 1;
      return { body: jobInfo(job, 'InProgress') };
    },
    results: (id: string, { query }: VendorRequest, version: string): VendorAnswer => {
      const job = jobs.get(id);
      if (!job) return failure(404, 'NOT_FOUND');
      if (version !== job.version) return failure(409, 'API_ERROR');
      if (job.polls < polls()) return failure(412, 'JOB_NOT_COMPLETE');
      const most = Number(query.get('maxRecords') ?? 50_000);
      const from = locatorStart(query.get('locator'));
      const to = from + Math.min(most, options().pageSize ?? 50_000);
      const page = job.rows.slice(from, to);
      const headers = {
        'content-type': 'text/csv',
        'sforce-numberofrecords': String(page.length),
        'sforce-locator': to < job.rows.length ? locatorOf(to) : 'null',
      };
      return { headers, body: csvOf(job.query.columns, page) };
    },
  };
}

const tooLarge = 'InternalServerError : QUERY_TIMEOUT : Retried more than fifteen times for Acme';
