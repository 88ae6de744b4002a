import { parse, stringify } from 'devalue';
import type { Account } from '../account.ts';
import { owner } from './company.ts';
import { objectsOf } from './kept.ts';

/** What an account holds, in a form in which two that should be the same are equal. */
export interface Comparable {
  readonly objects: ReadonlyMap<string, string>;
  readonly mails: readonly string[];
}

/** After the same execution: all of it to the byte, but when a receipt or a failure was written and by which call. */
export function exactly(account: Account): Comparable {
  const undated = (text: string) => text.replace(/("(at|attempt|message_id)": ").*(")/g, '$1$3');
  const objects = [...objectsOf(account)].map(
    ([path, text]) => [path, /\/(receipts|failures)\//.test(path) ? undated(text) : text] as const,
  );
  return { objects: new Map(objects), mails: mailsOf(account) };
}

/**
 * After whatever number of executions. Other than in `exactly` may be
 * - orders and failures: each execution has its own, and says why it was asked for or ended;
 * - receipts: who sent in the end and what was in doubt before; that it was sent is the same;
 * - notices to the owner, of executions that failed;
 * - landed and staged rows that the report does not rest on: those of executions that were given up, which
 *   nobody reads, or which did at the same moment what another one did, and are the same;
 * - the name of the snapshot and of the landing that the report does rest on, where it is written down.
 */
export function inTheEnd(account: Account): Comparable {
  const all = objectsOf(account);
  const { snapshot, landing } = restedOn(all);
  const isOurs = (path: string) =>
    path.includes(`/snapshot=${snapshot}/`) ||
    path.includes(`/run=${landing}/`) ||
    [`runs/${landing}.json`, `names/${snapshot}`, `snapshots/${snapshot}.json`].some((one) =>
      path.endsWith(`/${one}`),
    );
  const isSeen = (path: string) => {
    if (/\/(orders|failures|notices)\//.test(path)) return false;
    return /^lake\/(landed|rejected|staged)\//.test(path) ? isOurs(path) : true;
  };
  const renamed = (path: string) =>
    path
      .replace(landing, 'the-landing')
      .replace(/(snapshot=|names\/|snapshots\/)[\d.-]+\d/, '$1one');
  const objects = [...all]
    .filter(([path]) => isSeen(path))
    .map(([path, text]) => [renamed(path), unnamed(path, text, landing)] as const);
  const isNotice = (mail: string) => mail.startsWith(owner);
  return { objects: new Map(objects), mails: mailsOf(account).filter((mail) => !isNotice(mail)) };
}

/** What lies under a path, without the names of the landing and the snapshot. */
function unnamed(path: string, text: string, landing: string): string {
  if (path.includes('/receipts/')) return JSON.parse(text).status;
  if (path.endsWith('/values/totals.json')) {
    // Values that are the same are written once here, and the name of a first snapshot is its date.
    const values = parse(text);
    const snapshot = { ...values.snapshot, snapshot: '', landing: '' };
    return stringify({ ...values, snapshot });
  }
  return text
    .replaceAll(landing, 'the-landing')
    .replace(/("(snapshot|name)": ")[\d.-]+"/g, '$1the-snapshot"');
}

/** What is not as it should be, one line each; none where all is. */
export function differences(found: Comparable, wanted: Comparable): readonly string[] {
  const paths = new Set([...found.objects.keys(), ...wanted.objects.keys()]);
  const objects = [...paths].flatMap((path) => {
    const [is, should] = [found.objects.get(path), wanted.objects.get(path)];
    if (is === should) return [];
    if (is === undefined || should === undefined)
      return `${path} is ${is === undefined ? 'missing' : 'left over'}`;
    const lines = should.split('\n');
    const line = is.split('\n').find((text, n) => text !== lines[n]);
    return `${path} differs: ${line?.slice(0, 200)}`;
  });
  const mails = (one: Comparable, other: Comparable, what: string) =>
    one.mails
      .filter((mail, n) => mail !== other.mails[n])
      .map((mail) => `${what}: ${mail.slice(0, 40)}`);
  return [...objects, ...mails(found, wanted, 'mailed'), ...mails(wanted, found, 'to be mailed')];
}

/** The rows that the report was made of, by its manifest. */
function restedOn(objects: ReadonlyMap<string, string>) {
  const manifests = [...objects].filter(([path]) => path.endsWith('/manifest.json'));
  if (manifests.length !== 1) throw new Error(`there are ${manifests.length} reports`);
  const snapshot: string = JSON.parse(manifests[0]?.[1] ?? '').snapshot.name;
  const record = objects.get(`lake/staged/snapshots/${snapshot}.json`) ?? 'null';
  return { snapshot, landing: String(JSON.parse(record).landing) };
}

const mailsOf = ({ mails }: Account) => mails.map(({ to, raw }) => `${to}\n${raw}`).sort();
