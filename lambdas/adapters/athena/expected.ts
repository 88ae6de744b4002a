import { names } from '../../tables/relations.ts';
import { timesRead } from './times_read.ts';

/** Bytes of every key below a prefix of the lake. */
export type Sizes = (prefix: string) => Promise<ReadonlyMap<string, number>>;

/** What queries may scan at most: the files of the relations that they name, each as often as it is read. */
export interface Expected {
  /** From now on the relation is the files of these folders, all below the root. */
  use(relation: string, root: string, folders: readonly string[]): void;
  of(sql: string): Promise<number>;
}

/** Lists what lies in a relation's folders once, when a query first names it; `sizes` absent: expects nothing. */
export function openExpected(sizes: Sizes | undefined): Expected {
  const inUse = new Map<string, () => Promise<number>>();
  return {
    use: (relation, root, folders) => {
      let known: Promise<number> | undefined;
      inUse.set(relation, () => {
        known ??= sizes ? bytesIn(sizes, root, folders) : Promise.resolve(0);
        return known;
      });
    },
    of: async (sql) => {
      let most = 0;
      for (const [relation, bytes] of sizes ? inUse : []) {
        const times = names(sql, relation) ? timesRead(sql, relation) : 0;
        if (times > 0) most += times * (await bytes());
      }
      return most;
    },
  };
}

async function bytesIn(sizes: Sizes, root: string, folders: readonly string[]): Promise<number> {
  if (folders.length === 0) return 0;
  const depth = folders[0]?.split('/').length ?? 0;
  const meant = new Set(folders);
  let sum = 0;
  for (const [key, bytes] of await sizes(root)) {
    const folder = key.split('/', depth - 1).join('/');
    if (meant.has(`${folder}/`)) sum += bytes;
  }
  return sum;
}
