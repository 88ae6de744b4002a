import { expect, it } from 'vitest';
import { checkSource } from '../../../lambdas/exports/check_source.ts';
import { hubspot } from '../../../lambdas/exports/hubspot/hubspot.ts';
import { hubspotOptions } from '../../../lambdas/settings/exports/hubspot.ts';
import { inHubspot } from './world.ts';

const source = hubspot(hubspotOptions.parse({}));

it('says how much there is of everything, and what may not be read', () =>
  inHubspot(async ({ face, vendor, put, pass, exported }) => {
    for (let id = 1; id <= 250; id += 1) put('companies', String(id), { name: 'Acme' });
    put('emails', '1', {});
    face.forbidden.add('tickets');
    pass(10);
    const secret = { token: 'token-1', address: vendor.address };
    const { account, objects } = await checkSource(exported.world, source, secret);
    const found = Object.fromEntries(objects.map((one) => [one.object, one]));
    expect(account).toBe('account 4727653');
    expect(found.companies).toMatchObject({ records: 250, isTotal: true });
    expect(found.emails).toMatchObject({ records: 1, isTotal: true });
    expect(found.tickets).toMatchObject({ status: 'not_permitted' });
    expect(found.tickets?.reason).toContain('README');
  }));

it.each([
  {},
  { token: '' },
  { token: 'x', address: 'no address' },
  { token: 'secret-word', client_id: 'y' },
])('refuses the secret %o, and shows none of it', async (secret) => {
  await inHubspot(async ({ exported }) => {
    const failed = await source.connect(secret, exported.world).catch((error: Error) => error);
    expect(failed).toMatchObject({ name: 'BadSettings' });
    expect(String(failed)).not.toContain('secret-word');
  });
});
