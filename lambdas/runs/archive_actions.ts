import { parse } from 'csv-parse/sync';
import { z } from 'zod';
import type { AccountAction } from '../rendering/archive/account_shelf.ts';

const row = z.object({
  priority: z.string(),
  due_on: z.iso.date(),
  owner: z.string(),
  account_id: z.string(),
  title: z.string(),
  play: z.string(),
});

/** The actions of a book by account, from the file that goes with its report. */
export function actionsByAccount(csv: string): ReadonlyMap<string, readonly AccountAction[]> {
  const found = new Map<string, AccountAction[]>();
  for (const one of z.array(row).parse(parse(csv, { bom: true, columns: true }))) {
    const { due_on, owner, title, play, priority } = one;
    if (one.account_id === '') continue;
    const own = found.get(one.account_id) ?? [];
    found.set(one.account_id, own);
    own.push({ due_on, owner, title, play, is_given: priority === 'now' });
  }
  return found;
}
