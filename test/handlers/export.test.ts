import { describe, expect, it } from 'vitest';
import type { MadeUp } from '../exports/made_up_source.ts';
import { type Exporting, openExporting, unfolded } from './exporting.ts';

const scheduled = (day: string) => ({ export: { scheduled: `2026-11-${day}T03:00:00Z` } });
const asked = (more: object = {}) => ({ export: { reason: 'a test', ...more } });

function put(vendor: MadeUp | undefined, count: number, at = '2026-11-01T00:00:00.000Z') {
  for (let n = 1; n <= count; n += 1) {
    const id = `t${String(n).padStart(4, '0')}`;
    vendor?.things.set(id, { id, at, gone: false, is: n });
  }
}

async function withThings(count = 5): Promise<Exporting> {
  const exporting = await openExporting();
  for (const vendor of Object.values(exporting.vendors)) put(vendor, count);
  return exporting;
}

/** A day later, for vendor and stack. */
function tomorrow({ account, vendors }: Exporting, now = '2026-11-03T03:00:00.000Z') {
  account.clock.set(now);
  for (const vendor of Object.values(vendors)) vendor.now = now;
}

class VendorDown extends Error {
  override readonly name = 'VendorDown';
}

describe('the daily schedule', () => {
  it('exports every source of the stage into the drop, each in an execution of its own', async () => {
    const exporting = await withThings();
    const answer = await exporting.ask(scheduled('02'));
    expect(answer).toEqual({
      exports: ['hubspot', 'stripe'].map((source) => ({
        ...{ source, execution: `${source}-2026-11-02-01`, joined: false, state: 'RUNNING' },
        execution_arn: `arn:execution:${source}-2026-11-02-01`,
      })),
      next: `aws lambda invoke --function-name start --cli-binary-format raw-in-base64-out --payload '{"status":"exports"}' /dev/stdout`,
    });
    await exporting.run();
    expect(new Set(Object.values(exporting.states()))).toEqual(new Set(['SUCCEEDED']));
    expect(exporting.ids('hubspot')).toHaveLength(5);
    expect(exporting.ids('stripe')).toHaveLength(5);
    expect(exporting.account.mails).toEqual([]);
  });

  it('asks for what changed on the next day', async () => {
    const exporting = await withThings();
    await exporting.invoke(scheduled('02'));
    tomorrow(exporting);
    put(exporting.vendors.stripe, 7, '2026-11-02T20:00:00.000Z');
    await exporting.invoke(scheduled('03'));
    expect(exporting.ids('stripe')).toHaveLength(7);
    expect(Object.keys(exporting.states())).toContain('stripe-2026-11-03-01');
  });

  it('begins nothing a second time when the scheduler comes twice, early or late', async () => {
    const exporting = await withThings();
    await exporting.ask(scheduled('02'));
    const meanwhile = await exporting.ask(scheduled('02'));
    await exporting.run();
    const late = await exporting.invoke(scheduled('02'));
    expect(meanwhile.exports.map(({ joined, state }) => [joined, state])).toEqual([
      ...[
        [true, 'RUNNING'],
        [true, 'RUNNING'],
      ],
    ]);
    expect(late.exports.map(({ joined, state }) => [joined, state])).toEqual([
      ...[
        [true, 'SUCCEEDED'],
        [true, 'SUCCEEDED'],
      ],
    ]);
    expect(Object.keys(exporting.states())).toHaveLength(2);
  });
});

describe('an export that runs out of time', () => {
  it('is called again until it is done, and has the same rows as one that did not', async () => {
    const exporting = await withThings(25);
    exporting.pagesACall = 3;
    await exporting.invoke(asked({ sources: ['hubspot'] }));
    // Two a page, thirteen pages; the call that finds no more time for a page has read three.
    expect(exporting.calls.length).toBeGreaterThan(4);
    expect(exporting.ids('hubspot')).toHaveLength(25);
    expect(exporting.states()).toEqual({ 'hubspot-2026-11-02-01': 'SUCCEEDED' });
    for (const call of exporting.calls)
      expect(Object.keys(call).sort()).toEqual([
        ...['accept_deletes', 'execution', 'since', 'source'],
      ]);
  });

  it('rests between two calls, so that a vendor that wants to be left alone is', async () => {
    const exporting = await withThings(25);
    const before = Date.parse(exporting.account.clock.now());
    exporting.pagesACall = 3;
    await exporting.invoke(asked({ sources: ['hubspot'] }));
    const rests = (Date.parse(exporting.account.clock.now()) - before) / 60_000;
    expect(rests).toBe(exporting.calls.length - 1);
  });
});

describe('a source that cannot be exported', () => {
  async function failing(error: Error, day = '02') {
    const exporting = await withThings();
    await exporting.invoke(scheduled('01'));
    tomorrow(exporting);
    const { stripe } = exporting.vendors;
    if (stripe)
      stripe.beforePage = () => {
        throw error;
      };
    put(exporting.vendors.hubspot, 6, '2026-11-02T20:00:00.000Z');
    await exporting.invoke(scheduled(day));
    return exporting;
  }

  it('fails its own execution, and the others are exported', async () => {
    const exporting = await failing(new VendorDown('stripe gave no answer to /v1/customers'));
    expect(exporting.states()['stripe-2026-11-03-01']).toBe('FAILED');
    expect(exporting.states()['hubspot-2026-11-03-01']).toBe('SUCCEEDED');
    expect(exporting.ids('hubspot')).toHaveLength(6);
    expect(exporting.ids('stripe')).toHaveLength(5);
  });

  it('is asked four times more before it is given up, since a vendor comes back', async () => {
    const exporting = await failing(new VendorDown('stripe gave no answer'));
    const calls = exporting.calls.filter(({ execution }) => execution === 'stripe-2026-11-03-01');
    expect(calls).toHaveLength(5);
  });

  it('is told to the owner once: which, why, who acts, of when reports are, and the command', async () => {
    const exporting = await failing(new VendorDown('stripe gave no answer to /v1/customers'));
    const [mail, ...others] = exporting.account.mails;
    expect(others).toEqual([]);
    expect(mail?.to).toBe('owner@example.com');
    expect(mail?.raw).toMatch(/^Subject: CS Pulse: stripe was not exported \(VendorDown\)/m);
    const said = unfolded(mail?.raw);
    expect(said).toContain('VendorDown: stripe gave no answer to /v1/customers');
    expect(said).toContain('the next export goes on from there by itself');
    expect(said).toContain('everything until 2026-11-02 02:59 UTC');
    expect(said).toContain('{"export":{"sources":["stripe"],"reason":"after VendorDown"}}');
    expect(said).not.toContain('accept_deletes');
  });

  it('is said to have given nothing so far where it never did', async () => {
    const exporting = await withThings();
    await exporting.account.outside.settings.write(
      'settings.json',
      '{"exports": {"full_read_days": 99}}',
    );
    await exporting.invoke(asked({ sources: ['hubspot'] }));
    const said = unfolded(exporting.account.mails[0]?.raw);
    expect(said).toContain('hubspot was not exported (BadSettings)');
    expect(said).toContain('full_read_days');
    expect(said).toContain('hubspot was never exported: reports have nothing of it.');
    expect(said).toContain('mend the secret of hubspot');
  });

  it('is mended by uploading settings that were missing', async () => {
    const exporting = await withThings();
    await exporting.account.outside.settings.remove('settings.json');
    const call = () => exporting.call({ source: 'hubspot' });
    await expect(call()).rejects.toMatchObject({
      name: 'BadSettings',
      message: /no settings\.json/,
    });
    await exporting.account.outside.settings.write('settings.json', '{}');
    expect(await call()).toEqual({ done: true });
  });

  it('comes with the command that lets deletions pass, where many records are gone at once', async () => {
    const exporting = await withThings(300);
    await exporting.invoke(scheduled('02'));
    tomorrow(exporting, '2026-11-12T03:00:00.000Z');
    const { hubspot } = exporting.vendors;
    for (const id of [...(hubspot?.things.keys() ?? [])].slice(100)) hubspot?.things.delete(id);
    await exporting.invoke(asked({ sources: ['hubspot'] }));
    expect(exporting.ids('hubspot')).toHaveLength(300);
    const said = unfolded(exporting.account.mails.at(-1)?.raw);
    expect(said).toContain('200 of 300 records are no longer there');
    const command = /\{"export":\{"sources":\["hubspot"\],"accept_deletes":true.*?\}\}/.exec(
      said,
    )?.[0];
    await exporting.invoke(JSON.parse(command ?? ''));
    expect(exporting.ids('hubspot')).toHaveLength(100);
  });
});

describe('who asks while an export runs', () => {
  it('joins it: twenty at once are one', async () => {
    const exporting = await withThings();
    const ask = () => exporting.ask(asked({ sources: ['stripe'] }));
    const answers = await Promise.all(Array.from({ length: 20 }, ask));
    expect(new Set(answers.map(({ exports: [one] }) => one?.execution))).toEqual(
      new Set(['stripe-2026-11-02-01']),
    );
    await exporting.run();
    expect(exporting.calls).toHaveLength(1);
  });

  it('joins the one that began before midnight', async () => {
    const exporting = await withThings();
    await exporting.ask(asked({ sources: ['stripe'] }));
    tomorrow(exporting);
    const answer = await exporting.ask(scheduled('03'));
    expect(answer.exports.map(({ execution, joined }) => [execution, joined])).toEqual([
      ['hubspot-2026-11-03-01', false],
      ['stripe-2026-11-02-01', true],
    ]);
  });

  it('is refused where the one that runs does not do what they want', async () => {
    const exporting = await withThings();
    await exporting.ask(asked({ sources: ['stripe'] }));
    const more = [{ accept_deletes: true }, { since: '2024-01-01' }];
    for (const want of more)
      await expect(exporting.ask(asked({ sources: ['stripe'], ...want }))).rejects.toThrow(
        'stripe is being exported at this moment (stripe-2026-11-02-01)',
      );
  });

  it('starts what a call before left behind, and only then says what it does not do', async () => {
    const exporting = await withThings();
    const { machine } = exporting.account.outside;
    const begin = machine.start;
    Object.assign(machine, { start: () => Promise.reject(new Error('killed')) });
    await expect(exporting.ask(asked({ sources: ['stripe'] }))).rejects.toThrow('killed');
    Object.assign(machine, { start: begin });
    const want = asked({ sources: ['stripe'], accept_deletes: true });
    await expect(exporting.ask(want)).rejects.toThrow('without what you ask for');
    await exporting.run();
    expect(exporting.states()).toEqual({ 'stripe-2026-11-02-01': 'SUCCEEDED' });
    const next = await exporting.invoke(want);
    expect(next.exports[0]).toMatchObject({ execution: 'stripe-2026-11-02-02', joined: false });
  });

  it('begins the next one when it has ended', async () => {
    const exporting = await withThings();
    await exporting.invoke(asked({ sources: ['stripe'] }));
    const answer = await exporting.invoke(asked({ sources: ['stripe'] }));
    expect(answer.exports[0]).toMatchObject({ execution: 'stripe-2026-11-02-02', joined: false });
  });

  it('is stopped by the state of the source where the function is called past start', async () => {
    const exporting = await withThings(25);
    const settled = await Promise.allSettled(
      [1, 2].map(() => exporting.call({ source: 'stripe' })),
    );
    const failures = settled.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []));
    expect(failures.map(({ name }) => name)).toEqual(['VendorDown']);
    expect(failures[0].message).toContain('Another process exports stripe at this moment');
    expect(exporting.ids('stripe')).toHaveLength(25);
  });
});

describe('an export that cannot be asked for', () => {
  it('is refused at once with what is wrong and one that can', async () => {
    const exporting = await withThings();
    const refused = async (more: object, problem: string) =>
      expect(exporting.ask({ export: more })).rejects.toThrow(problem);
    await refused({ sources: ['pipedrive'], reason: 'a test' }, 'export.sources.0: ');
    await refused({ sources: [], reason: 'a test' }, 'export.sources: name a source');
    await refused({}, 'export.reason: say why');
    await refused({ since: 'May', reason: 'a test' }, 'export.since: write a day, e.g. 2024-01-31');
    await refused(
      { accept_deletes: true, reason: 'a test' },
      'name the one source whose deletions',
    );
    await refused({ scheduled: 'now' }, 'export.scheduled: ');
    await refused({ reason: 'x' }, 'One that can: {"export": {"sources": ["hubspot"]');
    await refused(
      { sources: ['zendesk'], reason: 'a test' },
      'zendesk is not exported in this stage, which has hubspot, stripe',
    );
  });

  it('is refused in a stage that exports nothing, with where to switch it on', async () => {
    const none = await openExporting({ sources: [] });
    for (const payload of [asked(), scheduled('02'), { status: 'exports' }])
      await expect(none.ask(payload)).rejects.toThrow('exports.sources in infra/stages.ts');
  });

  it('begins where history was asked to begin', async () => {
    const exporting = await withThings();
    await exporting.invoke(asked({ sources: ['hubspot'], since: '2026-06-01' }));
    expect(exporting.calls[0]).toMatchObject({ since: '2026-06-01T00:00:00.000Z' });
    const status = await exporting.ask({ status: 'exports' });
    expect(status.exports[0]).toMatchObject({ since: '2026-06-01T00:00:00.000Z' });
    const earlier = asked({ sources: ['hubspot'], since: '2020-01-01' });
    await expect(exporting.ask(earlier)).rejects.toThrow(
      'hubspot was exported before, from 2026-06-01 on: "since" counts on the first export alone',
    );
  });
});

describe('the status of exports', () => {
  it('says of each source until when reports have it, and what its last executions did', async () => {
    const exporting = await withThings();
    const { stripe } = exporting.vendors;
    await exporting.invoke(asked({ sources: ['hubspot'] }));
    if (stripe)
      stripe.beforePage = () => {
        throw new VendorDown('stripe gave no answer');
      };
    await exporting.invoke(scheduled('02'));
    const { exports } = await exporting.ask({ status: 'exports' });
    expect(exports).toMatchObject([
      {
        ...{ source: 'hubspot', scheduled: true, exported_until: '2026-11-02T02:59:00.000Z' },
        ...{ since: null, rows: { features: 5 }, said: [] },
        executions: [
          { state: 'SUCCEEDED', asked_by: 'schedule', reason: 'schedule of 2026-11-02T03:00:00Z' },
          { state: 'SUCCEEDED', asked_by: 'person', reason: 'a test' },
        ],
      },
      {
        ...{ source: 'stripe', exported_until: null },
        executions: [{ state: 'FAILED', failure: { error: 'VendorDown' } }],
      },
    ]);
  });
});
