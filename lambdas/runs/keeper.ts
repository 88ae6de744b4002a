import { createHash, type Hash } from 'node:crypto';
import type { Objects } from '../ports.ts';

/** File of a run's folder → SHA-256 of what was written. */
export type Outputs = ReadonlyMap<string, string>;

/** Writes files into the folder of a run and remembers what was written. */
export interface Keeper {
  keep(file: string, body: string | Uint8Array): Promise<void>;
  /** The same for what is too long to be held. */
  keepParts(file: string, parts: Iterable<string>): Promise<void>;
  readonly outputs: Outputs;
}

export function keeper(out: Objects, folder: string): Keeper {
  const outputs = new Map<string, string>();
  return {
    outputs,
    keep: async (file, body) => {
      await out.write(`${folder}/${file}`, body);
      outputs.set(file, sha256(body));
    },
    keepParts: async (file, parts) => {
      const hash = createHash('sha256');
      await out.writeStream(`${folder}/${file}`, heard(parts, hash));
      outputs.set(file, hash.digest('hex'));
    },
  };
}

async function* heard(parts: Iterable<string>, hash: Hash): AsyncGenerator<string> {
  for (const part of parts) {
    hash.update(part);
    yield part;
  }
}

export function sha256(body: string | Uint8Array): string {
  return createHash('sha256').update(body).digest('hex');
}

export function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
