import { openJobs, type Records } from './salesforce_jobs.ts';
import { failure, fieldsOf, type SalesforceRecord } from './salesforce_shapes.ts';
import type { Face, VendorAnswer, VendorRequest } from './server.ts';

export interface FaceOptions {
  /** How often a job says that it runs before it is complete. */
  readonly pollsPerJob?: number;
  /** Rows that a page holds at most, whatever is asked for. */
  readonly pageSize?: number;
  /** Fields of an object that this organisation does not have. */
  readonly without?: Readonly<Record<string, readonly string[]>>;
  /** Objects that the integration user may not read. */
  readonly closed?: readonly string[];
  /** The integration user may not see the setup, where record counts are. */
  readonly hidesCounts?: boolean;
  /** Rows of a query from which on its job fails for taking too long. */
  readonly tooMany?: number;
}

/** An organisation of Salesforce with records that a test changes while they are read. */
export interface SalesforceFace extends Face {
  options: FaceOptions;
  readonly records: Records;
  /** Every query that a job was made of. */
  readonly queries: readonly string[];
  put(object: string, record: SalesforceRecord): void;
  /** Into the recycle bin. */
  remove(object: string, id: string, at: string): void;
  /** Out of the recycle bin: no query sees it any more. */
  purge(object: string, id: string): void;
  /** Every token so far is refused from now on. */
  expireTokens(): void;
  /** Results of all jobs so far are gone. */
  expireResults(): void;
}

export function salesforceFace(options: FaceOptions = {}): SalesforceFace {
  const records: Records = new Map();
  const jobs = openJobs(records, () => face.options);
  const tokens = openTokens();
  const face: SalesforceFace = {
    options,
    records,
    queries: jobs.queries,
    put: (object, record) => {
      const known = records.get(object) ?? new Map<string, SalesforceRecord>();
      records.set(object, known);
      known.set(record.Id, { IsDeleted: 'false', ...known.get(record.Id), ...record });
    },
    remove: (object, id, at) => face.put(object, { Id: id, IsDeleted: 'true', SystemModstamp: at }),
    purge: (object, id) => void records.get(object)?.delete(id),
    expireTokens: tokens.expire,
    expireResults: jobs.clear,
    handle: (request) => {
      const { method, path } = request;
      if (path.includes('//')) return failure(404, 'NOT_FOUND');
      if (path === '/services/oauth2/token' && method === 'POST') return tokens.grant(request);
      if (!tokens.accept(request)) return failure(401, 'INVALID_SESSION_ID');
      const [, version = '', rest = ''] = /^\/services\/data\/v([\d.]+)\/?(.*)$/.exec(path) ?? [];
      if (version && !rest) return { body: { jobs: `/services/data/v${version}/jobs` } };
      const [, described] = /^sobjects\/(\w+)\/describe$/.exec(rest) ?? [];
      if (described) return describe(described, face);
      if (rest === 'limits/recordCount') return counted(request, face);
      if (rest === 'jobs/query' && method === 'POST') return jobs.create(request, version);
      const [, id = '', isResults] = /^jobs\/query\/(\w+)(\/results)?$/.exec(rest) ?? [];
      return isResults ? jobs.results(id, request, version) : jobs.state(id);
    },
  };
  return face;
}

/** The client credentials flow. */
function openTokens() {
  let [granted, expired] = [0, 0];
  return {
    expire: () => {
      expired = granted;
    },
    accept: ({ headers }: VendorRequest) => {
      const number = /^Bearer 00D!token(\d+)$/.exec(headers.authorization ?? '')?.[1];
      return number !== undefined && Number(number) > expired;
    },
    grant: (request: VendorRequest): VendorAnswer => {
      const { grant_type, client_id, client_secret } = Object.fromEntries(request.form());
      const isGood = grant_type === 'client_credentials' && client_id === 'app';
      if (!isGood || client_secret !== 'sesame')
        return { status: 400, body: { error: 'invalid_client', error_description: 'no such app' } };
      granted += 1;
      const id = 'https://login.salesforce.com/id/00Dxx0000001gPLEAY/005xx000001SwiUAAS';
      const instance_url = `http://${request.headers.host}`;
      const access_token = `00D!token${granted}`;
      return { body: { access_token, instance_url, id, token_type: 'Bearer', issued_at: '1' } };
    },
  };
}

function describe(object: string, { options, records }: SalesforceFace): VendorAnswer {
  if (options.closed?.includes(object)) return failure(404, 'NOT_FOUND');
  const filled = [...(records.get(object)?.values() ?? [])].flatMap((one) => Object.keys(one));
  const fields = [...new Set([...(fieldsOf[object] ?? []), ...filled])]
    .filter((name) => !options.without?.[object]?.includes(name))
    .map((name) => ({ name }));
  return { body: { name: object, queryable: true, fields } };
}

/** As documented: cached, without what is in the recycle bin, for users who may see the setup. */
function counted({ query }: VendorRequest, { options, records }: SalesforceFace): VendorAnswer {
  if (options.hidesCounts) return failure(403, 'INSUFFICIENT_ACCESS');
  const name = query.get('sObjects') ?? '';
  const all = [...(records.get(name)?.values() ?? [])];
  const count = all.filter(({ IsDeleted }) => IsDeleted !== 'true').length;
  return { body: { sObjects: [{ count, name }] } };
}
