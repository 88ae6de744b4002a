import { z } from 'zod';
import { VendorDown } from '../../errors.ts';
import { NotPermitted } from '../signals.ts';
import type { Answer, Api } from '../source.ts';
import { errorCode, verdictOf } from './error_codes.ts';

/** Query jobs of Bulk API 2.0: made, asked how far they are, and read page by page. */

const made = z.object({ id: z.string().regex(/^[A-Za-z0-9]{15,18}$/) });
const state = z.object({
  state: z.string(),
  numberRecordsProcessed: z.int().optional(),
  errorMessage: z.string().nullish(),
});
export type JobState = z.infer<typeof state>;

const jobs = (version: string) => `/services/data/v${version}/jobs/query`;

/** Makes a job, deleted and archived records included; undefined where a field is gone by now. */
export async function makeJob(
  api: Api,
  version: string,
  query: string,
): Promise<string | undefined> {
  const csv = { contentType: 'CSV', columnDelimiter: 'COMMA', lineEnding: 'LF' };
  const body = { operation: 'queryAll', query, ...csv };
  const answer = await api.post(jobs(version), body, { accepted: [400] });
  if (answer.status === 400) return notMade(answer);
  const parsed = made.safeParse(answer.json);
  if (parsed.success) return parsed.data.id;
  throw new VendorDown('salesforce: a query job was made without an id; try again later');
}

function notMade({ received: { body } }: Answer): undefined {
  const code = errorCode(body);
  if (code === 'INVALID_FIELD') return undefined;
  const verdict = verdictOf({ text: body });
  if (verdict === 'not_permitted')
    throw new NotPermitted(`salesforce: the object cannot be read in bulk (${code})`);
  if (verdict === 'today_over')
    throw new VendorDown(
      `salesforce: the query jobs or results of the day are used up (${code}); start again tomorrow, it goes on where it stopped`,
    );
  throw new VendorDown(`salesforce: a query job was refused (${code}); report this if it stays`);
}

/** How far a job is; undefined where there is no such job any more. */
export async function jobState(
  api: Api,
  version: string,
  job: string,
): Promise<JobState | undefined> {
  const answer = await api.get(`${jobs(version)}/${job}`, { accepted: [400, 404] });
  if (answer.status >= 400) return undefined;
  const parsed = state.safeParse(answer.json);
  if (parsed.success) return parsed.data;
  throw new VendorDown(`salesforce: job ${job} is in no state; try again later`);
}

export interface Results {
  /** `later`: not ready. `gone`: they have expired, after seven days. */
  readonly is: 'here' | 'later' | 'gone';
  readonly answer: Answer;
}

export async function jobResults(
  api: Api,
  version: string,
  job: string,
  query: Readonly<Record<string, string | number>>,
): Promise<Results> {
  const answer = await api.get(`${jobs(version)}/${job}/results`, {
    query,
    type: 'csv',
    accepted: [400, 404, 409, 410, 412],
  });
  const { status } = answer;
  if (status === 204 || status === 412) return { is: 'later', answer };
  if (status === 409)
    throw new VendorDown(
      `salesforce: the results of job ${job} are refused (${errorCode(answer.received.body)}); they must be asked for by version ${version}, which made it`,
    );
  return { is: status < 400 ? 'here' : 'gone', answer };
}
