import type { Assets } from '../../rendering/documents.ts';
import { inlineTemplates, type TemplateFiles } from '../../rendering/inlined.ts';
import { checkTemplate } from '../../rendering/template_check.ts';
import { compileTemplates } from '../../rendering/templates.ts';
import { readTemplateFiles } from '../templates.ts';
import { laptopAssets } from '../world.ts';

/** Templates of several folders; files of a later one stand in for those of the same path, as in the cloud. */
export async function readStandIns(folders: readonly string[]): Promise<TemplateFiles> {
  const all = await Promise.all(folders.map(readTemplateFiles));
  return new Map(all.flatMap((files) => [...files]));
}

/** Throws BadSettings where a file is no template. */
export async function withTemplates(files: TemplateFiles): Promise<Assets> {
  for (const [path, text] of files) checkTemplate(path, text);
  return { ...(await laptopAssets()), templates: compileTemplates(inlineTemplates(files)) };
}
