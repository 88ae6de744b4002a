import { penFor } from '../../rendering/writing/pen.ts';
import { laptop } from '../world.ts';
import { demoDrop } from './demo_company.ts';
import { editionOf, findKpi } from './explain/asked_kpi.ts';
import { explainValue } from './explain/explained.ts';
import { explainedText } from './explain/text.ts';
import { exportsFolder } from './inputs.ts';
import { withProgress } from './progress.ts';
import { requestOf } from './report_command.ts';

export interface ExplainOptions {
  readonly period?: string;
  readonly edition?: string;
  readonly window?: string;
  readonly segment?: string;
  readonly exports?: string;
  readonly mapping?: string;
  readonly settings?: string;
  readonly out: string;
}

/** `npm run explain -- <kpi> …`: what one value means, what it is made of, and the rows behind it. */
export async function runExplainCommand(name: string, options: ExplainOptions): Promise<void> {
  const kpi = findKpi(name);
  const edition = editionOf(options.period, options.edition);
  const request = await requestOf(edition, { ...options, asOf: 'latest' });
  const { exports, out, window, segment } = options;
  const folder = exports === undefined ? await demoDrop(out) : await exportsFolder(exports);
  const { result, warnings } = await withProgress(`Explaining ${kpi.id}`, async (progress) => {
    const world = await laptop(folder, out, progress);
    try {
      return await explainValue(world, request, { kpi, window, segment });
    } finally {
      world.close();
    }
  });
  for (const warning of warnings) process.stderr.write(`! ${warning}\n`);
  const alias = name === kpi.id ? null : name;
  const pen = penFor('en-GB', result.currency);
  process.stdout.write(`\n${explainedText(result, { alias, out, pen })}`);
}
