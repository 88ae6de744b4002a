import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { z } from 'zod';

/** Megabytes of JavaScript objects that an export may hold. */
const heap = 256;

const opened = z.object({ opened: z.object({ secret: z.unknown(), options: z.looseObject({}) }) });

export interface VendorProcess {
  readonly secret: unknown;
  readonly options: object;
  /** Requests so far. */
  asked(): Promise<number>;
  /** Resolves when the nth request from now on has come, which is never answered. */
  holds(nth: number): Promise<void>;
  close(): void;
}

export async function startVendor(source: string, rows: number): Promise<VendorProcess> {
  const file = join(import.meta.dirname, 'vendor.ts');
  const child = fork(file, [source, String(rows)], { execArgv: ['--import', 'tsx'] });
  const [message] = await Promise.race([once(child, 'message'), failed(child)]);
  const answer = async (order: object) => {
    const answered = once(child, 'message');
    child.send(order);
    return (await answered)[0];
  };
  return {
    ...opened.parse(message).opened,
    asked: async () => z.object({ asked: z.number() }).parse(await answer({ count: true })).asked,
    holds: async (nth) => {
      z.object({ reached: z.number() }).parse(await answer({ hold: nth }));
    },
    close: () => void child.kill(),
  };
}

const taken = { peak: z.number(), processor: z.number() };
/** A step begins, so many records of an object have been read, or the export has ended. */
const told = z.union([
  z.object({ ...taken, step: z.string() }),
  z.object({ ...taken, object: z.string(), read: z.number() }),
  z.object({ ...taken, ended: z.literal(true) }),
]);
export type Told = z.infer<typeof told>;

export interface ExportProcess {
  /** Resolves when the process has ended by itself; rejects where it failed, or was killed. */
  readonly ended: Promise<void>;
  kill(): Promise<void>;
}

export function startExport(
  bundle: string,
  given: object,
  listen: (told: Told) => void,
): ExportProcess {
  const child = fork(bundle, [JSON.stringify(given)], {
    execArgv: [`--max-old-space-size=${heap}`],
  });
  child.on('message', (message) => listen(told.parse(message)));
  const ended = failed(child).catch((error: unknown) => {
    if (child.exitCode !== 0) throw error;
  });
  ended.catch(() => {});
  return {
    ended,
    kill: async () => {
      child.kill('SIGKILL');
      await ended.catch(() => {});
    },
  };
}

async function failed(child: ChildProcess): Promise<never> {
  const [code, signal] = await once(child, 'exit');
  throw new Error(`the process ended with ${signal ?? code}`);
}
