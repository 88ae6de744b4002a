import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { zendesk } from '../../lambdas/exports/zendesk/zendesk.ts';
import { openVendor, type Vendor, type VendorAnswer } from '../exports/vendors/server.ts';
import { ZendeskFace } from '../exports/vendors/zendesk_face.ts';
import { type Exporting, openExporting, unfolded } from './exporting.ts';

const sentinel = 'SENTINEL-4711';
const face = new ZendeskFace();
let vendor: Vendor;

beforeAll(async () => {
  face.credentials.add(`admin@example.com/token:${sentinel}`);
  face.ticket(1, '2026-11-01T09:00:00Z');
  vendor = await openVendor(face);
});
afterAll(() => vendor.close());

const good = () => ({
  ...{ subdomain: 'acme', email: 'admin@example.com', api_token: sentinel },
  address: vendor.address,
});

/** Exports with the secret; everything that anybody could see of it afterwards, and how it ended. */
async function seen(secret: unknown): Promise<{ exporting: Exporting; everything: string }> {
  const exporting = await openExporting({
    ...{ secret, sources: ['zendesk'] },
    source: (_, settings) => zendesk(settings.zendesk),
  });
  const answer = await exporting.invoke({ export: { reason: 'a test' } });
  const status = await exporting.ask({ status: 'exports' });
  const everything = [
    ...[JSON.stringify(answer), JSON.stringify(status), JSON.stringify(exporting.calls)],
    ...exporting.account.mails.flatMap(({ raw }) => [raw, unfolded(raw)]),
    ...exporting.told,
    ...[...exporting.files()].flat(),
  ].join('\n');
  return { exporting, everything };
}

const basic = () => Buffer.from(`admin@example.com/token:${sentinel}`).toString('base64');
function expectNothing(everything: string) {
  expect(everything).not.toContain(sentinel);
  expect(everything).not.toContain(basic());
}

describe('a secret is in no log, answer, mail or file', () => {
  it('of an export that succeeds', async () => {
    const { exporting, everything } = await seen(good());
    expect(Object.values(exporting.states())).toEqual(['SUCCEEDED']);
    expect(everything).toContain('exports/exports/tickets/zendesk.jsonl.gz');
    expectNothing(everything);
  });

  it.each<[string, () => unknown, RegExp]>([
    [
      'where its shape is wrong',
      () => ({ ...good(), api_token: [sentinel] }),
      /secret of Zendesk is not as it should be/i,
    ],
    ['where it stands in a wrong place', () => ({ ...good(), [sentinel]: 1 }), /does not know/],
    ['where it is a text', () => sentinel, /its shape/],
    [
      'where the vendor refuses it',
      () => ({ ...good(), api_token: `${sentinel}-old` }),
      /does not know the credentials/,
    ],
  ])('of one that fails %s, and the owner must act', async (_, secret, why) => {
    const { exporting, everything } = await seen(secret());
    expect(Object.values(exporting.states())).toEqual(['FAILED']);
    const [mail] = exporting.account.mails;
    expect(unfolded(mail?.raw)).toMatch(/zendesk was not exported \(BadSettings\)/);
    expect(unfolded(mail?.raw)).toMatch(why);
    expectNothing(everything);
  });

  it.each<[string, VendorAnswer | 'html' | 'reset']>([
    ['repeats it', { status: 500, body: { error: sentinel, token: sentinel } }],
    [
      'redirects with it',
      { status: 302, headers: { location: `https://${sentinel}@x/` }, body: '' },
    ],
    ['forbids it by name', { status: 403, body: { error: sentinel } }],
    ['breaks off', 'reset'],
  ])('of one whose vendor %s', async (_, what) => {
    vendor.faults.push({ when: ({ path }) => path.includes('/incremental/'), what });
    const { everything } = await seen(good());
    vendor.faults.length = 0;
    expectNothing(everything);
  });
});
