import { join } from 'node:path';
import { build } from 'esbuild';

/** Packs the export of one source as a function's code is: a loader of TypeScript would take memory too. */
export async function bundleExport(source: string, folder: string): Promise<string> {
  const outfile = join(folder, 'export.mjs');
  await build({
    stdin: {
      resolveDir: join(import.meta.dirname, '..', '..'),
      loader: 'ts',
      contents: `
        import { exportInto } from './.ci/million/export.ts';
        import { ${source} } from './lambdas/exports/${source}/${source}.ts';
        const given = JSON.parse(process.argv[2]);
        await exportInto((settings) => ${source}(settings.${source}), given);
      `,
    },
    ...{ bundle: true, outfile, format: 'esm', platform: 'node', target: 'node20.19' },
    ...{ mainFields: ['module', 'main'], minify: true, logLevel: 'warning' },
  });
  return outfile;
}
