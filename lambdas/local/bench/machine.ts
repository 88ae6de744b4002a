import { execFileSync } from 'node:child_process';
import { cpus, totalmem } from 'node:os';
import { z } from 'zod';
import type { Engine } from '../../ports.ts';

/** What figures were measured on and with. */
export const machine = z.strictObject({
  on: z.iso.date(),
  processor: z.string(),
  cores: z.int(),
  /** In gigabytes. */
  memory: z.number(),
  node: z.string(),
  duckdb: z.string(),
  /** With `+` where files differ from it. */
  commit: z.string(),
});
export type Machine = z.infer<typeof machine>;

export async function thisMachine(engine: Engine): Promise<Machine> {
  const [version] = await engine.query('select version() as version');
  return {
    on: new Date().toISOString().slice(0, 10),
    processor: cpus()[0]?.model ?? 'unknown',
    cores: cpus().length,
    memory: Math.round(totalmem() / 1e9),
    node: process.version,
    duckdb: String(version?.version),
    commit: `${git('rev-parse', '--short', 'HEAD')}${git('status', '--porcelain') === '' ? '' : '+'}`,
  };
}

function git(...args: readonly string[]): string {
  try {
    return execFileSync('git', [...args], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
  } catch {
    return 'unknown';
  }
}
