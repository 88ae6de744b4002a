import { join } from 'node:path';
import { exportSource } from '../../lambdas/exports/export_source.ts';
import type { ExportWorld } from '../../lambdas/exports/places.ts';
import type { Source } from '../../lambdas/exports/source.ts';
import { openFolder } from '../../lambdas/local/folder.ts';
import { folderRecords } from '../../lambdas/local/records.ts';
import { type ExportSettings, exportSettings } from '../../lambdas/settings/exports.ts';
import { testClock } from '../../test/exports/vendors/server.ts';

/** Bytes that this process held at most, and seconds that a processor worked for it, until now. */
function taken() {
  const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
  return { peak: maxRSS * 1024, processor: (userCPUTime + systemCPUTime) / 1e6 };
}

/** One export into a folder, as a Lambda or a laptop makes it; waits for the pace of requests take no time. */
export async function exportInto(
  open: (settings: ExportSettings) => Source,
  { folder, name, secret, options }: Given,
): Promise<void> {
  const settings = exportSettings.parse({ [name]: options });
  const lake = join(folder, '.export');
  const tell = (told: object) => process.send?.({ ...told, ...taken() });
  const world: ExportWorld = {
    ...{ lake: openFolder(lake), lakeRecords: folderRecords(lake), drop: openFolder(folder) },
    ...{ scratch: join(folder, '.scratch'), clock: testClock(), random: () => 0.5 },
    left: () => Number.POSITIVE_INFINITY,
    progress: {
      step: (step) => tell({ step }),
      note: (text) => {
        const [, object, read] = /^\w+ (\w+): (\d+) read$/.exec(text) ?? [];
        if (object) tell({ object, read: Number(read) });
      },
      warn: (text) => console.warn(text),
    },
  };
  const request = { settings, secret, since: null, acceptsDeletes: false };
  const { done } = await exportSource(world, open(settings), request);
  if (!done) throw new Error('the export ended before its end');
  tell({ ended: true });
  process.disconnect?.();
}

export interface Given {
  readonly folder: string;
  readonly name: string;
  readonly secret: unknown;
  readonly options: object;
}
