import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Drops, openDrops } from './drops.ts';

const small = { accounts: 40, months: 8 };

let drops: Drops;

beforeAll(async () => {
  drops = await openDrops();
  await drops.write('once', { options: small });
});

afterAll(() => drops.close());

describe('the demo company’s events', () => {
  it('happen and arrive before the day of its making', async () => {
    const last = `select cast(max(received_at) as varchar) from ${drops.events('once')}`;
    expect(await drops.value(last)).toMatch(/^2026-11-01/);
    const late = `select count(*) from ${drops.events('once')} where received_at < occurred_at`;
    expect(await drops.value(late)).toBe(0n);
  });

  it('have ids of their own', async () => {
    const twice = `select count(*) - count(distinct event_id) from ${drops.events('once')}`;
    expect(await drops.value(twice)).toBe(0n);
  });

  it('are of users who have access', async () => {
    const strangers = `
      select count(*) from ${drops.events('once')} as event
      left join ${drops.csv('once', 'users')} as person
        on person.user_id = event.user_id and person.account_id = event.account_id
        and event.occurred_at >= person.signed_up_at
        and (person.deactivated_at is null or event.occurred_at < person.deactivated_at)
      where person.user_id is null`;
    expect(await drops.value(strangers)).toBe(0n);
  });

  it('hold the session in which a milestone was reached', async () => {
    const lost = `
      select count(*) from ${drops.csv('once', 'onboarding_milestones')} as milestone
      where milestone.completed_at >= timestamp '2026-03-01' and milestone.session_id is not null
        and milestone.session_id not in (select session_id from ${drops.events('once')})`;
    expect(await drops.value(lost)).toBe(0n);
  });

  it('begin every session with a login', async () => {
    const others = `
      select count(*) from (
        select min_by(event_name, (occurred_at, event_id)) as opening
        from ${drops.events('once')} group by session_id
      ) where opening <> 'login'`;
    expect(await drops.value(others)).toBe(0n);
  });

  it('use known features only', async () => {
    const unknown = `
      select count(*) from ${drops.events('once')}
      where event_name <> 'login'
        and (feature_id is null or feature_id not in (select feature_id from ${drops.csv('once', 'features')}))`;
    expect(await drops.value(unknown)).toBe(0n);
  });

  it('stay the same when accounts are added', async () => {
    await drops.write('more', { options: { ...small, accounts: 45 } });
    const known = `select account_id from ${drops.csv('once', 'accounts')}`;
    const changed = `
      select count(*) from (
        (select * from ${drops.events('more')} where account_id in (${known})
          except all select * from ${drops.events('once')})
        union all
        (select * from ${drops.events('once')}
          except all select * from ${drops.events('more')} where account_id in (${known})))`;
    expect(await drops.value(changed)).toBe(0n);
  });

  it('grow with the volume asked for', async () => {
    await drops.write('loud', { options: { ...small, event_volume: 3 } });
    const [quiet, loud] = await Promise.all(
      ['once', 'loud'].map((name) => drops.value(`select count(*) from ${drops.events(name)}`)),
    );
    expect(Number(loud)).toBeGreaterThan(1.5 * Number(quiet));
  });
});
