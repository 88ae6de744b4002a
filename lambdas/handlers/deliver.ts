import { type Delivered, deliver as deliverOnce, type Ports } from '../delivery/deliver.ts';
import { shortfallWords } from '../delivery/owner_words.ts';
import { summarise } from '../delivery/summary.ts';
import { GateShut } from '../errors.ts';
import { type Manifest, readManifest } from '../runs/manifest.ts';
import { type Order, readOrder } from '../runs/orders.ts';
import { archive, archiveRecords } from './buckets.ts';
import { optional, variable } from './environment.ts';
import { mailer, signer } from './mail.ts';
import { onStep, type TimeLeft } from './on_step.ts';
import { type OwnerWorld, ownerFrom, tellOwner } from './owner.ts';
import type { StepEvent } from './step_event.ts';

export interface DeliverWorld extends Ports, OwnerWorld {
  readonly unsubscribeUrl: string;
  readonly unsubscribeMailto: string | undefined;
}

/** documents → receipts. Not done: it stopped before its time ran out and goes on where it is when called again. */
export async function deliver(world: DeliverWorld, event: StepEvent, timeLeft: TimeLeft) {
  const order = await readOrder(world.archive, event.order);
  if (order.deliver === 'none') return { done: true };
  const manifest = await readManifest(world.archive, order.folder);
  if (order.deliver !== 'test') refuseHeldBack(manifest.held_back);
  const { sender, attempt, unsubscribeUrl, unsubscribeMailto } = world;
  const delivered = await deliverOnce(world, {
    ...{ sender, attempt, unsubscribeUrl, unsubscribeMailto, timeLeft },
    ...{ allowList: world.allowList, edition: manifest.edition, period: manifest.period.label },
    ...{ run: order.folder, execution: order.execution, mode: order.deliver },
    readers: manifest.documents.map(({ email, message }) => ({
      email,
      key: `${order.folder}/${message}`,
    })),
    ...{ only: order.readers, to: order.to },
  });
  if (delivered.done && order.deliver !== 'test')
    await tellOfShortfall(world, order, manifest, delivered);
  return delivered;
}

/** A run that ended well is no good news where somebody still waits for the report. */
async function tellOfShortfall(
  world: DeliverWorld,
  { execution, asked_at: at }: Order,
  { edition, period, documents }: Manifest,
  { counts, quota_used_up: quotaUsedUp }: Delivered,
): Promise<void> {
  if (counts.refused + counts.throttled + counts.unknown === 0) return;
  const about = { edition, period: period.label };
  const readers = await summarise(
    world,
    about,
    documents.map(({ email }) => email),
  );
  const { logs, start } = world;
  const words = shortfallWords({ ...about, readers, quotaUsedUp, logs, start });
  await tellOwner(world, { kind: 'shortfall', ...about, execution, at, words });
}

/** The report is made and can be looked at; its readers get it once its data is mended. */
function refuseHeldBack(reasons: readonly string[]): void {
  if (reasons.length === 0) return;
  throw new GateShut(
    `Readers got nothing: ${reasons.join('; ')}. The report is in the archive with the fault named. Mend the export and run again, or let it pass with "when_shut": "name" under gates in the settings.`,
  );
}

export const handler = onStep('deliver', (event, progress, timeLeft, context) =>
  deliver(
    {
      ...ownerFrom(context),
      ...{ archive: archive(), receipts: archiveRecords(), mailer: mailer(), signer: signer() },
      ...{ progress, unsubscribeUrl: variable('UNSUBSCRIBE_URL') },
      unsubscribeMailto: optional('UNSUBSCRIBE_MAILTO'),
    },
    event,
    timeLeft,
  ),
);
