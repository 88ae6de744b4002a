import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import pc from 'picocolors';
import { exitCode } from '../errors.ts';
import { sourceNames } from '../exports/sources.ts';
import { editionNames } from '../settings/schema.ts';
import { caseNames } from './bench/processes.ts';
import { sizeNames } from './bench/sizes.ts';
import { runArchiveCommand } from './cli/archive_command.ts';
import { runBenchCommand } from './cli/bench_command.ts';
import { runDemo } from './cli/demo_command.ts';
import { runExplainCommand } from './cli/explain_command.ts';
import { runExportCommand } from './cli/export_command.ts';
import { runPreviewCommand } from './cli/preview_command.ts';
import { runReportCommand } from './cli/report_command.ts';
import { runSettingsCommand } from './cli/settings_command.ts';
import { renewReadme } from './docs/readme.ts';
import { growHeapSlowly } from './heap.ts';

growHeapSlowly();
const program = new Command('cs-pulse')
  .description('Customer-success reports from exports, on this machine, without an account.')
  .exitOverride()
  .configureHelp({ showGlobalOptions: true })
  .addHelpText(
    'after',
    `
Exit codes: 0 done · 2 settings or command line · 3 the export · 4 a gate is shut · 5 a service is down · 1 anything else`,
  );

program
  .command('report')
  .description('Makes one edition from exports: KPIs, accounts and the documents of every reader.')
  .argument('<edition>', `${editionNames.join(', ')}`)
  .option(
    '--period <label>',
    'e.g. 2024-W48, 2024-11, 2024-Q4 (default: the last complete period that the data covers)',
  )
  .option(
    '--exports <folder>',
    'file drop: one file or folder per canonical table (default: the demo company)',
  )
  .option('--mapping <file>', 'how to read an export with other names and formats (JSON)')
  .option(
    '--settings <file>',
    'company, readers, targets, definitions (JSON; default: the published definitions)',
  )
  .option('--out <folder>', 'where everything goes', 'out')
  .addOption(
    new Option('--as-of <which>', 'data as the period was first reported, or as it is known now')
      .choices(['original', 'latest'])
      .default('latest'),
  )
  .option('--reader <email>', 'documents for this reader only')
  .option('--rebuild', 'reads and stages the whole export again, to the same bytes')
  .addHelpText(
    'after',
    `
Examples:
  npm run report -- monthly                                       the demo company's last month
  npm run report -- weekly --exports ./drop                       your own, canonical names
  npm run report -- quarterly --period 2024-Q4 --exports ./dump --mapping ./dump.mapping.json
  npm run report -- monthly --period 2024-11 --exports ./drop --as-of original

A file drop is a folder with files named after the tables (accounts.csv, subscription_periods.jsonl.gz,
events/*.parquet, …). The README lists the tables, their columns and the mapping format.`,
  )
  .action(runReportCommand);

program
  .command('export')
  .description("Writes a vendor's records into a drop that report reads; goes on where it ended.")
  .argument('<source>', sourceNames.join(', '))
  .option('--out <folder>', 'the drop', 'out/exports')
  .option('--since <day>', 'start of history, on the first export (default: all there is)')
  .option('--settings <file>', 'how your fields are named there, under "exports" (JSON)')
  .option('--secrets <file>', 'credentials by source (JSON); default: CS_PULSE_<SOURCE>')
  .option('--check', 'looks whether the credentials are good, and for what; exports nothing')
  .option('--accept-deletes', 'many records are gone there, and that is right')
  .addHelpText(
    'after',
    `
Examples:
  CS_PULSE_STRIPE='{"api_key": "rk_live_..."}' npm run export -- stripe --check
  npm run export -- hubspot --secrets ./secrets.json
  npm run report -- weekly --exports out/exports

What to create at each vendor is in lambdas/exports/<source>/README.md.`,
  )
  .action(runExportCommand);

program
  .command('demo')
  .description('Makes the demo company and all three editions of its report.')
  .option('--out <folder>', 'where everything goes', 'out')
  .action(runDemo);

program
  .command('explain')
  .description('Says what one value of a KPI means and is made of, and writes the rows behind it.')
  .argument('<kpi>', 'id of the README, or a second name of one')
  .option('--period <label>', 'e.g. 2026-W44, 2026-10, 2026-Q3 (default: the last complete period)')
  .option('--edition <name>', `${editionNames.join(', ')} (default: as the period's label says)`)
  .option('--window <name>', 'e.g. trailing_12_months (default: the first window of the KPI)')
  .option('--segment <dimension=value>', 'e.g. segment=enterprise, csm=..., step=kickoff')
  .option('--exports <folder>', 'file drop (default: the demo company)')
  .option('--mapping <file>', 'how to read an export with other names and formats (JSON)')
  .option('--settings <file>', 'company, targets, definitions (JSON)')
  .option('--out <folder>', 'where everything goes', 'out')
  .addHelpText(
    'after',
    `
Examples:
  npm run explain -- net_revenue_retention --period 2026-10 --window trailing_12_months
  npm run explain -- activation_rate --segment segment=enterprise --exports ./drop`,
  )
  .action(runExplainCommand);

program
  .command('preview')
  .description(
    'Shows every reader’s message in every mail client, and again when a template changes.',
  )
  .option('--exports <folder>', 'file drop (default: the demo company)')
  .option('--mapping <file>', 'how to read an export with other names and formats (JSON)')
  .option('--settings <file>', 'company, readers, targets, definitions (JSON)')
  .option('--templates <folder>', 'files that stand in for templates of the same path')
  .option('--out <folder>', 'where everything goes', 'out')
  .addOption(new Option('--edition <name>', 'this edition alone').choices(editionNames))
  .addOption(
    new Option('--as-of <which>', 'data as the period was first reported, or as it is known now')
      .choices(['original', 'latest'])
      .default('latest'),
  )
  .option('--reader <email>', 'messages of this reader alone')
  .option('--port <number>', 'of 127.0.0.1 (default: any that is free)', parsePort, 0)
  .option('--once', 'writes the gallery into <out>/preview/gallery and ends')
  .option('--no-open', 'opens no browser')
  .addHelpText(
    'after',
    `
Examples:
  npm run preview                                        the demo company, all editions
  npm run preview -- --edition weekly --reader helen.marsh@quayloom.example
  npm run preview -- --exports ./drop --settings ./settings.json --templates ./templates

It watches the templates, the language files and the settings until Ctrl-C.`,
  )
  .action(runPreviewCommand);

program
  .command('archive')
  .description('Opens the pages of all reports that were made here, and says where they lie.')
  .option('--out <folder>', 'where the reports went', 'out')
  .option(
    '--book <words>',
    "a book of business, e.g. 'CSM: Dana Reyes' (default: the whole company)",
  )
  .option('--no-open', 'says where they lie, and opens nothing')
  .action(runArchiveCommand);

program
  .command('settings')
  .description('Checks a folder of settings as the cloud does, before it is uploaded.')
  .argument('<folder>', 'holds settings.json, and mapping.json and templates/ where there are any')
  .action(runSettingsCommand);

program
  .command('bench')
  .description('Makes a company of a size and measures each step of a weekly report of it.')
  .addOption(new Option('--size <size>', 'of the company').choices(sizeNames).default('S'))
  .option('--only <cases>', `of ${caseNames.join(', ')} (default: all)`)
  .option('--months <list>', 'of history, each measured by itself', '12,24')
  .option('--runs <number>', 'of each case; what is told is the median', '3')
  .option('--cap <seconds>', 'for one query per KPI and week, which takes hours at L', '120')
  .option('--memory <limit>', "of DuckDB, e.g. 1GB (default: the product's own)")
  .option('--write', 'keeps the results beside the code')
  .option('--json', 'prints JSON in place of tables')
  .addHelpText(
    'after',
    `
Examples:
  npm run bench                                   300 accounts, 1 million events: minutes
  npm run bench -- --size M --runs 1
  npm run bench -- --size L --months 12 --only cold,warm,bound --memory 1GB

XS is for tests, M has 3,000 accounts and 10 million events a year, L 20,000 and 100 million: it takes 20 GB
of disk, and an hour. Everything is made in the temporary folder and removed at the end.`,
  )
  .action(runBenchCommand);

program
  .command('docs', { hidden: true })
  .description('Writes the generated tables of the README anew.')
  .action(renewReadme);

try {
  await program.parseAsync();
} catch (error) {
  process.exitCode = error instanceof CommanderError ? (error.exitCode === 0 ? 0 : 2) : fail(error);
}

function parsePort(text: string): number {
  const port = Number(text);
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  throw new InvalidArgumentError('a port is a number up to 65535, e.g. 4321');
}

function fail(error: unknown): number {
  const code = exitCode(error);
  const text = error instanceof Error ? error.message : String(error);
  const stack = code === 1 && error instanceof Error ? `\n${error.stack}` : '';
  process.stderr.write(`${pc.red('✖')} ${text}${stack}\n`);
  return code;
}
