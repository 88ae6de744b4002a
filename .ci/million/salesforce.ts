import { salesforceFace } from '../../test/exports/vendors/salesforce_face.ts';
import {
  csvOf,
  locatorOf,
  locatorStart,
  type SalesforceRecord,
} from '../../test/exports/vendors/salesforce_shapes.ts';
import { parseSoql } from '../../test/exports/vendors/salesforce_soql.ts';
import type { VendorAnswer, VendorRequest } from '../../test/exports/vendors/server.ts';
import { drawn, type Generated, generated, indexes, instantOf, oneOf } from './generated.ts';

const [accounts, users] = [2000, 20];

/** Salesforce with so many tasks, in the results of query jobs. */
export function salesforce(rows: number): Generated {
  const face = salesforceFace();
  const stamps = { CreatedDate: at(0, 0), SystemModstamp: at(0, 0) };
  for (let nth = 0; nth < users; nth += 1) {
    face.put('User', { Id: userOf(nth), Name: `Person ${nth}`, ...stamps });
  }
  for (let nth = 0; nth < accounts; nth += 1) {
    face.put('Account', { Id: accountOf(nth), Name: `Company ${nth}`, ...stamps });
  }
  return generated(taskJobs(rows), face, {
    secret: (address) => ({
      ...{ login: 'https://acme.my.salesforce.com', client_id: 'app', client_secret: 'sesame' },
      address,
    }),
  });
}

/** Jobs by the query that each was made of; none holds its rows. */
function taskJobs(rows: number) {
  const jobs = new Map<string, { readonly columns: readonly string[]; readonly rows: number }>();
  return (request: VendorRequest): VendorAnswer | null => {
    const [, id, isResults] = /\/jobs\/query(?:\/(750T\w+))?(\/results)?$/.exec(request.path) ?? [];
    if (request.method === 'POST' && request.path.endsWith('/jobs/query')) {
      const text = String(Object(request.json()).query);
      const { object, columns } = parseSoql(text);
      if (object !== 'Task') return null;
      const made = `750T${String(jobs.size).padStart(11, '0')}`;
      // All tasks are older than what changed since an export that was made before.
      jobs.set(made, { columns, rows: text.includes(' WHERE ') ? 0 : rows });
      return { body: { id: made, state: 'UploadComplete' } };
    }
    const job = jobs.get(id ?? '');
    if (!job) return null;
    const { columns, rows: all } = job;
    if (!isResults) return { body: { id, state: 'JobComplete', numberRecordsProcessed: all } };
    const from = locatorStart(request.query.get('locator'));
    const page = indexes(from, Number(request.query.get('maxRecords')), all);
    const headers = {
      'content-type': 'text/csv; charset=UTF-8',
      'sforce-numberofrecords': String(page.length),
      'sforce-locator': from + page.length < all ? locatorOf(from + page.length) : 'null',
    };
    return { headers, body: csvOf(columns, page.map(task)) };
  };
}

const idOf = (prefix: string, nth: number) => `${prefix}${String(nth).padStart(15, '0')}`;
const accountOf = (nth: number) => idOf('001', nth);
const userOf = (nth: number) => idOf('005', nth);
const at = (index: number, salt: number) => instantOf(index, salt).replace('Z', '.000+0000');

function task(index: number): SalesforceRecord {
  const isClosed = drawn(index, 1, 10) < 9;
  const [CreatedDate, SystemModstamp] = [at(index, 2), at(index, 3)];
  return {
    ...{ Id: idOf('00T', index), IsDeleted: drawn(index, 4, 50) === 0 ? 'true' : 'false' },
    ...{ CreatedDate, SystemModstamp, CompletedDateTime: isClosed ? SystemModstamp : null },
    ...{ AccountId: accountOf(drawn(index, 5, accounts)), WhoId: null },
    OwnerId: userOf(drawn(index, 6, users)),
    TaskSubtype: oneOf(['Call', 'Email', 'Task', 'ListEmail'], index, 7),
    Type: oneOf(['Call', 'Email', 'Meeting', null], index, 8),
    CallType: oneOf(['Inbound', 'Outbound', null], index, 9),
    ...{ Status: isClosed ? 'Completed' : 'Not Started', IsClosed: String(isClosed) },
    ...{ IsRecurrence: 'false', ActivityDate: CreatedDate.slice(0, 10) },
  };
}
