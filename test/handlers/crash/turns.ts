import { createHash } from 'node:crypto';
import type { Outside } from '../account.ts';
import { tapped } from './tap.ts';

/** A number from 0 to below `end` that looks random and is the same for the same words. */
export function chance(end: number, ...words: readonly (string | number)[]): number {
  const digest = createHash('sha256').update(JSON.stringify(words)).digest();
  return digest.readUInt32BE() % end;
}

/** Lets several go on in turns: at any call of a port the turn may pass to another, as the seed says. */
export function turnsOf(seed: number) {
  const all = new Set<string>();
  let waiting: (() => void)[] = [];
  let [holder, passed] = ['', 0];
  const pass = () => {
    passed += 1;
    holder = [...all][chance(Math.max(1, all.size), seed, passed)] ?? '';
    const woken = waiting;
    waiting = [];
    for (const wake of woken) wake();
  };
  const take = async (who: string, label: string) => {
    if (holder === who && chance(4, seed, who, label, passed) === 0) pass();
    while (holder !== who) await new Promise<void>((wake) => waiting.push(wake));
  };
  return {
    /** The outside as one sees it who waits for a turn before every call. */
    join(who: string, outside: Outside): Outside {
      all.add(who);
      if (holder === '') holder = who;
      return tapped(outside, async ({ label }, carryOut) => {
        // What DuckDB does in the midst of a call of ours is part of that.
        if (!label.startsWith('athena.')) await take(who, label);
        return carryOut(() => {});
      });
    },
    leave(who: string): void {
      all.delete(who);
      if (holder === who) pass();
    },
    passed: () => passed,
  };
}
