import { BadSettings } from '../../errors.ts';
import { type ReportRequest, type RunResult, runReport } from '../../pipeline.ts';
import { readersOf } from '../../runs/job.ts';
import type { Estimate } from '../../runs/price.ts';
import { type EditionName, editionName, type Settings } from '../../settings/schema.ts';
import { type Estimating, estimating, keepEstimates } from '../estimating.ts';
import { laptop } from '../world.ts';
import { demoDrop, demoSettings, demoSource } from './demo_company.ts';
import { exportsFolder, readMapping, readSettings, sourceName } from './inputs.ts';
import { withProgress } from './progress.ts';
import { printResult } from './summary.ts';

export interface ReportOptions {
  readonly period?: string;
  readonly exports?: string;
  readonly mapping?: string;
  readonly settings?: string;
  readonly out: string;
  readonly asOf: 'original' | 'latest';
  readonly reader?: string;
  readonly rebuild?: boolean;
}

/** `npm run report -- <edition> …` */
export async function runReportCommand(edition: string, options: ReportOptions): Promise<void> {
  const request = await requestOf(parseEdition(edition), options);
  const folder =
    options.exports === undefined
      ? await demoDrop(options.out)
      : await exportsFolder(options.exports);
  printResult(options.out, await makeReport(request, folder, options.out));
}

/** What the options ask for, with the demo company's settings where no export is named. */
export async function requestOf(
  edition: EditionName,
  options: ReportOptions,
): Promise<ReportRequest> {
  const mapping = await readMapping(options.mapping);
  const own = options.exports !== undefined;
  const settings = await settingsOf(options);
  const named = mapping?.source ?? (own ? sourceName(options.exports ?? '') : demoSource);
  const { period, asOf, reader, rebuild } = options;
  const attended = true;
  const request = {
    ...{ edition, period, asOf, reader, rebuild, mapping, settings, attended },
    source: named,
  };
  if (reader !== undefined && readersOf(settings, edition, reader).length === 0) {
    throw new BadSettings(
      `--reader ${reader} gets no ${edition} report by the settings; readers are ${settings.readers.map(({ email }) => email).join(', ')}.`,
    );
  }
  return request;
}

/** The demo company's settings where neither an export nor settings are named. */
export async function settingsOf(
  options: Pick<ReportOptions, 'exports' | 'settings'>,
): Promise<Settings> {
  return options.exports !== undefined || options.settings
    ? readSettings(options.settings)
    : demoSettings();
}

function parseEdition(edition: string): EditionName {
  const parsed = editionName.safeParse(edition);
  if (parsed.success) return parsed.data;
  throw new BadSettings(
    `"${edition}" is no edition: weekly, monthly or quarterly, e.g. npm run report -- monthly`,
  );
}

/** A run, and what its queries would scan on Athena. */
export interface EstimatedResult extends RunResult {
  readonly estimates: readonly Estimate[];
}

/** One edition on this machine, under a line of progress. */
export async function makeReport(
  request: ReportRequest,
  folder: string,
  out: string,
): Promise<EstimatedResult> {
  const { result, warnings } = await withProgress(
    `${request.edition[0]?.toUpperCase()}${request.edition.slice(1)} report`,
    async (progress) => {
      const seen: Estimating[] = [];
      const world = await laptop(folder, out, progress, undefined, async (engine) => {
        seen.push(await estimating(engine));
        return seen[0]?.engine ?? engine;
      });
      try {
        const result = await runReport(world, request);
        const estimates = (await seen[0]?.estimates()) ?? [];
        await keepEstimates(world.archive, result.folder, estimates);
        return { ...result, estimates };
      } finally {
        world.close();
      }
    },
  );
  for (const warning of warnings) process.stderr.write(`! ${warning}\n`);
  return result;
}
