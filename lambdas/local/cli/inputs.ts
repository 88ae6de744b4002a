import { readFile, stat } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { BadExport, BadSettings } from '../../errors.ts';
import { type Mapping, parseMapping } from '../../exports/file_drop/mapping.ts';
import { parseSettings } from '../../settings/parse.ts';
import type { Settings } from '../../settings/schema.ts';

/** The settings of a file, or the published defaults. */
export async function readSettings(file: string | undefined): Promise<Settings> {
  return file === undefined
    ? parseSettings('{}', 'default settings')
    : parseSettings(await readSetting(file, '--settings'), file);
}

export async function readMapping(file: string | undefined): Promise<Mapping | undefined> {
  return file === undefined ? undefined : parseMapping(await readSetting(file, '--mapping'), file);
}

async function readSetting(file: string, option: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    throw new BadSettings(`${option} ${file} cannot be read: check the path.`, { cause });
  }
}

/** The folder of an export; a typing error should not read as an empty export. */
export async function exportsFolder(folder: string): Promise<string> {
  const found = await stat(folder).catch(() => null);
  if (found?.isDirectory()) return folder;
  throw new BadExport(
    `--exports ${folder} is ${found ? 'a file' : 'not there'}: name the folder that holds the files, one per table.`,
  );
}

/** Name of an export whose mapping gives none: its folder, in the letters that a source may have. */
export function sourceName(folder: string): string {
  const name = basename(resolve(folder)).toLowerCase();
  return name.replace(/[^a-z0-9_-]+/g, '-').replace(/^[-_]+/, '') || 'file_drop';
}
