import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exportSource } from '../../../lambdas/exports/export_source.ts';
import { parseMapping } from '../../../lambdas/exports/file_drop/mapping.ts';
import { sourceNamed } from '../../../lambdas/exports/sources.ts';
import { openFolder } from '../../../lambdas/local/folder.ts';
import { folderRecords } from '../../../lambdas/local/records.ts';
import { laptop } from '../../../lambdas/local/world.ts';
import { type RunResult, runReport } from '../../../lambdas/pipeline.ts';
import { parseSettings } from '../../../lambdas/settings/parse.ts';
import type { EditionName } from '../../../lambdas/settings/schema.ts';
import { deep } from '../../deep.ts';
import { silent } from '../../measured_world.ts';
import { openVendor, testClock } from '../vendors/server.ts';
import { readAt } from './company.ts';
import { writeFileDrop } from './file_drop.ts';
import { editionsOfFive, exportsOfFive, fiveVendors, type Standing } from './vendors.ts';

const root = mkdtempSync(join(tmpdir(), 'cs-pulse-five-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const settings = parseSettings(
  JSON.stringify({ reporting_currency: 'USD', exports: exportsOfFive }),
  'test',
);

const [exported, dropped] = [join(root, 'exported'), join(root, 'dropped')];

async function exportFrom({ name, face, secret }: Standing): Promise<void> {
  const vendor = await openVendor(face, readAt);
  const hidden = join(exported, '.export');
  const world = {
    ...{ lake: openFolder(hidden), lakeRecords: folderRecords(hidden), drop: openFolder(exported) },
    ...{ scratch: join(root, 'scratch'), clock: testClock(vendor), random: () => 0.5 },
    ...{ progress: silent, left: () => Number.POSITIVE_INFINITY },
  };
  await exportSource(world, sourceNamed(name, settings.exports), {
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
  for (const vendor of fiveVendors()) await exportFrom(vendor);
  writeFileDrop(dropped);
});

describe.runIf(deep)('five vendors', () => {
  it.each(editionsOfFive)(
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
