import { SFNClient } from '@aws-sdk/client-sfn';
import type { Context } from 'aws-lambda';
import { z } from 'zod';
import { machineClock } from '../adapters/clock.ts';
import { log } from '../adapters/log.ts';
import { stepFunctions } from '../adapters/machine.ts';
import { settle } from '../delivery/settle.ts';
import { BadExport, BadSettings, OurBug } from '../errors.ts';
import type { Machine, Progress, Records } from '../ports.ts';
import { keepRefusal } from '../runs/orders.ts';
import { sourceName } from '../settings/exports.ts';
import { archive, archiveRecords, drop, lake, settingsBucket } from './buckets.ts';
import { bundledJson } from './bundled.ts';
import { listed, optional, variable } from './environment.ts';
import { exportStatus } from './export_status.ts';
import { type Launched, launch, type Wish } from './launch.ts';
import { type Planning, planRun, type Wanted } from './plan_run.ts';
import { parseRequest, type Rerun, type Scheduled } from './requests.ts';
import {
  notOfStage,
  type StartExportWorld,
  startExport,
  startScheduledExport,
} from './start_export.ts';
import { statusOf } from './status.ts';

export interface StartWorld extends Planning {
  readonly receipts: Records;
  readonly machine: Machine;
  /** Null where the stage exports nothing. */
  readonly exporting: Pick<StartExportWorld, 'machine' | 'sources'> | null;
  readonly progress: Progress;
  /** Name of the function that is invoked. */
  readonly self: string;
}

/** What schedules and people ask for: a run, an export, how they stand, or that an unknown receipt be settled. */
export async function start(world: StartWorld, event: unknown) {
  const request = parseRequest(event);
  switch (request.kind) {
    case 'status':
      return statusOf(world, request.status);
    case 'settle':
      return settle(world, request.settle);
    case 'scheduled':
      return startScheduled(world, request.scheduled);
    case 'rerun':
      return startRerun(world, request.rerun);
    case 'export':
      return startExport(exportWorld(world), request.asked);
    case 'export_scheduled':
      return startScheduledExport(exportWorld(world), request.asked);
    case 'export_status':
      return exportStatus(exportWorld(world));
  }
}

function exportWorld({ exporting, receipts, ...world }: StartWorld): StartExportWorld {
  if (exporting === null) throw notOfStage([], []);
  return { ...world, archiveRecords: receipts, drop: world.drop(world.source), ...exporting };
}

async function startRerun(world: StartWorld, asked: Rerun) {
  const { edition, period, asOf, deliver, readers, to, reason } = asked;
  const at = world.clock.now();
  const wish = { deliver, readers, to, reason, asked_by: 'person' as const, asked_at: at };
  return started(world, { edition, period, asOf, at }, wish);
}

/**
 * A schedule is never refused silently: what keeps its run from starting goes to the machine, which tells
 * the owner. What may pass is thrown: Lambda calls again, and joins what may have been started.
 */
async function startScheduled(world: StartWorld, { edition, scheduled }: Scheduled) {
  const reason = `schedule of ${scheduled}`;
  const wish = { deliver: 'missing', asked_by: 'schedule', asked_at: scheduled, reason } as const;
  try {
    const wanted = { edition, period: undefined, asOf: 'latest', at: scheduled } as const;
    return await started(world, wanted, wish);
  } catch (error) {
    const isLasting = [BadSettings, BadExport, OurBug].some((kind) => error instanceof kind);
    if (!isLasting) throw error;
    return refuse(world, { edition, scheduled }, error);
  }
}

async function refuse(
  { archive, machine, progress }: StartWorld,
  asked: Scheduled,
  error: unknown,
) {
  const { edition, scheduled } = asked;
  const [type, message] =
    error instanceof Error ? [error.name, error.message] : ['Error', String(error)];
  progress.warn(`The ${edition} run of ${scheduled} cannot start: ${type}`);
  const execution = `${edition}-${scheduled.replace(/[^\dTZ]/g, '')}-refused`;
  const order = await keepRefusal(archive, { edition, execution, asked_at: scheduled });
  const Cause = JSON.stringify({ errorType: type, errorMessage: message });
  await machine.start(execution, { order, execution, error: { Error: type, Cause } });
  return { execution, refused: message };
}

async function started(world: StartWorld, wanted: Wanted, wish: Wish) {
  const job = await planRun(world, wanted);
  const launched = await launch(world.archive, world.machine, job, wish);
  return answer(world, job.folder, launched);
}

/** What the person who invoked it sees: at once, before anything is computed. */
function answer({ archive, machine, self }: StartWorld, folder: string, launched: Launched) {
  const [, edition, period, run] = folder.split('/');
  return {
    ...{ run, edition, period, ...launched },
    execution_arn: machine.arn(launched.execution),
    documents: archive.locate(`${folder}/documents/`),
    report: archive.locate(`${folder}/report.json`),
    next: `aws lambda invoke --function-name ${self} --cli-binary-format raw-in-base64-out --payload '{"status": {"edition": "${edition}", "period": "${period}"}}' /dev/stdout`,
  };
}

const machines = new SFNClient({});

export const handler = (event: unknown, context: Context) => {
  const progress = log({ step: 'start', execution: context.awsRequestId });
  const machine = stepFunctions(machines, variable('STATE_MACHINE_ARN'));
  return start(
    {
      ...{ archive: archive(), lake: lake(), settings: settingsBucket, drop, machine, progress },
      ...{ receipts: archiveRecords(), clock: machineClock, source: variable('SOURCE') },
      languages: async () => z.array(z.string()).parse(await bundledJson('languages.json')),
      ...{ version: variable('CODE_VERSION'), self: context.functionName },
      exporting: exportingHere(),
    },
    event,
  );
};

function exportingHere(): StartWorld['exporting'] {
  const machine = optional('EXPORTS_MACHINE_ARN');
  if (machine === undefined) return null;
  const sources = z.array(sourceName).parse(listed('EXPORT_SOURCES'));
  return { machine: stepFunctions(machines, machine), sources };
}
