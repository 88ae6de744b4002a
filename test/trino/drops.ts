import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openFolder } from '../../lambdas/local/folder.ts';
import type { Objects } from '../../lambdas/ports.ts';
import { worldToDrop } from '../naive/drop.ts';
import type { World } from '../naive/world.ts';

/** A fresh folder. */
export function emptyDrop(): Objects {
  return openFolder(mkdtempSync(join(tmpdir(), 'cs-pulse-drop-')));
}

/** The world as a file drop. */
export async function dropOf(world: World): Promise<Objects> {
  const drop = emptyDrop();
  for (const [file, text] of Object.entries(worldToDrop(world))) await drop.write(file, text);
  return drop;
}
