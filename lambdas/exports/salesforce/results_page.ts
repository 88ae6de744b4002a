import type { Answer, Api, Page } from '../source.ts';
import { type BulkCursor, followingRange, written } from './cursor.ts';
import { jobResults } from './jobs.ts';
import { type Org, pause } from './org.ts';
import { checkColumns, parseResults } from './results_csv.ts';
import { WrongResults } from './wrong_results.ts';

type Complete = BulkCursor & { readonly job: string; readonly total: number };

/**
 * A page of a complete job's results, held against everything that Salesforce says of it; `gone` where they
 * have expired.
 */
export async function resultsPage(
  api: Api,
  org: Org,
  object: string,
  at: Complete,
): Promise<Page | 'gone'> {
  const locator = at.locator === null ? {} : { locator: at.locator };
  const query = { maxRecords: org.pageSize, ...locator };
  const { is, answer } = await jobResults(api, at.version, at.job, query);
  if (is === 'gone') return 'gone';
  if (is === 'later') {
    await pause(org, at.job, at.polls);
    return { received: [], next: written({ ...at, polls: at.polls + 1 }), isWaiting: true };
  }
  const where = `salesforce: ${object}, job ${at.job}, page ${at.page + 1}`;
  const rows = checkedRows(answer, at.columns, where);
  const after = { ...at, polls: 0, page: at.page + 1, rows: at.rows + rows };
  const next = followingLocator(answer, at, where);
  if (next !== null && after.rows <= at.total)
    return { received: [answer.received], next: written({ ...after, locator: next }) };
  checkTotal(after, next, where);
  return lastPage(answer, after, rows);
}

function checkedRows(answer: Answer, columns: readonly string[], where: string): number {
  const { body } = answer.received;
  const results = parseResults(body, where);
  const { rows } = results;
  const said = answer.headers.get('sforce-numberofrecords') ?? '';
  if (!/^\d+$/.test(said) || Number(said) !== rows.length)
    throw new WrongResults(
      `${where}: has ${rows.length} rows, and Salesforce says ${said || 'nothing'} of its number; export again`,
    );
  if (body !== '') checkColumns(results, columns, where);
  return rows.length;
}

/** What the page names as the next one; null at the end, which is the word and not its absence. */
function followingLocator({ headers }: Answer, at: Complete, where: string): string | null {
  const locator = headers.get('sforce-locator');
  if (locator === 'null') return null;
  if (!locator || locator === at.locator)
    throw new WrongResults(
      `${where}: names ${locator ? 'itself' : 'nothing'} as the next page; export again`,
    );
  return locator;
}

function checkTotal(at: Complete, next: string | null, where: string): void {
  if (next === null && at.rows === at.total) return;
  throw new WrongResults(
    `${where}: ${at.rows} rows came of ${at.total}${next === null ? '' : ', and there would be more'}; nothing of them is used, export again`,
  );
}

/** The end of a range, and of the stream where it was the last one. */
function lastPage({ received }: Answer, at: Complete, rows: number): Page {
  const following = followingRange(at);
  if (!following) return { received: [received], next: null, total: at.before + at.total };
  const next = written(following);
  // Ranges without a record are no pages, or a few of them would look like an end that never comes.
  return rows === 0 ? { received: [], next, isWaiting: true } : { received: [received], next };
}
