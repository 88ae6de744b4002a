import fc from 'fast-check';
import { expect, it } from 'vitest';
import { deep } from '../../deep.ts';
import { idOf, later, type Opened, openSalesforce } from './opened.ts';

/** What happens at Salesforce, between two exports or while one reads. */
const happening = fc.record({
  what: fc.constantFrom('put', 'put', 'late', 'delete', 'restore', 'merge'),
  n: fc.nat(8),
  /** Results asked for until it happens; 0: before the export. */
  after: fc.nat(3),
});

const round = fc.record({
  happenings: fc.array(happening, { maxLength: 6 }),
  minutes: fc.integer({ min: 0, max: 90 }),
  /** Pages after which the process ends; later calls go on. */
  calls: fc.array(fc.nat(2), { maxLength: 2 }),
});

const history = fc.record({
  pageSize: fc.integer({ min: 1, max: 4 }),
  rounds: fc.array(round, { minLength: 1, maxLength: 4 }),
});

type Told = typeof history extends fc.Arbitrary<infer Value> ? Value : never;

const account = (n: number) => idOf('001', n);

/** Salesforce's times of change are whole seconds. */
const second = (instant: string) => `${instant.slice(0, 19)}.000Z`;

function happen(
  org: Opened,
  { what, n }: { readonly what: string; readonly n: number },
  turn: number,
) {
  const known = org.face.records.get('Account')?.get(account(n));
  // Within the transaction that wrote it, a record is seen by nobody for minutes.
  const at = second(later(org.vendor.now, what === 'late' && !known ? -9 : 0));
  const changed = { Id: account(n), SystemModstamp: at };
  if (what === 'put' || what === 'late') org.put('Account', { ...changed, Name: `v${turn}` });
  else if (!known) return;
  else if (what === 'delete') org.put('Account', { ...changed, IsDeleted: 'true' });
  else if (what === 'restore')
    org.put('Account', { ...changed, IsDeleted: 'false', MasterRecordId: null });
  else org.put('Account', { ...changed, IsDeleted: 'true', MasterRecordId: account(n + 1) });
}

/** What the accounts are at Salesforce, as rows would say it. */
function truth({ face }: Opened) {
  const all = [...(face.records.get('Account')?.values() ?? [])];
  const seen = all.filter((one) => one.IsDeleted === 'false' || one.MasterRecordId);
  return Object.fromEntries(seen.map((one) => [one.Id, [one.Name, one.MasterRecordId ?? null]]));
}

const found = ({ one }: Opened) =>
  Object.fromEntries(
    one.rows('accounts').map((row) => [row.account_id, [row.name, row.merged_into_account_id]]),
  );

async function exported(org: Opened, pages: number) {
  const isResults = ({ path }: { readonly path: string }) => path.endsWith('/results');
  const before = org.vendor.requests.length;
  const left = () => {
    const read = org.vendor.requests.slice(before).filter(isResults).length;
    return read > pages ? 0 : Number.POSITIVE_INFINITY;
  };
  return org.one.export({ left });
}

async function play(org: Opened, { rounds }: Told): Promise<void> {
  let turn = 0;
  const { handle } = org.face;
  for (const { happenings, minutes, calls } of rounds) {
    let results = 0;
    const due = () => {
      for (const one of happenings.filter(({ after }) => after === results)) {
        turn += 1;
        happen(org, one, turn);
      }
    };
    due();
    org.face.handle = (request) => {
      const answer = handle(request);
      if (request.path.endsWith('/results')) {
        results += 1;
        due();
      }
      return answer;
    };
    for (const pages of calls) await exported(org, pages);
    await org.one.export();
    org.pass(minutes);
  }
  org.face.handle = handle;
}

it('any interleaving of changes, deletes, merges and ends of processes gives the final state', async () => {
  await fc.assert(
    fc.asyncProperty(history, async (told) => {
      const org = await openSalesforce({
        ...{ only: ['Account'], pageSize: told.pageSize, pollsPerJob: 0 },
        exports: { full_read_days: 28 },
      });
      try {
        await play(org, told);
        org.pass(5);
        await org.one.export();
        expect(found(org)).toEqual(truth(org));
        const gone = account(0);
        org.face.purge('Account', gone);
        org.pass(29 * 24 * 60);
        await org.one.export({ acceptsDeletes: true });
        const { [gone]: _, ...others } = truth(org);
        const { [gone]: survivor, ...rest } = found(org);
        expect(rest).toEqual(others);
        // Purged, and yet known where it went to; else it is no account any more.
        if (survivor) expect(survivor[1]).not.toBeNull();
      } finally {
        await org.close();
      }
    }),
    { numRuns: deep ? 60 : 4 },
  );
}, 300_000);
