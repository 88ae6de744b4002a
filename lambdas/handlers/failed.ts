import type { Context } from 'aws-lambda';
import { z } from 'zod';
import { failureWords } from '../delivery/owner_words.ts';
import { summarise } from '../delivery/summary.ts';
import type { Objects } from '../ports.ts';
import { isExportOrder } from '../runs/export_orders.ts';
import { failureOf, keepFailure, stepError } from '../runs/failures.ts';
import { readersOf } from '../runs/job.ts';
import { type Order, type Refusal, readInputs, readOrderOrRefusal } from '../runs/orders.ts';
import { unfinishedStep } from '../runs/steps.ts';
import { archive, archiveRecords } from './buckets.ts';
import { failedExport } from './failed_export.ts';
import { mailer } from './mail.ts';
import { type OwnerWorld, ownerFrom, tellOwner } from './owner.ts';
import { stepEvent } from './step_event.ts';

export interface FailedWorld extends OwnerWorld {
  readonly archive: Objects;
}

const failedEvent = stepEvent.extend({ execution: z.string(), error: stepError });

/** Keeps why an execution failed and tells the owner: what failed, what readers got, what to do. */
export async function failed(world: FailedWorld, event: unknown) {
  const { order: key, execution, error } = failedEvent.parse(event);
  const failure = failureOf(error, world.clock.now());
  await keepFailure(world.archive, key, execution, failure);
  if (isExportOrder(key)) return failedExport(world, key, failure);
  const found = await readOrderOrRefusal(world.archive, key);
  const about = 'order' in found ? await aboutRun(world, found.order) : aboutRefusal(found.refused);
  const words = failureWords({
    ...about,
    error: { name: failure.error, message: failure.message },
    ...{ logs: world.logs, start: world.start },
  });
  return tellOwner(world, { kind: 'failed', ...about, execution, words });
}

async function aboutRun(world: FailedWorld, order: Order) {
  const { inputs, settings } = await readInputs(world.archive, order.folder);
  const { edition, period } = inputs;
  const readers = readersOf(settings, edition).map(({ email }) => email);
  return {
    ...{ edition, period, at: order.asked_at },
    step: await unfinishedStep(world.archive, order.folder),
    readers: await summarise(world, { edition, period }, readers),
  };
}

const aboutRefusal = ({ edition, asked_at }: Refusal) => ({
  ...{ edition, at: asked_at, step: 'Start', readers: null },
});

export const handler = (event: unknown, context: Context) => {
  const ports = { archive: archive(), receipts: archiveRecords(), mailer: mailer() };
  return failed({ ...ports, ...ownerFrom(context) }, event);
};
