import type { Objects } from '../ports.ts';

// A key below, so that removing one snapshot's takes no other's along.
const keyOf = (snapshot: string) => `staged/making/${snapshot}/begun`;

/**
 * Makes a snapshot's tables, marked meanwhile: one that is made again has its record all the while, and what a life
 * that was cut short left of its tables may be torn.
 */
export async function whileMaking<Made>(
  lake: Objects,
  snapshot: string,
  make: () => Promise<Made>,
): Promise<Made> {
  await lake.write(keyOf(snapshot), '');
  const made = await make();
  await lake.remove(keyOf(snapshot));
  return made;
}

export const isBeingMade = (lake: Objects, snapshot: string): Promise<boolean> =>
  lake.exists(keyOf(snapshot));
