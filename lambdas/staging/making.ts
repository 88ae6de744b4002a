import type { Objects } from '../ports.ts';

// A key below, so that removing one snapshot's takes no other's along.
const keyOf = (snapshot: string) => `staged/making/${snapshot}/begun`;

/**
 * Makes the tables of a snapshot that has its record already, marked meanwhile: what a life that was cut short left
 * of them may be torn. One that is made for the first time needs no mark: its record is written last.
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
