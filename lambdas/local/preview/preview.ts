import { relative, sep } from 'node:path';
import { performance } from 'node:perf_hooks';
import type { ReportRequest } from '../../pipeline.ts';
import type { Progress } from '../../ports.ts';
import type { TemplateFiles } from '../../rendering/inlined.ts';
import type { Settings } from '../../settings/schema.ts';
import { type Failure, failureOf } from './failure.ts';
import type { Shown } from './gallery.ts';
import type { Message } from './message.ts';
import { composeAll, type Measured, measureAll, renderAll, withSettings } from './renderings.ts';
import { neededFor } from './settings_change.ts';
import { readStandIns, withTemplates } from './stand_ins.ts';

export interface PreviewOrder {
  readonly readSettings: () => Promise<Settings>;
  readonly requests: (settings: Settings) => readonly ReportRequest[];
  /** Watched; a change of any other file is one of a template. */
  readonly settingsFile: string | undefined;
  /** Folders of templates; files of a later one stand in for those of the same path. */
  readonly templates: readonly string[];
  readonly exports: string;
  readonly out: string;
  readonly reader: string | undefined;
  readonly progress: Progress;
}

export interface Preview {
  /** What was rendered last without a fault, and the fault that keeps it from being newer. */
  shown(): Omit<Shown, 'live'>;
  /** Renders what these changed files ask for; no path at all: everything. */
  renew(paths: ReadonlySet<string>): Promise<void>;
}

/** Measures once, and renders as often as it is asked to. Throws where the settings or the export are wrong. */
export async function openPreview(order: PreviewOrder): Promise<Preview> {
  let settings = await order.readSettings();
  let measured = await measure(order, settings);
  let composed: readonly Measured[] | null = null;
  let files: TemplateFiles = new Map();
  let messages: readonly Message[] = [];
  let failure: Failure | null = null;
  let remark = '';

  const takeSettings = async () => {
    const next = await order.readSettings();
    measured =
      neededFor(settings, next) === 'measure'
        ? await measure(order, next)
        : measured.map((one) => withSettings(one, next, order.reader));
    settings = next;
  };
  const render = async (paths: ReadonlySet<string>) => {
    if (order.settingsFile !== undefined && paths.has(order.settingsFile)) await takeSettings();
    files = await readStandIns(order.templates);
    if (composed !== measured) await composeAll(measured, order.out);
    composed = measured;
    messages = await renderAll(measured, await withTemplates(files), order.out);
  };
  return {
    shown: () => ({ messages, failure, remark }),
    renew: async (paths) => {
      const from = performance.now();
      try {
        await render(paths);
        failure = null;
        remark = `${messages.length} messages rendered in ${seconds(from)}`;
      } catch (error) {
        failure = failureOf(error, files, below(order.templates, paths));
        remark = `Stopped after ${seconds(from)}`;
      }
    },
  };
}

function measure(order: PreviewOrder, settings: Settings): Promise<readonly Measured[]> {
  return measureAll(order.requests(settings), order.exports, order.out, order.progress);
}

const seconds = (from: number) => `${((performance.now() - from) / 1000).toFixed(1)} s`;

/** Paths of templates as the product calls them, e.g. `weekly/report.html.hbs`. */
function below(folders: readonly string[], paths: ReadonlySet<string>): ReadonlySet<string> {
  const inside = folders.flatMap((folder) => [...paths].map((path) => relative(folder, path)));
  return new Set(
    inside.filter((path) => !path.startsWith('..')).map((path) => path.split(sep).join('/')),
  );
}
