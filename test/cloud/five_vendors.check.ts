import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { parseSettings } from '../../lambdas/settings/parse.ts';
import { readAt } from '../exports/five_vendors/company.ts';
import { editionsOfFive, exportsOfFive, fiveVendors } from '../exports/five_vendors/vendors.ts';
import { openVendor, type Vendor } from '../exports/vendors/server.ts';
import { invoke, succeeded } from './aws.ts';
import { madeHere } from './company.ts';
import { functionNamed } from './deployment.ts';
import { openStack, type Stack, start } from './stack.ts';
import { source } from './stages.ts';
import { dropHere, putSecret } from './vendor.ts';

const settings = parseSettings(
  JSON.stringify({ reporting_currency: 'USD', exports: exportsOfFive }),
  'test',
);
const exports = z.object({
  exports: z.array(z.object({ source: z.string(), execution_arn: z.string() })),
});

let stack: Stack;
const vendors: Vendor[] = [];

beforeAll(async () => {
  stack = await openStack();
  await stack.putSettings(settings);
  for (const key of await stack.lake.keys(`exports/${source}/`)) await stack.lake.remove(key);
  for (const { name, face, secret } of fiveVendors()) {
    const vendor = await openVendor(face, readAt);
    vendors.push(vendor);
    await putSecret(`cs-pulse/check/${name}`, { ...secret, address: vendor.address });
  }
});
afterAll(async () => {
  for (const vendor of vendors) await vendor.close();
  await stack?.close();
});

describe('five vendors', () => {
  it('are exported at once, each by an execution of its own', async () => {
    const answer = await invoke(functionNamed('start'), { export: { reason: 'all of them' } });
    const begun = exports.parse(answer).exports;
    expect(begun.map((one) => one.source)).toEqual(fiveVendors().map(({ name }) => name));
    for (const { execution_arn } of begun) await succeeded(execution_arn);
    const records = await stack.lake.keys(`exports/${source}/export_runs/`);
    expect(records).toHaveLength(5);
  });

  it.each(editionsOfFive)(
    'give the %s report of %s there as here, to the byte',
    async (edition, period) => {
      const reason = 'from five vendors';
      const run = await start({ edition, period, deliver: 'none', reason });
      await succeeded(run.execution_arn);
      const folder = await dropHere(stack.lake);
      const here = await madeHere({ folder }, { edition, period, settings, source });
      const there = `runs/${edition}/${period}/${run.run}`;
      for (const name of ['report.json', 'kpis.json', 'accounts.csv', 'actions.csv']) {
        const bytes = await stack.archive.bytes(`${there}/${name}`);
        expect(bytes.toString(), name).toBe(here.get(name)?.toString());
      }
    },
  );
});
