import { BadSettings } from '../errors.ts';
import { type Mapping, parseMapping } from '../exports/file_drop/mapping.ts';
import { catalogue } from '../kpis/catalogue/catalogue.ts';
import type { Objects } from '../ports.ts';
import { checkTemplate } from '../rendering/template_check.ts';
import { resolve } from '../reports/references.ts';
import { parseSettings } from '../settings/parse.ts';
import type { Settings } from '../settings/schema.ts';
import type { InputTexts } from './orders.ts';

/** What editors change without a deployment: `settings.json`, `mapping.json`, `templates/…`. */
export interface SettingsFiles extends InputTexts {
  readonly parsed: Settings;
  readonly parsedMapping: Mapping | undefined;
  /** Version of every file, by its key. */
  readonly versions: ReadonlyMap<string, string>;
}

/** Reads and checks all of it. Throws BadSettings with what is wrong, in which file, at what place. */
export async function readSettingsFiles(bucket: Objects): Promise<SettingsFiles> {
  const versions = await bucket.versions('');
  const unknown = [...versions.keys()].find((key) => !isKnown(key));
  if (unknown !== undefined) {
    throw new BadSettings(
      `${unknown} is none of the files that are read here: settings.json, mapping.json, templates/…. Remove it, or name it as it should be.`,
    );
  }
  const text = async (key: string) => (versions.has(key) ? bucket.readText(key) : null);
  const [settings, mapping] = [await text('settings.json'), await text('mapping.json')];
  if (settings === null) {
    throw new BadSettings('there is no settings.json; copy one there, see the README');
  }
  for (const key of versions.keys()) {
    if (!key.startsWith(templates)) continue;
    checkTemplate(key.slice(templates.length), await bucket.readText(key));
  }
  const parsed = parseSettings(settings, 'settings.json');
  checkReferences(parsed);
  return {
    ...{ settings, mapping, versions, parsed },
    parsedMapping: mapping === null ? undefined : parseMapping(mapping, 'mapping.json'),
  };
}

/** A KPI that is named and does not exist would be found out only once everything is measured. */
function checkReferences({ editions, targets, gates }: Settings): void {
  for (const [name, { headlines }] of Object.entries(editions)) {
    for (const one of headlines) resolve(one, catalogue, `editions.${name}.headlines`);
  }
  for (const one of Object.keys(targets)) resolve(one, catalogue, 'targets');
  for (const one of gates.required_kpis) resolve(one, catalogue, 'gates.required_kpis');
}

const templates = 'templates/';
const isKnown = (key: string) =>
  key === 'settings.json' || key === 'mapping.json' || key.startsWith(templates);
