import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { BadSettings } from '../../errors.ts';
import { inlineTemplates } from '../../rendering/inlined.ts';
import { checkLanguages, languagesOf } from '../../rendering/languages/readers.ts';
import { readSettingsFiles } from '../../runs/settings_files.ts';
import { editionNames } from '../../settings/schema.ts';
import { openFolder } from '../folder.ts';
import { readTemplateFiles } from '../templates.ts';

const templates = fileURLToPath(new URL('../../../templates', import.meta.url));

/** `npm run settings -- <folder>`: the checks that the cloud makes before a run, before they are uploaded. */
export async function runSettingsCommand(folder: string): Promise<void> {
  const bucket = openFolder(await checkedFolder(folder));
  const { parsed, parsedMapping, versions } = await readSettingsFiles(bucket);
  const own = [...versions.keys()].filter((key) => key.startsWith('templates/'));
  const files = new Map(await readTemplateFiles(templates));
  for (const key of own) files.set(key.slice('templates/'.length), await bucket.readText(key));
  inlineTemplates(files);
  checkLanguages(parsed.readers, languagesOf(files.keys()));
  const readers = editionNames.map(
    (name) => `${parsed.readers.filter(({ editions }) => editions.includes(name)).length} ${name}`,
  );
  const lines = [
    `${join(folder, 'settings.json')} is right: ${parsed.company}, ${parsed.time_zone}; readers: ${readers.join(', ')}.`,
    ...(parsedMapping ? [`${join(folder, 'mapping.json')} is right.`] : []),
    ...(own.length > 0 ? [`${own.length} templates stand in for the project's own.`] : []),
    'Upload the folder to the settings bucket, then look at a preview: "deliver": "none".',
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
}

async function checkedFolder(folder: string): Promise<string> {
  const found = await stat(folder).catch(() => null);
  if (found?.isDirectory()) return folder;
  throw new BadSettings(
    `${folder} is ${found ? 'a file' : 'not there'}: name the folder that holds settings.json, and mapping.json and templates/ where there are any.`,
  );
}
