import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import type { Account, Execution, SentMail } from '../account.ts';

/** An account as it was at a moment. */
export interface Saved {
  readonly objects: ReadonlyMap<string, string>;
  readonly mails: readonly SentMail[];
  readonly executions: readonly (readonly [string, Execution])[];
  readonly now: string;
}

export function save(account: Account): Saved {
  const [mails, executions] = [[...account.mails], [...account.executions]];
  return { objects: objectsOf(account), mails, executions, now: account.clock.now() };
}

export function restore(account: Account, saved: Saved): void {
  const { root, mails, executions, clock } = account;
  const found = objectsOf(account);
  for (const path of found.keys()) if (!saved.objects.has(path)) rmSync(join(root, path));
  for (const [path, text] of saved.objects) {
    if (found.get(path) === text) continue;
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text, 'latin1');
  }
  mails.splice(0, mails.length, ...saved.mails);
  executions.clear();
  for (const [name, execution] of saved.executions) executions.set(name, execution);
  clock.set(saved.now);
}

/** Every object by its bucket and key, byte by byte; what was begun and not completed is none. */
export function objectsOf({ root }: Pick<Account, 'root'>): ReadonlyMap<string, string> {
  const entries = readdirSync(root, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)))
    .sort();
  return new Map(paths.map((path) => [path, readFileSync(join(root, path), 'latin1')]));
}

/** Whether nobody looks at an object any more, the account being what it is. */
export type Unseen = (path: string, objects: ReadonlyMap<string, string>) => boolean;

/**
 * Stands for all that an account holds and somebody looks at: from the same, a process that knows nothing
 * else does the same.
 */
export function markOf(account: Account, isUnseen: Unseen = () => false): string {
  const objects = objectsOf(account);
  const seen = [...objects].filter(([path]) => !isUnseen(path, objects));
  const all = [seen, account.mails, [...account.executions]];
  return createHash('sha256').update(JSON.stringify(all)).digest('hex');
}
