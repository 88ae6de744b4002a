/** What is asked of chokidar. */
export interface Watcher {
  on(event: 'all', listener: (event: string, path: string) => void): unknown;
  close(): Promise<void>;
}

/** Editors write a file in several steps. */
const quiet = 80;

const ofTemplates = /\.(hbs|css|js|json)$/;
/** What editors write beside a file while they save it. */
const ofEditors = /(^|[\\/])(\.[^\\/]*|4913)$|~$/;

export const matters = (path: string): boolean => ofTemplates.test(path) && !ofEditors.test(path);

/**
 * Calls `renew` with the paths that changed, once they are quiet. Never two at a time: what changes
 * meanwhile is taken up when it is done.
 */
export function follow(
  watcher: Watcher,
  renew: (paths: ReadonlySet<string>) => Promise<void>,
): { close(): Promise<void> } {
  let waiting = new Set<string>();
  let timer: NodeJS.Timeout | undefined;
  let running = Promise.resolve();
  const start = () => {
    running = running.then(async () => {
      const paths = waiting;
      waiting = new Set();
      if (paths.size > 0) await renew(paths);
    });
  };
  watcher.on('all', (_, path) => {
    if (!matters(path)) return;
    waiting.add(path);
    clearTimeout(timer);
    timer = setTimeout(start, quiet);
  });
  return {
    close: async () => {
      clearTimeout(timer);
      await watcher.close();
      await running;
    },
  };
}
