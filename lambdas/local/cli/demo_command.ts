import { editionNames } from '../../settings/schema.ts';
import { demoDrop, demoSettings, demoSource } from './demo_company.ts';
import { makeReport } from './report_command.ts';
import { printResult } from './summary.ts';

/** `npm run demo`: the demo company and its three editions. */
export async function runDemo({ out }: { readonly out: string }): Promise<void> {
  const [settings, folder] = [await demoSettings(), await demoDrop(out)];
  for (const edition of editionNames) {
    const request = {
      edition,
      settings,
      source: demoSource,
      period: undefined,
      asOf: 'latest',
      attended: true,
      mapping: undefined,
      reader: undefined,
    } as const;
    printResult(out, await makeReport(request, folder, out));
  }
}
