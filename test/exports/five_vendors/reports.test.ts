import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chargebee } from '../../../lambdas/exports/chargebee/chargebee.ts';
import { exportSource } from '../../../lambdas/exports/export_source.ts';
import { parseMapping } from '../../../lambdas/exports/file_drop/mapping.ts';
import { hubspot } from '../../../lambdas/exports/hubspot/hubspot.ts';
import { salesforce } from '../../../lambdas/exports/salesforce/salesforce.ts';
import { stripe } from '../../../lambdas/exports/stripe/stripe.ts';
import { zendesk } from '../../../lambdas/exports/zendesk/zendesk.ts';
import { openFolder } from '../../../lambdas/local/folder.ts';
import { folderRecords } from '../../../lambdas/local/records.ts';
import { laptop } from '../../../lambdas/local/world.ts';
import { type RunResult, runReport } from '../../../lambdas/pipeline.ts';
import { parseSettings } from '../../../lambdas/settings/parse.ts';
import type { EditionName } from '../../../lambdas/settings/schema.ts';
import { deep } from '../../deep.ts';
import { silent } from '../../measured_world.ts';
import { type Face, openVendor, testClock } from '../vendors/server.ts';
import { asChargebee, asStripe } from './billing.ts';
import { readAt } from './company.ts';
import { asHubspot, asSalesforce, asZendesk } from './crm.ts';
import { writeFileDrop } from './file_drop.ts';

const root = mkdtempSync(join(tmpdir(), 'cs-pulse-five-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const settings = parseSettings(
  JSON.stringify({
    reporting_currency: 'USD',
    exports: {
      accounts_from: ['hubspot'],
      hubspot: {
        company: { segment: 'segment' },
        deal: { types: { new_business: 'new_business', renewal: 'renewal', upsell: 'upsell' } },
      },
      salesforce: { account: { external_id: 'HubSpot_Id__c' } },
    },
  }),
  'test',
);

const [exported, dropped] = [join(root, 'exported'), join(root, 'dropped')];

const vendors = [
  {
    source: hubspot(settings.exports.hubspot),
    face: asHubspot(),
    secret: { token: 'token-1' },
  },
  {
    source: salesforce(settings.exports.salesforce),
    face: asSalesforce(),
    secret: { login: 'https://acme.my.salesforce.com', client_id: 'app', client_secret: 'sesame' },
  },
  { source: stripe(settings.exports.stripe), face: asStripe(), secret: { api_key: 'rk_live_1' } },
  {
    source: chargebee(settings.exports.chargebee),
    face: asChargebee(),
    secret: { site: 'acme', api_key: 'live_sesame' },
  },
  {
    source: zendesk(settings.exports.zendesk),
    face: asZendesk(),
    secret: { subdomain: 'acme', email: 'admin@example.com', api_token: 'sesame' },
  },
];

async function exportFrom({ source, face, secret }: (typeof vendors)[number]): Promise<void> {
  const vendor = await openVendor(face as Face, readAt);
  const hidden = join(exported, '.export');
  const world = {
    ...{ lake: openFolder(hidden), lakeRecords: folderRecords(hidden), drop: openFolder(exported) },
    ...{ scratch: join(root, 'scratch'), clock: testClock(vendor), random: () => 0.5 },
    ...{ progress: silent, left: () => Number.POSITIVE_INFINITY },
  };
  await exportSource(world, source, {
    ...{ settings: settings.exports, since: null, acceptsDeletes: false },
    secret: { ...secret, address: vendor.address },
  });
  await vendor.close();
}

async function report(folder: string, edition: EditionName, period: string): Promise<RunResult> {
  const world = await laptop(folder, join(root, 'out'), silent);
  try {
    const isDropped = folder === dropped;
    const mapping = isDropped
      ? parseMapping('{"source": "dropped", "as_of": "2026-11-02", "tables": {}}', 'test')
      : undefined;
    const source = isDropped ? 'dropped' : 'exported';
    const asked = { edition, period, settings, mapping, source, attended: true };
    return await runReport(world, { ...asked, asOf: 'latest', reader: undefined });
  } finally {
    world.close();
  }
}

const left = ({ folder }: RunResult, file: string) =>
  readFileSync(join(root, 'out', folder, file), 'utf8');

/** Files of thousands of lines would drown what is different. */
function otherLines(text: string, expected: string): readonly string[] {
  const [lines, known] = [text.split('\n'), expected.split('\n')];
  const other = lines.flatMap((line, n) => (line === known[n] ? [] : [`${line}, not ${known[n]}`]));
  const more = lines.length === known.length ? [] : [`${lines.length} lines, not ${known.length}`];
  return [...more, ...other].slice(0, 5);
}

beforeAll(async () => {
  if (!deep) return;
  for (const vendor of vendors) await exportFrom(vendor);
  writeFileDrop(dropped);
});

const editions = [
  ['weekly', '2026-W44'],
  ['monthly', '2026-10'],
  ['quarterly', '2026-Q3'],
] as const;

describe.runIf(deep)('five vendors', () => {
  it.each(editions)(
    'give the %s report of %s that the same company’s file drop gives',
    async (edition, period) => {
      const [ofVendors, ofDrop] = [
        await report(exported, edition, period),
        await report(dropped, edition, period),
      ];
      const { quality: _, ...said } = ofVendors.report;
      const { quality: __, ...expected } = ofDrop.report;
      expect(said).toEqual(expected);
      for (const file of ['kpis.json', 'accounts.csv', 'actions.csv']) {
        expect(otherLines(left(ofVendors, file), left(ofDrop, file)), file).toEqual([]);
      }
    },
  );
});
