import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseSettings } from '../../settings/parse.ts';
import type { Settings } from '../../settings/schema.ts';
import { writeDemoCompany } from '../demo/write.ts';
import { openDuckDb } from '../duckdb.ts';
import { openFolder } from '../folder.ts';
import { codeVersion } from '../world.ts';
import { withProgress } from './progress.ts';

export const demoSource = 'demo';

/** Where the settings of the demo company lie. */
export const demoSettingsFile = fileURLToPath(new URL('../demo/settings.json', import.meta.url));

export async function demoSettings(): Promise<Settings> {
  return parseSettings(await readFile(demoSettingsFile, 'utf8'), 'the demo settings');
}

/** The folder of the demo company's export below `out`; made once for each version of the code. */
export async function demoDrop(out: string): Promise<string> {
  const [folder, objects] = [join(out, 'demo-company'), openFolder(out)];
  const [marker, version] = ['demo-company.version', await codeVersion()];
  if ((await objects.exists(marker)) && (await objects.readText(marker)) === version) return folder;
  await objects.remove('demo-company');
  await withProgress('Demo company', async () => {
    const company = openFolder(folder);
    const engine = await openDuckDb(company);
    try {
      await writeDemoCompany({ out: company, engine, options: {} });
    } finally {
      engine.close();
    }
    return folder;
  });
  await objects.write(marker, version);
  return folder;
}
