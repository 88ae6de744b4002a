import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { inlineTemplates, type TemplateFiles } from '../rendering/inlined.ts';
import { compileTemplates, type TemplateSources, type Templates } from '../rendering/templates.ts';

export async function loadTemplates(folder: string): Promise<Templates> {
  return compileTemplates(await readTemplates(folder));
}

/** The templates below a folder with the styles written into them: the form in which a bundle carries them. */
export async function readTemplates(folder: string): Promise<TemplateSources> {
  return inlineTemplates(await readTemplateFiles(folder));
}

/** The templates as they are written, by path below the folder. */
export async function readTemplateFiles(folder: string): Promise<TemplateFiles> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  const read = files.map(
    async (file) =>
      [relative(folder, file).split(sep).join('/'), await readFile(file, 'utf8')] as const,
  );
  return new Map(await Promise.all(read));
}
