import { rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { watch } from 'chokidar';
import pc from 'picocolors';
import { BadSettings } from '../../errors.ts';
import { readersOf } from '../../runs/job.ts';
import { type EditionName, editionNames, type Settings } from '../../settings/schema.ts';
import { openFolder } from '../folder.ts';
import { loadDesign } from '../preview/design.ts';
import { type Design, galleryOf, type Pages } from '../preview/gallery.ts';
import { openPreview, type Preview } from '../preview/preview.ts';
import { serve } from '../preview/server.ts';
import { follow } from '../preview/watch.ts';
import { templatesFolder } from '../world.ts';
import { openBrowser } from './browser.ts';
import { demoDrop, demoSettingsFile } from './demo_company.ts';
import { exportsFolder } from './inputs.ts';
import { withProgress } from './progress.ts';
import { type ReportOptions, requestOf, settingsOf } from './report_command.ts';

export interface PreviewOptions extends ReportOptions {
  readonly edition?: EditionName;
  readonly templates?: string;
  readonly port: number;
  readonly once?: boolean;
  readonly open: boolean;
}

/** `npm run preview` */
export async function runPreviewCommand(options: PreviewOptions): Promise<void> {
  const preview = await prepared(options);
  await preview.renew(new Set());
  const design = await loadDesign();
  if (options.once) await writeOnce(preview, design, options.out);
  else await keepOpen(preview, design, options);
}

async function prepared(options: PreviewOptions): Promise<Preview> {
  const own = options.exports;
  const folder = own === undefined ? await demoDrop(options.out) : await exportsFolder(own);
  const { result, warnings } = await withProgress('Preview', async (progress) =>
    openPreview({
      ...{ progress, exports: folder, out: options.out, reader: options.reader },
      readSettings: () => settingsOf(options),
      requests: await requestsOf(options),
      settingsFile: settingsFileOf(options),
      templates: templatesOf(options),
    }),
  );
  for (const warning of warnings) process.stderr.write(`! ${warning}\n`);
  return result;
}

/** The editions that have readers, or that one of them that was named. */
async function requestsOf(options: PreviewOptions) {
  const editions = options.edition === undefined ? editionNames : [options.edition];
  const { reader, ...others } = options;
  const any = await requestOf('weekly', others);
  return (settings: Settings) => {
    const read = editions.filter((name) => readersOf(settings, name, reader).length > 0);
    if (read.length > 0) {
      return read.map((edition) => ({ ...any, edition, settings, reader }));
    }
    throw new BadSettings(
      `nobody gets ${editions.join(', ')}${reader === undefined ? '' : ` as ${reader}`}: a preview needs readers in the settings, e.g. --settings ./settings.json with {"readers": [{"email": "dana@example.com", "name": "Dana Reyes", "editions": ["weekly"]}]}`,
    );
  };
}

function settingsFileOf({ settings, exports }: PreviewOptions): string | undefined {
  if (settings !== undefined) return resolve(settings);
  return exports === undefined ? demoSettingsFile : undefined;
}

const templatesOf = ({ templates }: PreviewOptions) => [
  templatesFolder,
  ...(templates === undefined ? [] : [resolve(templates)]),
];

async function writeOnce(preview: Preview, design: Design, out: string): Promise<void> {
  const { failure } = preview.shown();
  if (failure) throw new BadSettings([...failure.places, failure.message].join('\n'));
  const folder = join(out, 'preview', 'gallery');
  await rm(folder, { recursive: true, force: true });
  const target = openFolder(folder);
  const pages = galleryOf({ ...preview.shown(), live: false }, design);
  for (const [path, { body }] of pages) await target.write(path, body());
  process.stdout.write(`${preview.shown().remark}\nGallery: ${join(folder, 'index.html')}\n`);
}

/** Until Ctrl-C. */
async function keepOpen(preview: Preview, design: Design, options: PreviewOptions): Promise<void> {
  const current = (): Pages => galleryOf({ ...preview.shown(), live: true }, design);
  let pages = current();
  const gallery = await serve(() => pages, options.port);
  const watched = [...templatesOf(options), settingsFileOf(options) ?? []].flat();
  const following = follow(watch(watched, { ignoreInitial: true }), async (paths) => {
    await preview.renew(paths);
    pages = current();
    gallery.changed();
    tell(preview);
  });
  tell(preview);
  process.stdout.write(`Gallery: ${gallery.address}  (Ctrl-C ends it)\n`);
  if (options.open) openBrowser(gallery.address);
  await interrupted();
  await following.close();
  await gallery.close();
}

function tell(preview: Preview): void {
  const { failure, remark } = preview.shown();
  process.stdout.write(`${failure ? pc.red('✖') : pc.green('✔')} ${remark}\n`);
  if (failure === null) return;
  for (const place of failure.places) process.stderr.write(`  ${place}\n`);
  process.stderr.write(`  ${failure.message}\n`);
}

function interrupted(): Promise<void> {
  return new Promise((done) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => done());
  });
}
