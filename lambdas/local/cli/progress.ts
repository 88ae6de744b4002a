import { Listr } from 'listr2';
import type { Progress } from '../../ports.ts';

/**
 * Runs a job under one line that says what it is doing: a spinner on a terminal, plain lines in a pipe.
 * Warnings stay; they are returned to be printed after it.
 */
export async function withProgress<T>(
  title: string,
  job: (progress: Progress) => Promise<T>,
): Promise<{ readonly result: T; readonly warnings: readonly string[] }> {
  const warnings: string[] = [];
  const done: T[] = [];
  const task = new Listr(
    [
      {
        title,
        task: async (_, line) => {
          const say = (text: string) => {
            line.output = text;
          };
          const warn = (text: string) => {
            warnings.push(text);
          };
          done.push(await job({ step: say, note: say, warn }));
        },
      },
    ],
    { renderer: 'default', fallbackRenderer: 'simple', rendererOptions: { collapseErrors: true } },
  );
  await task.run();
  const [result] = done;
  if (result === undefined) throw new Error(`${title} ended without a result`);
  return { result, warnings };
}
