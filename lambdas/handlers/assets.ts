import { z } from 'zod';
import type { Objects } from '../ports.ts';
import type { Assets } from '../rendering/documents.ts';
import { compileTemplates, type TemplateSources } from '../rendering/templates.ts';
import { bundledFile, bundledJson } from './bundled.ts';

const sources = z.object({
  html: z.record(z.string(), z.string()),
  text: z.record(z.string(), z.string()),
  languages: z.record(z.string(), z.string()),
});
const files = z.record(z.string(), z.string());

/** Files of the settings bucket below `templates/` stand in for the bundle's own of the same path. */
const folder = 'templates/';

/** Templates and fonts of a run: the bundle's own, or with the files that its settings bucket had. */
export function assetsWith(settings: (versions: ReadonlyMap<string, string>) => Objects) {
  return async (versions: Readonly<Record<string, string>>): Promise<Assets> => {
    const own = Object.entries(versions).filter(([key]) => key.startsWith(folder));
    const found = own.length === 0 ? await bundled() : await replaced(settings(new Map(own)));
    return {
      templates: compileTemplates(found),
      font: await bundledFile('font.ttf'),
      wasm: await bundledFile('index_bg.wasm'),
      pageFonts: {
        regular: await bundledFile('regular.ttf'),
        semibold: await bundledFile('semibold.ttf'),
      },
    };
  };
}

async function bundled(): Promise<TemplateSources> {
  return sources.parse(await bundledJson('templates.json'));
}

/** Styles are written into the templates anew, which takes a library that few runs need. */
async function replaced(settings: Objects): Promise<TemplateSources> {
  const { inlineTemplates } = await import('../rendering/inlined.ts');
  const all = new Map(Object.entries(files.parse(await bundledJson('template_files.json'))));
  for (const key of await settings.list(folder))
    all.set(key.slice(folder.length), await settings.readText(key));
  return inlineTemplates(all);
}
