import { beforeAll, describe, expect, it } from 'vitest';
import { openFolder } from '../../../lambdas/local/folder.ts';
import { deep } from '../../deep.ts';
import { openCloud, type Process, type Spawn, sound } from '../cloud.ts';
import { monday, tinyAccount } from './company.ts';
import { exactly } from './differences.ts';

const header = 'event_id,account_id,user_id,event_name,occurred_at';
const days = ['10-26', '10-27', '10-28', '10-29', '10-30'];
const eventsOf = (day: string) =>
  `${header}\n${day},a1,u-a1,login,2026-${day}T10:00:00Z\n${day}-x,,u-a1,login,2026-${day}T11:00:00Z\n`;

interface Shared {
  readonly bytesPerLanding?: number;
  /** Files that are not as `eventsOf` writes them. */
  readonly files?: Readonly<Record<string, string>>;
  readonly process?: (process: Process, payload: unknown) => Process;
}

/** The tiny company with a file of events for each day, after its Monday; and the shares that were landed. */
async function afterMonday({ bytesPerLanding = 1e9, files = {}, process }: Shared = {}) {
  const account = await tinyAccount();
  const drop = openFolder(`${account.root}/lake/exports/exports`);
  await drop.remove('events.parquet');
  for (const day of days) await drop.write(`events/${day}.csv`, files[day] ?? eventsOf(day));
  const shares: unknown[] = [];
  const spawn: Spawn = (name, _, payload) => {
    const { share } = (name === 'land' ? payload : {}) as { readonly share?: unknown };
    if (share !== undefined) shares.push(share);
    const own = sound({ ...account.outside, bytesPerLanding });
    return process?.(own, payload) ?? own;
  };
  await openCloud(account, spawn).schedule(monday);
  return { shares, after: exactly(account) };
}

const bytes = days.reduce((sum, day) => sum + eventsOf(day).length, 0);
const three = [0, 1, 2].map((no) => ({ no, of: 3 }));

let one: Awaited<ReturnType<typeof afterMonday>>;
beforeAll(async () => {
  one = await afterMonday({ bytesPerLanding: bytes });
}, 120_000);

describe('a landing of more than one function reads in minutes', () => {
  it('is shared out, and leaves what one landing leaves, to the byte', async () => {
    const { shares, after } = await afterMonday({ bytesPerLanding: Math.ceil(bytes / 3) });
    expect(one.shares).toEqual([]);
    expect(shares).toEqual([...three, 'rest']);
    expect(one.after.mails.length).toBeGreaterThan(0);
    expect(after).toEqual(one.after);
  }, 120_000);

  it.runIf(deep)(
    'is done by the rest where a share can never do its own',
    async () => {
      const killed = (process: Process, payload: unknown): Process => {
        const { share } = payload as { readonly share?: { readonly no?: number } };
        return share?.no === 1 ? { ...process, isKilled: () => true } : process;
      };
      const bytesPerLanding = Math.ceil(bytes / 3);
      const { shares, after } = await afterMonday({ bytesPerLanding, process: killed });
      expect(shares.filter((share) => share !== 'rest')).toHaveLength(3 + 4);
      expect(after.mails).toEqual(one.after.mails);
    },
    120_000,
  );

  it('tells of all that is wrong as one landing does', async () => {
    const files = { '10-27': 'nothing,we,know\n1,2,3\n', '10-29': 'nor,this\n1,2\n' };
    const alone = await afterMonday({ files });
    const many = await afterMonday({ files, bytesPerLanding: 50 });
    expect(many.shares.length).toBeGreaterThan(3);
    expect(alone.after.mails).toHaveLength(1);
    expect(many.after.mails).toEqual(alone.after.mails);
  }, 120_000);
});
