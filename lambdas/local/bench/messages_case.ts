import { demoSettings } from '../cli/demo_company.ts';
import { laptop } from '../world.ts';
import type { Case } from './cases.ts';
import { composeForReaders, manyReaders, messagesFolder, renderForReaders } from './messages.ts';

/** A weekly report of many readers up to what is rendered; the case after it begins with nothing in its memory. */
export const composed: Case = async ({ watch, watched }, { drop, out, readers }) => {
  const world = await laptop(drop, out, watch.progress, watched);
  const settings = { ...(await demoSettings()), readers: manyReaders(readers) };
  const request = {
    ...({ edition: 'weekly', asOf: 'latest', attended: true, source: 'bench', settings } as const),
    ...{ period: undefined, mapping: undefined, reader: undefined },
  };
  await composeForReaders(world, request, messagesFolder(out));
  return { answers: {} };
};

/** Their messages, each with its charts and attachments. */
export const messages: Case = async ({ watch }, { out }) => {
  await renderForReaders(messagesFolder(out), out, watch.progress);
  return { answers: {} };
};
