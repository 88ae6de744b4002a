import { once } from 'node:events';
import { PassThrough } from 'node:stream';
import type { Objects } from '../../ports.ts';

/** A second output of one pass, written line by line while the first is. */
export interface SideFile {
  readonly write: (line: string) => Promise<void>;
  /** Completes the file; does nothing where no line was written. */
  readonly close: () => Promise<void>;
}

/** Opens lazily, so that nothing lies there when nothing was written. */
export function sideFile(out: Objects, key: string): SideFile {
  let open: { readonly pipe: PassThrough; readonly written: Promise<void> } | undefined;
  return {
    write: async (line) => {
      open ??= opened(out, key);
      // Waiting for the reader keeps memory constant; `written` ends the wait if the reader fails.
      if (!open.pipe.write(line)) await Promise.race([once(open.pipe, 'drain'), open.written]);
    },
    close: async () => {
      open?.pipe.end();
      await open?.written;
    },
  };
}

function opened(out: Objects, key: string) {
  const pipe = new PassThrough();
  const written = out.writeStream(key, pipe);
  // Its failure is seen by whoever writes or closes next; until then it is not unhandled.
  written.catch(() => {});
  return { pipe, written };
}
