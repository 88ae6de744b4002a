import { parse } from 'csv-parse/sync';
import { machineClock } from '../../adapters/clock.ts';
import { deliver } from '../../delivery/deliver.ts';
import { type RunResult, runReport } from '../../pipeline.ts';
import { readManifest } from '../../runs/manifest.ts';
import { demoSettings } from '../cli/demo_company.ts';
import { type LaptopWorld, laptop } from '../world.ts';
import type { Case } from './cases.ts';
import { preparing } from './watched.ts';

/** A whole weekly report, and its messages handed to a mailer that takes everything. */
export const report: Case = async ({ watch, watched }, { drop, out }) => {
  const world = await laptop(drop, out, watch.progress, watched);
  const settings = await demoSettings();
  const result = await runReport(world, {
    ...{ edition: 'weekly', asOf: 'latest', attended: true, source: 'bench', settings },
    ...{ period: undefined, mapping: undefined, reader: undefined },
  });
  watch.step('deliver');
  await deliverAll(world, result);
  watch.step(preparing);
  return { answers: await kpisOf(world, result) };
};

async function deliverAll({ archive, lakeRecords }: LaptopWorld, { folder, period }: RunResult) {
  const { documents } = await readManifest(archive, folder);
  const order = {
    ...({ run: folder, edition: 'weekly', period: period.label, mode: 'force' } as const),
    ...{ execution: 'bench', attempt: 'bench', sender: 'CS Pulse <reports@example.com>' },
    ...{ allowList: null, unsubscribeUrl: 'https://example.com/u', timeLeft: () => 900_000 },
    readers: documents.map(({ email, message }) => ({ email, key: `${folder}/${message}` })),
  };
  const mailer = {
    quota: async () => ({ perSecond: 1_000_000, remainingToday: 1_000_000 }),
    send: async () => ({ outcome: 'sent', messageId: 'bench' }) as const,
  };
  const signer = { sign: async () => 'signature', verify: async () => true };
  const progress = { step: () => {}, note: () => {}, warn: () => {} };
  await deliver(
    { archive, receipts: lakeRecords, mailer, signer, clock: machineClock, progress },
    order,
  );
}

/** KPIs that the hand-written queries answer too, of the period that is reported. */
async function kpisOf({ archive }: LaptopWorld, { folder, period }: RunResult) {
  const text = await archive.readText(`${folder}/kpis.csv`);
  const rows: readonly Readonly<Record<string, string>>[] = parse(text, {
    ...{ columns: true, bom: true },
  });
  const of = (kpi: string) =>
    rows.find((row) => row.kpi === kpi && row.period === period.label && row.dimension === '')
      ?.value;
  return Object.fromEntries(['wau', 'support_ticket_volume'].map((kpi) => [kpi, Number(of(kpi))]));
}
